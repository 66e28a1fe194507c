#include "server/bus/local_bus.hpp"
#include "server/district/district.hpp"
#include "server/journal/memory_journal.hpp"
#include "server/journal/sqlite_journal.hpp"
#include "server/vault/memory_vault.hpp"
#include "tests/engine/town.hpp"
#include "tests/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>
#include <prometheus/registry.h>

#include <chrono>
#include <future>
#include <stdexcept>
#include <string>

// Server/district/district.cpp: the leader on its thread.
using namespace dageng;
using namespace dageng::test;

namespace {

struct Surroundings {
    Surroundings() {
        bus.on_gateway([this](const std::vector<bus::ToGateway>& batch) {
            for (const auto& item : batch) {
                if (std::holds_alternative<bus::Rejected>(item)) {
                    rejected.set_value();
                }
            }
        });
    }

    district::Parts parts(journal::Journal& journal) {
        return {journal, vault, bus, alerter, metrics};
    }

    static void configure(district::Leader& leader, district::Clocks clocks) {
        leader.take_configuration(small_catalogue(), std::nullopt, clocks);
    }

    vault::MemoryVault vault;
    bus::LocalBus bus;
    district::SocketAlerter alerter;
    prometheus::Registry registry;
    district::Metrics metrics{registry};
    std::promise<void> rejected;
};

void unexpected(const std::string& why) {
    BOOST_ERROR("the district stopped: " + why);
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(district_suite, Surroundings)

BOOST_AUTO_TEST_CASE(what_a_job_decided_is_durable_when_its_future_is_ready) {
    const TemporaryFolder folder;
    journal::SqliteJournal journal(folder / "journal.db");
    district::District district(parts(journal), unexpected);
    district.start();
    district.run(configure).get();
    BOOST_TEST(journal.head().last == 1U);
    BOOST_TEST(district.ready());
    district
        .run([](district::Leader& leader, district::Clocks clocks) {
            leader.add_account({.name = "somebody"}, clocks);
        })
        .get();
    BOOST_TEST(journal.head().last == 2U);
}

BOOST_AUTO_TEST_CASE(batches_from_the_bus_reach_the_leader_and_answers_the_gateways) {
    const TemporaryFolder folder;
    journal::SqliteJournal journal(folder / "journal.db");
    district::District district(parts(journal), unexpected);
    district.start();
    std::vector<bus::ToLeader> batch;
    batch.emplace_back(bus::Opened{1, {"hello-hello"}, {}});
    bus.to_leader(std::move(batch));
    rejected.get_future().get();
    BOOST_TEST(district.ready());
}

BOOST_AUTO_TEST_CASE(stopping_leaves_everything_durable_and_takes_no_more) {
    const TemporaryFolder folder;
    journal::SqliteJournal journal(folder / "journal.db");
    district::District district(parts(journal), unexpected);
    district.start();
    const auto configured = district.run(configure);
    district.stop();
    BOOST_TEST((configured.wait_for(std::chrono::seconds(0)) == std::future_status::ready));
    BOOST_TEST(journal.head().last == 1U);
    BOOST_TEST(!district.ready());
    // Whoever asks later isn't kept waiting for ever.
    BOOST_CHECK_THROW(district.run(configure).get(), std::runtime_error);
    BOOST_TEST(journal.head().last == 1U);
}

BOOST_AUTO_TEST_CASE(a_journal_that_fails_is_fatal_and_it_is_not_ready_any_more) {
    journal::MemoryJournal journal;
    std::promise<std::string> fatal;
    district::District district(parts(journal), [&](const std::string& why) {
        fatal.set_value(why);
    });
    district.start();
    district.run(configure);
    journal.fail("the disk is full");
    BOOST_TEST(fatal.get_future().get() == "the disk is full");
    district.stop();
    BOOST_TEST(!district.ready());
}

BOOST_AUTO_TEST_SUITE_END()

#include "tests/faults/faulty_network.hpp"
#include "tests/faults/town.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <memory>
#include <poll.h>

// The real binary, and phones that reach it over a bad network. After each a checker holds what
// every phone has logged against the journal.
using namespace dageng::faults;
using dageng::story::ServerProcess;
using namespace std::chrono_literals;

namespace {

/// One for the program: who went to another machine doesn't come back.
FaultyNetwork* network() {
    static std::string why_not;
    static const auto made = FaultyNetwork::make(why_not);
    if (!made) {
        BOOST_TEST_MESSAGE("skipped: the system lets us have no network of our own: " << why_not);
    }
    return made.get();
}

/// A town whose server is on the other machine.
class FarTown {
  public:
    explicit FarTown(FaultyNetwork& network) : network_(network) {
        setenv("DAGENG_TEST_ADDRESS", FaultyNetwork::server_address, 1);
        start();
        town.begin(*server_);
    }
    ~FarTown() {
        network_.become({});
        unsetenv("DAGENG_TEST_ADDRESS");
    }
    FarTown(const FarTown&) = delete;
    FarTown& operator=(const FarTown&) = delete;

    void kill_and_come_back() {
        server_->kill();
        start();
        town.place.moved_to(server_->port());
    }

    /// What promises were broken.
    std::vector<std::string> end() {
        network_.become({});
        const std::uint64_t quiet = town.finish(*server_);
        start();
        return town.hear_the_rest(*server_, quiet);
    }

    Town town;

  private:
    void start() {
        network_.at_server([this] {
            const std::vector<std::string> options{"--listen", FaultyNetwork::server_address};
            server_ = std::make_unique<ServerProcess>(town.folder, options);
        });
    }

    FaultyNetwork& network_;
    std::unique_ptr<ServerProcess> server_;
};

} // namespace

BOOST_AUTO_TEST_SUITE(faulty_network)

BOOST_AUTO_TEST_CASE(over_a_network_that_loses_delays_and_reorders_every_promise_is_kept) {
    FaultyNetwork* const net = network();
    if (net == nullptr) {
        return;
    }
    FarTown far{*net};
    far.town.go_on_for_a_while();
    net->become({50, 30ms, 40ms});
    const auto before = net->figures();
    far.town.place.await_more(40);
    far.kill_and_come_back();
    far.town.place.await_more(40);
    BOOST_TEST(net->figures().lost > before.lost);
    say_all(far.end());
    far.town.check_that_much_happened();
}

BOOST_AUTO_TEST_CASE(connections_that_die_without_a_word_are_begun_anew_and_nothing_is_missing) {
    FaultyNetwork* const net = network();
    if (net == nullptr) {
        return;
    }
    FarTown far{*net};
    far.town.go_on_for_a_while();
    for (int times = 0; times < 3; ++times) {
        // The server goes on telling those who can't hear it any more.
        net->swallow_connections();
        far.town.place.await_more(30);
    }
    BOOST_TEST(net->figures().swallowed > 0U);
    say_all(far.end());
    far.town.check_that_much_happened();
}

BOOST_AUTO_TEST_CASE(while_the_network_is_gone_altogether_phones_wait_and_then_go_on) {
    FaultyNetwork* const net = network();
    if (net == nullptr) {
        return;
    }
    FarTown far{*net};
    far.town.go_on_for_a_while();
    const auto lost = net->figures().lost;
    net->become({1000, 0ms, 0ms});
    while (net->figures().lost < lost + 40) {
        poll(nullptr, 0, 20);
    }
    net->become({});
    far.town.place.await_more(40);
    say_all(far.end());
    far.town.check_that_much_happened();
}

BOOST_AUTO_TEST_SUITE_END()

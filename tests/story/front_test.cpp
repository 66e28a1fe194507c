#include "protocol/hex.hpp"
#include "server/app/catalogue_file.hpp"
#include "server/district/time.hpp"
#include "server/engine/retention_rules.hpp"
#include "server/vault/sqlite_vault.hpp"
#include "tests/story/client.hpp"
#include "tests/story/plans_file.hpp"
#include "tests/story/server_process.hpp"
#include "tests/temporary_folder.hpp"
#include "tests/town_journal.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <optional>
#include <sstream>

// `dageng retention`: the journal's front leaves, and the district goes on.
using namespace dageng;
using story::Client;
using story::Json;
using story::Run;
namespace fs = std::filesystem;

namespace {

/// The district of some days ago: a report that is closed. By the plans nothing is kept for long.
struct LongAgo {
    LongAgo() {
        std::ofstream(scratch / "short.toml")
            << story::plans_keeping("words_days = 0, photos_days = 0, journal_days = 1");
        town.emplace(*app::read_catalogue(scratch / "short.toml"));
        const auto desk = town->person(protocol::Role::dispatcher);
        incident = town->incident_of(town->tip(town->person(protocol::Role::resident)));
        town->say(desk, protocol::CloseIncident{incident, {"resolved"}, {}, {}});
        code = town->incident(incident).code.value;
        last = town->state().last;
        fs::create_directory(folder);
        vault::SqliteVault{folder}.make_keys({town->state().last_key});
        test::write_journal(*town, folder);
    }

    /// Of the last record that is written.
    std::string hash() const {
        const journal::SqliteJournal journal{folder / "journal.db"};
        return protocol::to_hex(journal.hash_at(journal.head().last).value());
    }
    void commit(engine::Event event) { town->commit({{}, {}, {}, {}, {std::move(event)}}); }

    Run run(std::vector<std::string> words, bool with_plans = true) const {
        if (with_plans) {
            words.insert(
                words.end(),
                {"--data", folder.string(), "--catalogue", (scratch / "short.toml").string()}
            );
        }
        return story::run_dageng(words);
    }
    /// Whether the incident's code stands in a file of the data folder.
    bool is_known() const {
        for (const auto& entry : fs::recursive_directory_iterator(folder)) {
            std::ifstream file(entry.path(), std::ios::binary);
            std::stringstream bytes;
            bytes << file.rdbuf();
            if (bytes.str().find(code) != std::string::npos) {
                return true;
            }
        }
        return false;
    }

    TemporaryFolder scratch;
    fs::path folder = scratch / "district";
    fs::path heads = scratch / "heads.jsonl";
    std::optional<test::Town> town;
    protocol::IncidentId incident;
    std::string code;
    protocol::Offset last = 0;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(front, LongAgo)

BOOST_AUTO_TEST_CASE(what_is_long_over_leaves_the_journal_which_still_verifies_and_goes_on) {
    BOOST_REQUIRE_EQUAL(run({"audit", "export", folder.string(), heads.string()}, false).status, 0);
    BOOST_TEST(is_known());
    const Run gone = run({"retention"});
    BOOST_REQUIRE_EQUAL(gone.status, 0);
    const std::string up_to = "journal  events up to " + std::to_string(last) + " of ";
    BOOST_TEST(gone.output.find(up_to) != std::string::npos, gone.output);
    BOOST_TEST(gone.output.find("with 1 incidents") != std::string::npos, gone.output);
    BOOST_TEST(!is_known());
    BOOST_TEST(run({"retention"}).output.empty());

    const Run audit = run({"audit", "verify", folder.string(), "--heads", heads.string()}, false);
    BOOST_TEST(audit.status == 0, audit.output);
    BOOST_TEST(audit.output.find("were let go, as a later one says") != std::string::npos);
    BOOST_TEST(audit.output.find("proven by 1 signed heads") != std::string::npos, audit.output);

    const std::string reporter = story::add_account(folder, "resident", "", "Zhao");
    const std::string desk = story::add_account(folder, "dispatcher", "", "the desk");
    story::ServerProcess server{folder, {"--catalogue", (scratch / "short.toml").string()}};
    Client phone{reporter, "the-reporter-s-phone"};
    Client console{desk, "the-desk-s-console"};
    phone.connect(server.port(), false);
    console.connect(server.port(), false);
    phone.say(
        "report-tip",
        {{"kind", "noise"},
         {"place", {{"at", {{"lat", 39.93}, {"lon", 116.44}}}, {"accuracy_m", 9}}}}
    );
    console.await("incident-opened", [](const Json& one) { return one.at("incident") == 2; });
    server.terminate();

    const fs::path backup = scratch / "backup";
    BOOST_REQUIRE_EQUAL(
        run({"backup", backup.string(), "--data", folder.string()}, false).status, 0
    );
    const fs::path again = scratch / "again";
    const Run restored = run({"restore", backup.string(), "--data", again.string()}, false);
    BOOST_REQUIRE_MESSAGE(restored.status == 0, restored.output);
    BOOST_TEST(run({"audit", "verify", again.string()}, false).status == 0);
    story::ServerProcess other{again};
    console.connect(other.port(), true);
}

BOOST_AUTO_TEST_CASE(what_was_cut_off_after_the_event_is_finished_by_the_next_run) {
    commit(*engine::expire(town->state(), incident, engine::RecordPart::words, town->now));
    last = town->state().last;
    const protocol::TimeMs then = town->now;
    test::write_journal(*town, folder);
    town->now = {district::read_clocks().wall_ms - 60'000};
    const auto& tips = town->incident(incident).tips;
    commit(engine::FrontCut{last, {hash()}, then, {incident}, tips, {}, 0});
    test::write_journal(*town, folder);
    BOOST_TEST(is_known());
    BOOST_REQUIRE_EQUAL(run({"retention"}).status, 0);
    BOOST_TEST(!is_known());
    const Run audit = run({"audit", "verify", folder.string()}, false);
    const std::string from = "events " + std::to_string(last + 1) + " to ";
    BOOST_TEST(audit.output.find(from) != std::string::npos, audit.output);
}

BOOST_AUTO_TEST_CASE(an_incident_under_a_legal_hold_keeps_its_records_and_those_after_it) {
    const Run hold =
        run({"incident", "hold", "--incident", code, "--reason", "court file 12 of 2026"});
    BOOST_REQUIRE_MESSAGE(hold.status == 0, hold.output);
    BOOST_REQUIRE_EQUAL(run({"retention"}).status, 0);
    BOOST_TEST(is_known());
    BOOST_TEST(run({"retention", "--dry-run"}).output.find("incidents") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

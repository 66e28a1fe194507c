#include "server/engine/decision_text.hpp"
#include "server/journal/sqlite_journal.hpp"
#include "tests/story/client.hpp"
#include "tests/story/key_reader.hpp"
#include "tests/story/plans_file.hpp"
#include "tests/story/server_process.hpp"
#include "tests/support/pictures.hpp"
#include "tests/support/tcp_client.hpp"
#include "tests/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <fstream>
#include <thread>

// `dageng retention`: what was kept long enough is nobody's to read any more, and the journal still
// verifies.
using namespace dageng;
using story::Client;
using story::Json;
using story::KeyReader;
using story::Run;
namespace fs = std::filesystem;

namespace {

/// Two reports of incidents that are closed, one of them with a photo; times are over at once.
struct Keeping {
    Keeping() {
        std::ofstream(scratch / "plans.toml")
            << story::plans_keeping("words_days = 36500, photos_days = 36500");
        std::ofstream(scratch / "short.toml")
            << story::plans_keeping("words_days = 0, photos_days = 0");
        story::ServerProcess server{folder, {"--catalogue", (scratch / "plans.toml").string()}};
        Client phone{reporter, "the-reporter-s-phone"};
        Client console{desk, "the-desk-s-console"};
        phone.connect(server.port(), false);
        console.connect(server.port(), false);
        phone.say("report-tip", tip(39.93, "words of the first", {photo}));
        upload(server.port());
        phone.say("report-tip", tip(39.96, "words of the second", Json::array()));
        console.await("tip-received", [](const Json& one) { return one.at("incident") == 2; });
        for (const int incident : {1, 2}) {
            console.say("close-incident", {{"incident", incident}, {"disposition", "resolved"}});
        }
        code = console.told("incident-opened").front().at("code");
        phone.disconnect();
        console.disconnect();
        server.terminate();
    }

    static Json tip(double lat, const std::string& words, const Json& photos) {
        return {
            {"kind", "noise"},
            {"place", {{"at", {{"lat", lat}, {"lon", 116.44}}}, {"accuracy_m", 9}}},
            {"words", words},
            {"photos", photos}
        };
    }
    void upload(std::uint16_t port) const {
        const auto put = support::http(
            port,
            "PUT",
            "/api/v1/photos/" + photo,
            {{"authorization", "Bearer " + reporter}},
            support::png_picture(32, 32)
        );
        BOOST_REQUIRE_EQUAL(put.status, 201U);
    }
    Run run(std::vector<std::string> words) const {
        words.insert(
            words.end(),
            {"--data", folder.string(), "--catalogue", (scratch / "short.toml").string()}
        );
        return story::run_dageng(words);
    }
    /// The sealed words of the reports, in order.
    std::vector<protocol::Sealed> words() const {
        std::vector<protocol::Sealed> boxes;
        const journal::SqliteJournal journal{folder / "journal.db"};
        journal.read(1, [&](const journal::Record& record) {
            const auto decision = engine::decision_from_text(record.body);
            for (const auto& event : decision->events) {
                if (const auto* report = std::get_if<engine::TipReceived>(&event)) {
                    boxes.push_back(report->words.sealed());
                }
            }
            return true;
        });
        return boxes;
    }
    std::size_t photo_files() const {
        std::size_t count = 0;
        for (const auto& one : fs::recursive_directory_iterator(folder / "photos")) {
            count += one.is_regular_file() ? 1 : 0;
        }
        return count;
    }

    const std::string photo = "a-photo-to-forget";
    TemporaryFolder scratch;
    fs::path folder = scratch / "district";
    std::string reporter = story::add_account(folder, "resident", "", "Zhao the reporter");
    std::string desk = story::add_account(folder, "dispatcher", "", "the desk");
    std::string code;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(retention, Keeping)

BOOST_AUTO_TEST_CASE(a_dry_run_says_what_will_leave_and_changes_nothing) {
    const Run dry = run({"retention", "--dry-run"});
    BOOST_REQUIRE_EQUAL(dry.status, 0);
    BOOST_TEST(std::ranges::count(dry.output, '\n') == 3, dry.output);
    BOOST_TEST(dry.output.find(code + "  words  over since ") != std::string::npos, dry.output);
    BOOST_TEST(dry.output.find(code + "  photos  over since ") != std::string::npos, dry.output);
    BOOST_TEST(run({"retention", "--dry-run"}).output == dry.output);
    BOOST_TEST(photo_files() == 2U);
    BOOST_TEST(KeyReader{folder}.open(words()[0]).value_or("") == "words of the first");
}

BOOST_AUTO_TEST_CASE(what_left_nobody_opens_any_more_and_the_journal_still_verifies) {
    BOOST_TEST(KeyReader{folder}.open(words()[0]).value_or("") == "words of the first");
    BOOST_REQUIRE_EQUAL(run({"retention"}).status, 0);
    const KeyReader reader{folder};
    for (const auto& box : words()) {
        BOOST_TEST(!reader.open(box).has_value());
    }
    BOOST_TEST(photo_files() == 0U);
    BOOST_TEST(run({"retention"}).output.empty());
    const Run audit = story::run_dageng({"audit", "verify", folder.string()});
    BOOST_TEST(audit.status == 0, audit.output);
}

BOOST_AUTO_TEST_CASE(a_legal_hold_keeps_what_is_due_until_it_ends) {
    const std::vector<std::string> why{"--incident", code, "--reason", "court file 12 of 2026"};
    const auto hold = [&](const std::string& what) {
        std::vector<std::string> options{"incident", what};
        options.insert(options.end(), why.begin(), why.end());
        return run(options).status;
    };
    BOOST_TEST(hold("hold") == 0);
    BOOST_TEST(hold("hold") == 1); // It is already.
    BOOST_REQUIRE_EQUAL(run({"retention"}).status, 0);
    const auto boxes = words();
    BOOST_TEST(KeyReader{folder}.open(boxes[0]).value_or("") == "words of the first");
    BOOST_TEST(!KeyReader{folder}.open(boxes[1]).has_value());
    BOOST_TEST(run({"person", "erase", "--account", "1"}).status == 1);
    BOOST_TEST(hold("release") == 0);
    BOOST_REQUIRE_EQUAL(run({"retention"}).status, 0);
    BOOST_TEST(!KeyReader{folder}.open(boxes[0]).has_value());
}

BOOST_AUTO_TEST_CASE(a_server_lets_go_what_is_due_when_it_starts) {
    story::ServerProcess server{folder, {"--catalogue", (scratch / "short.toml").string()}};
    while (server.log().find("records left, their time was over") == std::string::npos) {
        std::this_thread::yield();
    }
    Client phone{reporter, "the-reporter-s-phone"};
    phone.connect(server.port(), false);
    for (const Json& tip : phone.told("my-tip")) {
        BOOST_TEST(tip.at("words").is_null(), tip.dump());
    }
    server.terminate();
    BOOST_TEST(photo_files() == 0U);
}

BOOST_AUTO_TEST_SUITE_END()

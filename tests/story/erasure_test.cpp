#include "server/engine/decision_text.hpp"
#include "server/journal/sqlite_journal.hpp"
#include "tests/story/client.hpp"
#include "tests/story/key_reader.hpp"
#include "tests/story/server_process.hpp"
#include "tests/support/pictures.hpp"
#include "tests/support/tcp_client.hpp"
#include "tests/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>

// `dageng person erase`: nothing that is on any disk says who it was, whoever has the master key.
using namespace dageng;
using story::Client;
using story::Json;
using story::KeyReader;
using story::run_dageng;
namespace fs = std::filesystem;

namespace {

/// A reporter whose report is closed, and another whose isn't.
struct Reported {
    Reported() {
        const std::string photo = "a-photo-to-forget";
        story::ServerProcess server{folder};
        Client phone{reporter, "the-reporter-s-phone"};
        Client neighbour{other, "the-neighbour-s-phone"};
        Client console{desk, "the-desk-s-console"};
        for (Client* const client : {&phone, &neighbour, &console}) {
            client->connect(server.port(), false);
        }
        phone.say("report-tip", tip(39.93, "words of the reporter", {photo}));
        upload(server.port(), photo);
        neighbour.say("report-tip", tip(39.95, "words of the neighbour", Json::array()));
        const Json opened = console.await("tip-received");
        console.say(
            "close-incident", {{"incident", opened.at("incident")}, {"disposition", "resolved"}}
        );
        for (Client* const client : {&phone, &neighbour, &console}) {
            client->disconnect();
        }
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
    void upload(std::uint16_t port, const std::string& photo) const {
        const auto put = support::http(
            port,
            "PUT",
            "/api/v1/photos/" + photo,
            {{"authorization", "Bearer " + reporter}},
            support::png_picture(32, 32)
        );
        BOOST_REQUIRE_EQUAL(put.status, 201U);
    }
    story::Run erase(std::uint64_t account) const {
        return run_dageng(
            {"person", "erase", "--account", std::to_string(account), "--data", folder.string()}
        );
    }
    fs::path copy(const std::string& name) const {
        fs::copy(folder, scratch / name, fs::copy_options::recursive);
        return scratch / name;
    }
    /// What the journal has of them: the name, and the words of the report.
    static std::vector<protocol::Sealed> boxes_of(const fs::path& data, std::uint64_t account) {
        std::vector<protocol::Sealed> boxes;
        const journal::SqliteJournal journal{data / "journal.db"};
        journal.read(1, [&](const journal::Record& record) {
            const auto decision = engine::decision_from_text(record.body);
            for (const auto& event : decision->events) {
                const auto* person = std::get_if<engine::PersonRegistered>(&event);
                const auto* report = std::get_if<engine::TipReceived>(&event);
                if (person != nullptr && person->person.value == account) {
                    boxes.push_back(person->name.sealed());
                }
                if (report != nullptr && report->reporter.value == account) {
                    boxes.push_back(report->words.sealed());
                }
            }
            return true;
        });
        return boxes;
    }

    static std::size_t photo_files(const fs::path& data) {
        std::size_t count = 0;
        for (const auto& one : fs::recursive_directory_iterator(data / "photos")) {
            count += one.is_regular_file() ? 1 : 0;
        }
        return count;
    }

    TemporaryFolder scratch;
    fs::path folder = scratch / "district";
    std::string reporter = story::add_account(folder, "resident", "", "Zhao the reporter");
    std::string other = story::add_account(folder, "resident", "", "the neighbour");
    std::string desk = story::add_account(folder, "dispatcher", "", "the desk");
};

constexpr std::uint64_t reporter_number = 1;
constexpr std::uint64_t other_number = 2;

} // namespace

BOOST_FIXTURE_TEST_SUITE(erasure, Reported)

BOOST_AUTO_TEST_CASE(afterwards_a_reader_with_the_master_key_opens_nothing_and_before_did) {
    const fs::path before = copy("before");
    const auto boxes = boxes_of(before, reporter_number);
    const auto others = boxes_of(before, other_number);
    BOOST_REQUIRE_EQUAL(boxes.size(), 2U);
    const KeyReader then{before};
    BOOST_TEST(then.open(boxes[0]).value_or("") == "Zhao the reporter");
    BOOST_TEST(then.open(boxes[1]).value_or("") == "words of the reporter");

    const story::Run run = erase(reporter_number);
    BOOST_REQUIRE_MESSAGE(run.status == 0, run.output);
    BOOST_TEST(run.output.find("3 keys are destroyed") != std::string::npos, run.output);
    const KeyReader now{folder};
    BOOST_TEST(now.files() >= 5U);
    for (const auto& box : boxes) {
        BOOST_TEST(!now.open(box).has_value());
    }
    BOOST_TEST(now.open(others.at(1)).value_or("") == "words of the neighbour");
    BOOST_TEST(photo_files(before) == 2U);
    BOOST_TEST(photo_files(folder) == 0U);
}

BOOST_AUTO_TEST_CASE(the_token_is_nobody_s_and_the_district_goes_on) {
    BOOST_REQUIRE_EQUAL(erase(reporter_number).status, 0);
    const story::ServerProcess server{folder};
    Client phone{reporter, "the-reporter-s-phone"};
    BOOST_CHECK_THROW(phone.connect(server.port(), false), std::exception);
    Client neighbour{other, "the-neighbour-s-phone"};
    neighbour.connect(server.port(), false);
    BOOST_TEST(neighbour.told("my-tip").at(0).at("words") == "words of the neighbour");
    Client console{desk, "another-console"};
    console.connect(server.port(), false);
    BOOST_TEST(console.say("ping", Json::object()) == Json::object());
}

BOOST_AUTO_TEST_CASE(who_is_connected_is_sent_away) {
    const story::ServerProcess server{folder};
    Client phone{reporter, "the-reporter-s-phone"};
    phone.connect(server.port(), false);
    BOOST_REQUIRE_EQUAL(erase(reporter_number).status, 0);
    BOOST_TEST(phone.socket().receive_close() == 4401);
}

BOOST_AUTO_TEST_CASE(whose_report_is_open_is_not_erased_yet) {
    const story::Run run = erase(other_number);
    BOOST_TEST(run.status == 1);
    BOOST_TEST(run.output.find("which is open") != std::string::npos, run.output);
    BOOST_TEST(erase(77).status == 1);
}

BOOST_AUTO_TEST_CASE(a_restored_back_up_of_before_forgets_them_again) {
    const std::string file = (scratch / "backup").string();
    BOOST_REQUIRE_EQUAL(run_dageng({"backup", file, "--data", folder.string()}).status, 0);
    const auto boxes = boxes_of(folder, reporter_number);
    BOOST_REQUIRE_EQUAL(erase(reporter_number).status, 0);

    const fs::path forgetful = scratch / "forgetful";
    const story::Run without = run_dageng({"restore", file, "--data", forgetful.string()});
    BOOST_TEST(without.status == 0);
    BOOST_TEST(without.output.find("no list of erasures") != std::string::npos, without.output);
    BOOST_TEST(KeyReader{forgetful}.open(boxes[0]).has_value()); // So that the next can fail.

    const fs::path again = scratch / "again";
    const story::Run with = run_dageng(
        {"restore", file, "--data", again.string(), "--erased", (folder / "erasures.list").string()}
    );
    BOOST_REQUIRE_MESSAGE(with.status == 0, with.output);
    BOOST_TEST(with.output.find("1 people erased again") != std::string::npos, with.output);
    for (const auto& box : boxes) {
        BOOST_TEST(!KeyReader{again}.open(box).has_value());
    }
    {
        const story::ServerProcess server{again};
        Client phone{reporter, "the-reporter-s-phone"};
        BOOST_CHECK_THROW(phone.connect(server.port(), false), std::exception);
    }
    // The district itself knows, too: there is no such account any more.
    const story::Run code = run_dageng(
        {"account", "code", "--account", std::to_string(reporter_number), "--data", again.string()}
    );
    BOOST_TEST(code.status == 1);
}

BOOST_AUTO_TEST_CASE(what_they_reported_after_a_back_up_takes_no_key_from_the_restored_district) {
    const std::string file = (scratch / "backup").string();
    BOOST_REQUIRE_EQUAL(run_dageng({"backup", file, "--data", folder.string()}).status, 0);
    {
        story::ServerProcess server{folder};
        Client phone{reporter, "the-reporter-s-tablet"};
        phone.connect(server.port(), false);
        const Json made = phone.say("report-tip", tip(39.97, "later words", Json::array()));
        phone.say("withdraw-tip", {{"tip", made.at("tip")}});
        phone.disconnect();
        server.terminate();
    }
    BOOST_REQUIRE_EQUAL(erase(reporter_number).status, 0);
    const fs::path again = scratch / "again";
    const std::string list = (folder / "erasures.list").string();
    const story::Run restored =
        run_dageng({"restore", file, "--data", again.string(), "--erased", list});
    BOOST_REQUIRE_MESSAGE(restored.status == 0, restored.output);
    const story::ServerProcess server{again};
    Client neighbour{other, "the-neighbour-s-tablet"};
    neighbour.connect(server.port(), false);
    for (const double lat : {39.90, 39.91, 39.92}) {
        BOOST_TEST(neighbour.say("report-tip", tip(lat, "new words", Json::array())).contains("tip")
        );
    }
}

BOOST_AUTO_TEST_CASE(what_was_cut_off_is_finished_at_the_next_start) {
    const fs::path before = copy("before");
    const auto boxes = boxes_of(folder, reporter_number);
    BOOST_REQUIRE_EQUAL(erase(reporter_number).status, 0);
    // As if the power had gone after the journal's word and before the vault's.
    fs::copy_file(before / "vault.db", folder / "vault.db", fs::copy_options::overwrite_existing);
    BOOST_TEST(KeyReader{folder}.open(boxes[0]).has_value());
    {
        const story::ServerProcess server{folder};
    }
    for (const auto& box : boxes) {
        BOOST_TEST(!KeyReader{folder}.open(box).has_value());
    }
}

BOOST_AUTO_TEST_SUITE_END()

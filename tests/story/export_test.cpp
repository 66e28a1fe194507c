#include "tests/story/client.hpp"
#include "tests/story/logins.hpp"
#include "tests/story/server_process.hpp"
#include "tests/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>

// `dageng person export`: what there is about somebody, and who may open it.
using namespace dageng;
using story::ChosenLogin;
using story::Client;
using story::Json;
using story::Run;

namespace {

struct Asked {
    Asked() {
        story::add_account(folder, "administrator", "", "the administrator");
        story::add_account(folder, "supervisor", "", "the supervisor");
        server.emplace(folder);
        phone.connect(server->port(), false);
        helper.connect(server->port(), false);
        helper.say("begin-duty", {{"place", place(39.9302)}});
        phone.say(
            "report-tip",
            {{"kind", "elder-missing"}, {"place", place(39.93)}, {"words", "words of the reporter"}}
        );
    }

    static Json place(double lat) {
        return {{"at", {{"lat", lat}, {"lon", 116.44}}}, {"accuracy_m", 9}};
    }
    /// With these approvals, and what they type.
    Run read(
        std::uint64_t account,
        const std::vector<std::string>& options = {},
        const std::string& typed = {}
    ) const {
        std::vector<std::string> words{
            "person", "export", "--account", std::to_string(account), "--data", folder.string()
        };
        words.insert(words.end(), options.begin(), options.end());
        return story::run_dageng(words, typed);
    }
    static std::string typed(const ChosenLogin& one, std::int64_t later_ms = 30'000) {
        return one.password + "\n" + story::shown_now(one.secret, later_ms) + "\n";
    }
    /// Without what it asked for.
    static Json record(const Run& run) {
        BOOST_REQUIRE_MESSAGE(run.status == 0, run.output);
        return Json::parse(run.output.substr(run.output.find('{')));
    }

    TemporaryFolder scratch;
    std::filesystem::path folder = scratch / "district";
    Client phone{story::add_account(folder, "resident", "", "Zhao the reporter"), "the-phone-1"};
    Client helper{
        story::add_account(folder, "volunteer", "community-volunteer", "Li the helper"),
        "the-helper-s-phone"
    };
    std::optional<story::ServerProcess> server;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(person_export, Asked)

BOOST_AUTO_TEST_CASE(without_approvals_it_shows_numbers_times_and_places_and_opens_nothing) {
    const Run run = read(1);
    const Json all = record(run);
    BOOST_TEST(all.at("person") == 1);
    BOOST_TEST(all.at("role") == "resident");
    BOOST_TEST(all.at("name").is_null());
    BOOST_TEST(all.at("tips").size() == 1U);
    BOOST_TEST(all.at("tips").at(0).at("kind") == "elder-missing");
    BOOST_TEST(all.at("tips").at(0).at("words").is_null());
    BOOST_TEST(all.at("account").at(0).at("what") == "person-registered");
    BOOST_TEST(run.output.find("Zhao") == std::string::npos);
    BOOST_TEST(run.output.find("words of") == std::string::npos);
    BOOST_TEST(read(77).status == 1);
}

BOOST_AUTO_TEST_CASE(of_a_responder_it_has_duty_and_what_they_were_asked_for) {
    const Json all = record(read(2));
    BOOST_TEST(all.at("category") == "community-volunteer");
    BOOST_TEST(all.at("duty").size() == 1U);
    BOOST_TEST(!all.at("duty").at(0).contains("to"));
    BOOST_TEST(all.at("assignments").size() == 1U);
    BOOST_TEST(all.at("assignments").at(0).at("holds_places") == false);
    BOOST_TEST(all.at("tips").empty());
}

BOOST_AUTO_TEST_CASE(two_who_approve_open_it_and_that_is_on_record) {
    const ChosenLogin one = story::choose_login(server->port(), folder, 3);
    const ChosenLogin two = story::choose_login(server->port(), folder, 4);
    const std::vector<std::string> options{
        "--approve", one.login, "--approve", two.login, "--reason", "they asked for their data"
    };
    const std::string both = typed(one) + typed(two);
    const Json all = record(read(1, options, both));
    BOOST_TEST(all.at("name") == "Zhao the reporter");
    BOOST_TEST(all.at("tips").at(0).at("words") == "words of the reporter");
    BOOST_TEST(all.at("tips").at(0).at("reveals").empty());
    const Json& looked = all.at("account").back();
    BOOST_TEST(looked.at("what") == "record-opened");
    BOOST_TEST(looked.at("approved_by") == Json({3, 4}));
    BOOST_TEST(looked.at("reason") == "they asked for their data");
    // Their codes are used.
    BOOST_TEST(read(1, options, both).status == 1);
}

BOOST_AUTO_TEST_CASE(why_people_were_asked_is_opened_by_two_and_whoever_was_asked_can_see_that) {
    const Run closed = story::run_dageng({"explain", folder.string(), "1"});
    BOOST_TEST(closed.status == 0);
    BOOST_TEST(closed.output.find("account 2") != std::string::npos, closed.output);
    BOOST_TEST(closed.output.find("figures: sealed") != std::string::npos, closed.output);
    BOOST_TEST(closed.output.find("Li the helper") == std::string::npos);
    const ChosenLogin one = story::choose_login(server->port(), folder, 3);
    const ChosenLogin two = story::choose_login(server->port(), folder, 4);
    const std::vector<std::string> asked{
        "incident", "explain", "--incident", "1", "--data", folder.string()
    };
    BOOST_TEST(story::run_dageng(asked).status == 1);
    std::vector<std::string> approved = asked;
    for (const char* word : {"--approve", one.login.c_str(), "--approve", two.login.c_str()}) {
        approved.emplace_back(word);
    }
    approved.insert(approved.end(), {"--reason", "a complaint about it"});
    const Run opened = story::run_dageng(approved, typed(one) + typed(two));
    BOOST_TEST(opened.status == 0, opened.output);
    BOOST_TEST(opened.output.find("account 2 Li the helper") != std::string::npos, opened.output);
    BOOST_TEST(opened.output.find("rank 1") != std::string::npos, opened.output);
    const Json looked = record(read(2)).at("account").back();
    BOOST_TEST(looked.at("what") == "explanation-opened");
    BOOST_TEST(looked.at("approved_by") == Json({3, 4}));
    BOOST_TEST(looked.at("reason") == "a complaint about it");
    // Nobody asked the reporter.
    BOOST_TEST(record(read(1)).at("account").back().at("what") != "explanation-opened");
}

BOOST_AUTO_TEST_CASE(who_was_told_that_a_report_was_theirs_is_in_it) {
    Client desk{story::add_account(folder, "dispatcher", "", "the desk"), "the-desk-s-console"};
    desk.connect(server->port(), false);
    desk.say("reveal-reporter", {{"tip", 1}, {"reason", "danger"}, {"words", "she said no more"}});
    const Json told = desk.await("reporter-revealed");
    BOOST_TEST(told.at("name") == "Zhao the reporter");
    phone.await("tip-revealed", [](const Json& one) {
        return one.at("words") == "she said no more";
    });
    const Json reveals = record(read(1)).at("tips").at(0).at("reveals");
    BOOST_REQUIRE_EQUAL(reveals.size(), 1U);
    BOOST_TEST(reveals.at(0).at("by") == 5);
    BOOST_TEST(reveals.at(0).at("reason") == "danger");
}

BOOST_AUTO_TEST_CASE(one_twice_a_wrong_one_a_dispatcher_or_no_reason_open_nothing) {
    story::add_account(folder, "dispatcher", "", "the desk");
    const ChosenLogin one = story::choose_login(server->port(), folder, 3);
    const ChosenLogin two = story::choose_login(server->port(), folder, 4);
    const ChosenLogin desk = story::choose_login(server->port(), folder, 5);
    const auto refused = [&](const Run& run, const std::string& why) {
        BOOST_TEST(run.status == 1);
        BOOST_TEST(run.output.find(why) != std::string::npos, run.output);
        BOOST_TEST(run.output.find("Zhao") == std::string::npos);
    };
    const std::vector<std::string> reason{"--reason", "they asked for their data"};
    const auto by = [&](std::vector<std::string> logins) {
        std::vector<std::string> options = reason;
        for (const std::string& login : logins) {
            options.insert(options.end(), {"--approve", login});
        }
        return options;
    };
    refused(read(1, by({one.login}), typed(one)), "two different administrators or supervisors");
    refused(
        read(1, by({two.login, desk.login}), typed(two) + typed(desk)),
        "two different administrators or supervisors"
    );
    refused(read(1, by({one.login, two.login}), "wrong\n000000\nwrong\n000000\n"), "isn't right");
    refused(read(1, {"--approve", one.login}, "wrong\n000000\n"), "isn't right");
    const Json all = record(read(1));
    BOOST_TEST(all.at("account").back().at("what") != "record-opened");
}

BOOST_AUTO_TEST_SUITE_END()

#include "server/engine/decision_text.hpp"
#include "server/journal/sqlite_journal.hpp"
#include "tests/story/client.hpp"
#include "tests/story/logins.hpp"
#include "tests/story/server_process.hpp"
#include "tests/support/tcp_client.hpp"
#include "tests/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <fstream>
#include <thread>

// The registry through the wire and the command line: who manages whom, and lists in and out.
using namespace dageng;
using story::Client;
using story::Json;
using story::post;
using story::Run;

namespace {

const std::string people_header =
    "number,role,category,trainings,unit,name,phone,service,until,contact,trainer,manager\n";

struct Registry {
    Registry() {
        write(
            "units.csv",
            "unit,above,zh,en,contact,trainer,manager\n"
            "jianwai,,\xe5\xbb\xba\xe5\xa4\x96,Jianwai,,,\n"
            "yonganli,jianwai,\xe6\xb0\xb8\xe5\xae\x89\xe9\x87\x8c,Yonganli,,,\n"
            "hujialou,,\xe5\x91\xbc\xe5\xae\xb6\xe6\xa5\xbc,Hujialou,,,\n"
        );
        write(
            "first.csv",
            people_header + "1,coordinator,,,yonganli,,,,,,,\n"
                            "2,volunteer,patrol,,yonganli,,,,,,,\n"
                            "3,volunteer,patrol,,hujialou,,,,,,,\n"
        );
        BOOST_TEST_REQUIRE(
            import({"--units", file("units.csv"), "--people", file("first.csv")}).status == 0
        );
        server.emplace(folder);
        coordinator.connect(server->port(), false);
    }

    std::string file(const std::string& name) const { return (scratch / name).string(); }
    void write(const std::string& name, const std::string& text) const {
        std::ofstream(scratch / name) << text;
    }
    Run registry(const std::string& what, std::vector<std::string> options = {}) const {
        options.insert(options.begin(), {"registry", what, "--data", folder.string()});
        return story::run_dageng(options);
    }
    Run import(const std::vector<std::string>& options) const {
        Run run = registry("import", options);
        BOOST_TEST_MESSAGE(run.output);
        return run;
    }
    Json ask(const std::string& path, const Json& wish, unsigned status = 200) const {
        const auto reply = post(server->port(), path, wish, coordinator.token());
        BOOST_REQUIRE_MESSAGE(reply.status == status, reply.body);
        return Json::parse(reply.body);
    }
    static bool says(const Run& run, const std::string& text) {
        return run.output.find(text) != std::string::npos;
    }
    /// So many rows of a list the running server has decided on.
    int rows_in() const {
        const std::string name = "dageng_events_total{kind=\"import-advanced\"} ";
        const std::string all = support::http(server->port(), "GET", "/metrics", {}, {}).body;
        const std::size_t at = all.find(name);
        return at == std::string::npos ? 0 : std::stoi(all.substr(at + name.size()));
    }
    /// People of the list, without the header.
    std::size_t count() const {
        const Run run = registry("people");
        BOOST_REQUIRE_EQUAL(run.status, 0);
        return static_cast<std::size_t>(std::ranges::count(run.output, '\n')) - 1;
    }

    TemporaryFolder scratch;
    std::filesystem::path folder = scratch / "district";
    Client coordinator{
        story::add_account(folder, "coordinator", "", "the coordinator"), "the-coordinator-s-pc"
    };
    std::string own = story::add_account(folder, "volunteer", "patrol", "Wang of ours");
    std::string foreign = story::add_account(folder, "volunteer", "patrol", "Zhao of theirs");
    std::optional<story::ServerProcess> server;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(registry, Registry)

BOOST_AUTO_TEST_CASE(a_workstation_enrols_a_volunteer_who_comes_in_with_a_code_and_begins_duty) {
    const Json enrolled = coordinator.say(
        "enrol-person",
        {{"unit", "yonganli"},
         {"role", "volunteer"},
         {"category", "community-volunteer"},
         {"trainings", Json::array()},
         {"name", "Chen the new one"},
         {"phone", "139 0000 0000"}}
    );
    const Json code = ask("issue-code", {{"person", enrolled.at("person")}, {"days", 7}});
    const auto in =
        post(server->port(), "sign-in", {{"device", "chen-s-phone-1"}, {"code", code.at("code")}});
    BOOST_REQUIRE_MESSAGE(in.status == 200, in.body);
    Client phone{Json::parse(in.body).at("token"), "chen-s-phone-1"};
    phone.connect(server->port(), false);
    BOOST_TEST(phone.welcome().at("name") == "Chen the new one");
    const Json place{{"at", {{"lat", 39.93}, {"lon", 116.44}}}, {"accuracy_m", 9}};
    BOOST_TEST(phone.say("begin-duty", {{"place", place}}).at("on") == true);
    const Json listed = ask("people", {{"nobody", false}});
    BOOST_REQUIRE_EQUAL(listed.at("people").size(), 2U);
    BOOST_TEST(listed.at("people").at(0).at("name") == "Wang of ours");
    BOOST_TEST(listed.at("people").at(1).at("phone") == "139 0000 0000");
    BOOST_TEST(listed.at("people").at(1).at("on_duty") == true);
    // The coordinator sends them on leave: the phone is off duty at once.
    coordinator.say("set-service", {{"person", enrolled.at("person")}, {"service", "on-leave"}});
    phone.await("duty-changed", [](const Json& duty) { return duty.at("on") == false; });
    BOOST_TEST(phone.ask("begin-duty", {{"place", place}}).at("error").at("code") == "wrong-state");
}

BOOST_AUTO_TEST_CASE(each_command_is_carried_out_for_one_s_own_unit_and_refused_for_another_s) {
    const auto refused = [&](const std::string& type, const Json& data) {
        const Json answer = coordinator.ask(type, data);
        return answer.at("type") == "error" && answer.at("error").at("code") == "not-allowed";
    };
    const auto enrol = [](const char* unit) {
        return Json{
            {"unit", unit},
            {"role", "volunteer"},
            {"category", "community-volunteer"},
            {"trainings", Json::array()},
            {"name", "somebody"},
            {"phone", ""}
        };
    };
    const auto unit = [](const char* name, const char* above) {
        return Json{{"unit", name}, {"above", above}, {"name", {{"zh", "x"}, {"en", "x"}}}};
    };
    BOOST_TEST(!refused("enrol-person", enrol("yonganli")));
    BOOST_TEST(refused("enrol-person", enrol("hujialou")));
    BOOST_TEST(refused("enrol-person", enrol("jianwai"))); // It stands above.
    BOOST_TEST(!refused("set-unit", unit("yonganli-1", "yonganli")));
    BOOST_TEST(refused("set-unit", unit("hujialou-1", "hujialou")));
    BOOST_TEST(!refused("transfer-person", {{"person", 2}, {"unit", "yonganli-1"}}));
    BOOST_TEST(refused("transfer-person", {{"person", 2}, {"unit", "hujialou"}}));
    BOOST_TEST(refused("transfer-person", {{"person", 3}, {"unit", "yonganli"}}));
    BOOST_TEST(!refused("set-service", {{"person", 2}, {"service", "on-leave"}}));
    BOOST_TEST(refused("set-service", {{"person", 3}, {"service", "on-leave"}}));
    BOOST_TEST(!refused("set-stewards", {{"person", 2}, {"contact", 1}}));
    BOOST_TEST(refused("set-stewards", {{"person", 3}, {"contact", 1}}));
    ask("issue-code", {{"person", 2}, {"days", 7}});
    ask("issue-code", {{"person", 3}, {"days", 7}}, 403);
    ask("people", {{"unit", "yonganli"}, {"nobody", false}});
    ask("people", {{"unit", "hujialou"}, {"nobody", false}}, 403);
    const Json units = ask("units", Json::object());
    BOOST_TEST(units.at("units").size() == 2U);
    BOOST_TEST(units.at("own") == "yonganli");
    const std::string all = ask("people", {{"nobody", false}}).dump();
    BOOST_TEST(all.find("Zhao") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(who_is_no_coordinator_is_shown_nothing) {
    for (const char* role : {"resident", "dispatcher", "supervisor"}) {
        const std::string token = story::add_account(folder, role, "", role);
        for (const char* path : {"people", "units", "issue-code"}) {
            const Json wish = path == std::string_view{"issue-code"}
                                  ? Json{{"person", 2}, {"days", 7}}
                                  : Json{{"nobody", false}};
            BOOST_TEST(post(server->port(), path, wish, token).status == 403, role << " " << path);
        }
    }
    BOOST_TEST(post(server->port(), "people", {{"nobody", false}}).status == 401);
    BOOST_TEST(
        post(server->port(), "people", {{"nobody", false}}, "no-token-at-all").status == 401
    );
}

BOOST_AUTO_TEST_CASE(a_list_with_bad_rows_is_told_row_by_row_and_nothing_of_it_is_taken) {
    write(
        "people.csv",
        people_header + ",volunteer,patrol,,yonganli,Li,,,,,,\n"
                        ",volunteer,astronaut,,yonganli,Qian,,,,,,\n"
                        ",volunteer,patrol,,nowhere,Sun,,,,,,\n"
                        "77,volunteer,patrol,,yonganli,Zhou,,,,,,\n"
                        ",captain,,,,Wu,,,,,,\n"
                        "2,officer,officer,,,,,,,,,\n"
    );
    const std::size_t before = count();
    const Run run = import({"--people", file("people.csv")});
    BOOST_TEST(run.status == 1);
    BOOST_TEST(says(run, "5 rows of the people can't be taken; nothing of it was"), run.output);
    for (const char* line :
         {"row 3: category: no such category",
          "row 4: unit: no such unit",
          "row 5: number: there is no such account",
          "row 6: role: expected one of",
          "row 7: role: this account has another role"}) {
        BOOST_TEST(says(run, line), run.output);
    }
    BOOST_TEST(!says(run, "row 2:"));
    BOOST_TEST(count() == before);
}

BOOST_AUTO_TEST_CASE(what_goes_out_comes_in_again_and_changes_nothing) {
    write(
        "people.csv",
        people_header + ",volunteer,patrol,,yonganli,Li,138,,,1,,\n"
                        ",officer,officer,,hujialou,Qian,,on-leave,,,,\n"
    );
    const Run in = import({"--people", file("people.csv")});
    BOOST_TEST(in.status == 0);
    BOOST_TEST(says(in, "2 people are as the list says, 2 of them new"), in.output);
    BOOST_TEST(import({"--people", file("people.csv")}).status == 1); // They would be twice.
    const Run out = registry("people");
    BOOST_TEST(!says(out, "Li")); // Nobody approved of opening names.
    BOOST_TEST(says(out, "5,officer,officer,,hujialou,,,on-leave,,,,\n"), out.output);
    write("again.csv", out.output);
    BOOST_TEST(import({"--people", file("again.csv")}).status == 0);
    BOOST_TEST(registry("people").output == out.output);
    const Run units = registry("units");
    write("units-again.csv", units.output);
    BOOST_TEST(import({"--units", file("units-again.csv")}).status == 0);
    BOOST_TEST(registry("units").output == units.output);
}

BOOST_AUTO_TEST_CASE(who_has_nobody_is_a_list_that_units_shorten) {
    BOOST_TEST(says(registry("people", {"--nobody"}), "2,volunteer,patrol,,yonganli"));
    write(
        "units.csv",
        "unit,above,zh,en,contact,trainer,manager\n"
        "jianwai,,\xe5\xbb\xba\xe5\xa4\x96,Jianwai,1,1,1\n"
    );
    BOOST_TEST(import({"--units", file("units.csv")}).status == 0);
    const Run run = registry("people", {"--nobody"});
    BOOST_TEST(!says(run, "2,volunteer"));
    BOOST_TEST(says(run, "3,volunteer"));
}

BOOST_AUTO_TEST_CASE(an_import_that_was_cut_off_goes_on_and_until_then_it_made_nobody) {
    std::string text = people_header;
    for (int i = 0; i < 3000; ++i) {
        text += ",volunteer,patrol,,yonganli,Name " + std::to_string(i) + ",,,,,,\n";
    }
    write("people.csv", text);
    const std::size_t before = count();
    std::thread running([&] { registry("import", {"--people", file("people.csv")}); });
    // More than can be on their way to the disk.
    while (rows_in() < 600) {
        std::this_thread::yield();
    }
    server->kill();
    running.join();
    server.emplace(folder);
    const std::size_t after_cut = count();
    BOOST_TEST((after_cut == before || after_cut == before + 3000), after_cut);
    write("other.csv", people_header + ",volunteer,patrol,,yonganli,Other,,,,,,\n");
    if (after_cut == before) {
        const Run other = import({"--people", file("other.csv")});
        BOOST_TEST(says(other, "another list was cut off after"), other.output);
        BOOST_TEST(import({"--people", file("people.csv")}).status == 0);
    }
    BOOST_TEST(count() == before + 3000);
}

BOOST_AUTO_TEST_CASE(names_go_out_when_two_approve_and_that_is_on_record) {
    story::add_account(folder, "administrator", "", "the administrator");
    story::add_account(folder, "supervisor", "", "the supervisor");
    const auto one = story::choose_login(server->port(), folder, 4);
    const auto two = story::choose_login(server->port(), folder, 5);
    const auto typed = [](const story::ChosenLogin& login) {
        return login.password + "\n" + story::shown_now(login.secret, 30'000) + "\n";
    };
    const Run run = story::run_dageng(
        {"registry",
         "people",
         "--data",
         folder.string(),
         "--approve",
         one.login,
         "--approve",
         two.login,
         "--reason",
         "the yearly review"},
        typed(one) + typed(two)
    );
    BOOST_REQUIRE_EQUAL(run.status, 0);
    BOOST_TEST(says(run, "Wang of ours"), run.output);
    server->terminate();
    std::size_t opened = 0;
    const journal::SqliteJournal journal{folder / "journal.db"};
    journal.read(1, [&](const journal::Record& record) {
        const auto decision = engine::decision_from_text(record.body);
        for (const auto& event : decision->events) {
            if (const auto* one = std::get_if<engine::RegistryOpened>(&event)) {
                BOOST_TEST(one->reason.value == "the yearly review");
                ++opened;
            }
        }
        return true;
    });
    BOOST_TEST(opened == 1U);
}

BOOST_AUTO_TEST_SUITE_END()

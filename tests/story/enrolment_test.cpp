#include "tests/story/client.hpp"
#include "tests/story/logins.hpp"
#include "tests/story/server_process.hpp"
#include "tests/support/tcp_client.hpp"
#include "tests/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

// People come in by a code, by a login, or by registering; the lost device is out at once.
using namespace dageng;
using story::Client;
using story::Json;
using story::may_come;
using story::post;
using story::run_dageng;

namespace {

struct Enrolled {
    Enrolled() {
        story::add_account(folder, "resident", "", "the first");
        story::add_account(folder, "dispatcher", "", "the desk");
    }

    std::vector<std::string> account(const std::string& what, std::uint64_t number) const {
        return {"account", what, "--account", std::to_string(number), "--data", folder.string()};
    }
    std::string code_for(std::uint64_t number) const { return story::code_for(folder, number); }
    static std::string token_of(const support::HttpReply& reply) {
        BOOST_REQUIRE_MESSAGE(reply.status == 200, reply.body);
        return Json::parse(reply.body).at("token");
    }
    TemporaryFolder scratch;
    std::filesystem::path folder = scratch / "district";
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(enrolment, Enrolled)

BOOST_AUTO_TEST_CASE(a_code_of_a_running_server_lets_one_device_in_and_no_other) {
    const story::ServerProcess server{folder};
    const Json wish{{"device", "the-first-phone"}, {"code", code_for(1)}};
    const std::string token = token_of(post(server.port(), "sign-in", wish));
    BOOST_TEST(may_come(token, "the-first-phone", server.port()));
    BOOST_TEST(!may_come(token, "a-thief-s-phone", server.port()));
    BOOST_TEST(post(server.port(), "sign-in", wish).status == 401);
}

BOOST_AUTO_TEST_CASE(a_lost_device_is_out_at_once_and_the_other_stays) {
    const story::ServerProcess server{folder};
    std::vector<std::string> tokens;
    for (const char* device : {"the-lost-phone", "the-tablet-1"}) {
        tokens.push_back(
            token_of(post(server.port(), "sign-in", {{"device", device}, {"code", code_for(1)}}))
        );
    }
    Client lost{tokens[0], "the-lost-phone"};
    Client tablet{tokens[1], "the-tablet-1"};
    lost.connect(server.port(), false);
    tablet.connect(server.port(), false);
    const story::Run devices = run_dageng(account("devices", 1));
    BOOST_REQUIRE_EQUAL(devices.status, 0);
    auto leave = account("sign-out", 1);
    leave.insert(leave.end(), {"--device", devices.output.substr(0, 32)});
    BOOST_REQUIRE_EQUAL(run_dageng(leave).status, 0);
    BOOST_TEST(lost.socket().receive_close() == 4401);
    BOOST_TEST(!may_come(tokens[0], "the-lost-phone", server.port()));
    BOOST_TEST(tablet.say("ping", Json::object()) == Json::object());
    BOOST_TEST(run_dageng(leave).status == 1); // It is known no more.
}

BOOST_AUTO_TEST_CASE(a_resident_registers_reports_and_leaves_everywhere) {
    const story::ServerProcess server{folder};
    const std::string token = token_of(post(
        server.port(), "sign-up", {{"device", "a-new-phone"}, {"name", "\xe5\xbc\xa0\xe4\xb8\x89"}}
    ));
    Client phone{token, "a-new-phone"};
    phone.connect(server.port(), false);
    BOOST_TEST(phone.welcome().at("role") == "resident");
    BOOST_TEST(phone.welcome().at("name") == "\xe5\xbc\xa0\xe4\xb8\x89");
    const auto left = post(server.port(), "sign-out", {{"everywhere", true}}, token);
    BOOST_TEST(left.status == 200);
    BOOST_TEST(phone.socket().receive_close() == 4401);
    BOOST_TEST(!may_come(token, "a-new-phone", server.port()));
}

BOOST_AUTO_TEST_CASE(a_token_is_renewed_while_it_is_in_use) {
    const story::ServerProcess server{folder};
    const Json wish{{"device", "the-first-phone"}, {"code", code_for(1)}};
    const std::string token = token_of(post(server.port(), "sign-in", wish));
    Client phone{token, "the-first-phone"};
    phone.connect(server.port(), false);
    const std::string fresh = token_of(post(server.port(), "renew-token", Json::object(), token));
    BOOST_TEST(phone.say("ping", Json::object()) == Json::object());
    BOOST_TEST(may_come(fresh, "the-first-phone", server.port()));
}

BOOST_AUTO_TEST_CASE(a_dispatcher_chooses_a_login_and_comes_in_by_it_and_no_secret_is_logged) {
    const story::ServerProcess server{folder, {"--log-level", "debug"}};
    const std::string code = code_for(2);
    const std::string password = "nothing but a test's words";
    Json wish{{"device", "the-desk-s-console"}, {"code", code}};
    const auto step_of = [](const support::HttpReply& reply) -> std::string {
        BOOST_REQUIRE_MESSAGE(reply.status == 200, reply.body);
        return Json::parse(reply.body).at("step");
    };
    BOOST_TEST(step_of(post(server.port(), "sign-in", wish)) == "choose-login");
    wish["login"] = "night.desk";
    wish["password"] = password;
    const auto asked = post(server.port(), "sign-in", wish);
    BOOST_TEST(step_of(asked) == "confirm-one-time");
    const std::string secret = Json::parse(asked.body).at("secret");
    wish["one_time"] = story::shown_now(secret);
    const std::string first = token_of(post(server.port(), "sign-in", wish));
    BOOST_TEST(may_come(first, "the-desk-s-console", server.port()));

    wish.erase("code");
    BOOST_TEST(post(server.port(), "sign-in", wish).status == 401); // That code was used.
    wish["one_time"] = story::shown_now(secret, 30'000);
    const std::string second = token_of(post(server.port(), "sign-in", wish));
    BOOST_TEST(may_come(second, "the-desk-s-console", server.port()));
    BOOST_TEST(!may_come(first, "the-desk-s-console", server.port()));

    const std::string log = server.log();
    BOOST_TEST(log.find("a code was issued") != std::string::npos);
    for (const std::string& hidden : {code, password, secret, first, second}) {
        BOOST_TEST(log.find(hidden) == std::string::npos, hidden);
    }
}

BOOST_AUTO_TEST_CASE(where_residents_dont_register_they_are_told) {
    const story::ServerProcess server{folder, {"--residents-register", "no"}};
    const auto reply =
        post(server.port(), "sign-up", {{"device", "a-new-phone"}, {"name", "somebody"}});
    BOOST_TEST(reply.status == 403);
}

BOOST_AUTO_TEST_SUITE_END()

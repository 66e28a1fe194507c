#include "server/http/doors.hpp"
#include "server/sign_in/code.hpp"
#include "server/vault/sqlite_vault.hpp"
#include "tests/sign_in/said_people.hpp"
#include "tests/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <future>
#include <memory>
#include <string>

namespace {

using namespace dageng;
using namespace dageng::http;

struct Fixture {
    Fixture() {
        vault.make_keys({1});
        people.roles[{7}] = protocol::Role::volunteer;
        vault.keep_code(sign_in::hash_code(code), {7}, {2});
    }

    /// Sends the body in pieces, as a connection does, and doesn't wait for the answer.
    std::future<Response>
    send(const std::string& path, const std::string& body, std::vector<Field> fields) {
        Request request;
        request.method = Method::post;
        request.path = path;
        request.fields = std::move(fields);
        struct Got {
            std::promise<Response> response;
            std::atomic<bool> answered = false;
        };
        const auto got = std::make_shared<Got>();
        const auto upload = doors.handle(request, [got](Response response) {
            got->answered = true;
            got->response.set_value(std::move(response));
        });
        for (std::size_t from = 0; upload && !got->answered && from < body.size(); from += 1000) {
            upload->chunk(body.substr(from, 1000), [] {});
        }
        if (upload && !got->answered) {
            upload->end();
        }
        return got->response.get_future();
    }
    std::future<Response> send(const std::string& path, const std::string& body) {
        return send(path, body, {{"content-type", "application/json"}});
    }
    Response post(const std::string& path, const std::string& body, std::vector<Field> fields) {
        return send(path, body, std::move(fields)).get();
    }
    Response post(const std::string& path, const std::string& body) {
        return post(path, body, {{"content-type", "application/json"}});
    }
    Response post_with(const std::string& path, const std::string& token, const std::string& body) {
        return post(
            path,
            body,
            {{"content-type", "application/json; charset=utf-8"},
             {"authorization", "Bearer " + token}}
        );
    }
    static std::string text(const Response& response) { return *response.body; }
    std::string token_of(const Response& response) {
        const std::string body = text(response);
        const std::string before = R"("token":")";
        const std::size_t at = body.find(before);
        BOOST_REQUIRE(at != std::string::npos);
        return body.substr(at + before.size(), 26);
    }

    const std::string code = "7K3M-0XQ9-TDV2";
    TemporaryFolder folder;
    vault::SqliteVault vault{folder.path()};
    test::SaidPeople people;
    test::CheapHasher hasher;
    test::HeldHasher strangers;
    sign_in::Door door{{vault, vault, people, [] { return protocol::TimeMs{1}; }, hasher, strangers}
    };
    Posts doors{door_paths(door), 64, 1};
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(doors_suite, Fixture)

BOOST_AUTO_TEST_CASE(a_device_comes_in_renews_its_token_and_leaves) {
    const auto in = post("/api/v1/sign-in", R"({"device":"the-phone-1","code":"7k3m 0xq9 tdv2"})");
    BOOST_REQUIRE(in.status == 200U);
    BOOST_TEST(in.fields.back().second == "no-store");
    const auto renewed = post_with("/api/v1/renew-token", token_of(in), "{}");
    BOOST_REQUIRE(renewed.status == 200U);
    const std::string token = token_of(renewed);
    BOOST_TEST(vault.owner_of(vault::hash_token(token)).has_value());
    BOOST_TEST(post_with("/api/v1/sign-out", token, R"({"everywhere":false})").status == 200U);
    BOOST_TEST(post_with("/api/v1/renew-token", token, "{}").status == 401U);
}

BOOST_AUTO_TEST_CASE(strangers_who_try_passwords_keep_nobody_else_waiting) {
    const std::string guess =
        R"({"device":"the-stranger","login":"wang.li","password":"guess guess","one_time":"000000"})";
    auto first = send("/api/v1/sign-in", guess);
    strangers.await();
    // One is checked, one may wait.
    auto second = send("/api/v1/sign-in", guess);
    BOOST_TEST(post("/api/v1/sign-in", guess).status == 503U);
    const auto in = post("/api/v1/sign-in", R"({"device":"the-phone-1","code":"7k3m 0xq9 tdv2"})");
    BOOST_TEST(in.status == 200U);
    BOOST_TEST(post_with("/api/v1/renew-token", token_of(in), "{}").status == 200U);
    strangers.let_go_on();
    strangers.let_go_on();
    BOOST_TEST(first.get().status == 401U);
    BOOST_TEST(second.get().status == 401U);
}

BOOST_AUTO_TEST_CASE(a_resident_registers) {
    const auto in = post("/api/v1/sign-up", R"({"device":"the-phone-1","name":"Zhang San"})");
    BOOST_TEST(in.status == 200U);
    BOOST_TEST(people.names.back() == "Zhang San");
}

BOOST_AUTO_TEST_CASE(what_is_wrong_is_a_problem_with_a_status_of_its_own) {
    BOOST_TEST(
        post("/api/v1/sign-in", R"({"device":"the-phone-1","code":"0000-0000-0000"})").status ==
        401U
    );
    BOOST_TEST(post("/api/v1/sign-in", R"({"device":"the-phone-1"})").status == 400U);
    BOOST_TEST(post("/api/v1/sign-in", R"({"device":)").status == 400U);
    BOOST_TEST(post("/api/v1/sign-in", R"({"device":"short"})").status == 400U);
    BOOST_TEST(post("/api/v1/sign-up", R"({"device":"the-phone-1","name":""})").status == 400U);
    BOOST_TEST(post("/api/v1/sign-in", std::string(4097, ' ')).status == 413U);
    BOOST_TEST(post("/api/v1/renew-token", "{}").status == 401U);
    BOOST_TEST(post("/api/v1/sign-in", "{}", {{"content-type", "text/plain"}}).status == 415U);
    BOOST_TEST(post("/api/v1/sign-in", "{}", {}).status == 415U);
}

BOOST_AUTO_TEST_CASE(a_refusal_names_its_field_and_when_to_come_back) {
    const auto nameless = post("/api/v1/sign-in", R"({"device":"the-phone-1"})");
    BOOST_TEST(text(nameless).find(R"("field":"code"})") != std::string::npos, text(nameless));
    Response last;
    for (int i = 0; i <= 100; ++i) {
        last = post("/api/v1/sign-in", R"({"device":"the-phone-1","code":"0000-0000-0000"})");
    }
    BOOST_TEST(last.status == 429U);
    BOOST_TEST((last.fields.back() == Field{"retry-after", "900"}));
}

BOOST_AUTO_TEST_CASE(it_is_entered_by_post_alone) {
    Request request;
    request.path = "/api/v1/sign-in";
    for (const Method method : {Method::get, Method::head, Method::put, Method::other}) {
        request.method = method;
        unsigned status = 0;
        BOOST_TEST(doors.handle(request, [&](const Response& made) {
            status = made.status;
        }) == nullptr);
        BOOST_TEST(status == 405U);
    }
}

BOOST_AUTO_TEST_SUITE_END()

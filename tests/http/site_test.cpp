#include "server/http/doors.hpp"
#include "server/http/site.hpp"
#include "server/vault/sqlite_vault.hpp"
#include "tests/sign_in/said_people.hpp"
#include "tests/support/fake_leader.hpp"
#include "tests/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>
#include <prometheus/registry.h>

#include <optional>
#include <string>

namespace {

using namespace dageng;
using namespace dageng::http;

struct Fixture {
    TemporaryFolder folder;
    support::FakeLeader leader;
    vault::SqliteVault vault{folder.path()};
    test::SaidPeople people;
    test::CheapHasher hasher;
    sign_in::Door door{{vault, vault, people, [] { return protocol::TimeMs{1}; }, hasher, hasher}};
    Posts doors{door_paths(door), 64};
    Posts registrar{{}, 1};
    prometheus::Registry registry;
    AllCalls calls{leader.bus()};
    Records records{calls.records, {}};
    Photos photos{vault, calls.photos, vault::posix_files(), folder / "photos"};
    Pages pages{folder / "dist"};
    BaseMap base_map{{}};
    Health health{[] { return Readiness{true, {}}; }};
    Metrics metrics{registry};
    Site site{{pages, base_map, health, metrics, photos, records, doors, registrar}};

    Response answer(Method method, const std::string& path, std::vector<Field> fields = {}) {
        Request request;
        request.method = method;
        request.path = path;
        request.fields = std::move(fields);
        std::optional<Response> got;
        site.handle(request, [&](Response response) { got = std::move(response); });
        return got.value();
    }

    static std::string field(const Response& response, const std::string& name) {
        std::string found;
        for (const auto& [key, value] : response.fields) {
            if (key == name) {
                found += value;
            }
        }
        return found;
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(site_suite, Fixture)

BOOST_AUTO_TEST_CASE(every_part_answers_under_its_path) {
    BOOST_TEST(answer(Method::get, "/").status == 503U);
    BOOST_TEST(answer(Method::get, "/api/v1/base-map").status == 200U);
    BOOST_TEST(answer(Method::get, "/health/live").status == 200U);
    BOOST_TEST(answer(Method::head, "/health/ready").status == 200U);
    BOOST_TEST(answer(Method::get, "/metrics").status == 200U);
    BOOST_TEST(answer(Method::put, "/api/v1/photos/photo-0001").status == 401U);
    BOOST_TEST(answer(Method::get, "/api/v1/incidents/7/choices").status == 401U);
}

BOOST_AUTO_TEST_CASE(what_is_not_there_is_404_and_what_may_not_be_done_405) {
    BOOST_TEST(answer(Method::get, "/nothing").status == 404U);
    BOOST_TEST(answer(Method::other, "/nothing").status == 404U);
    const auto refusal = answer(Method::put, "/health/live");
    BOOST_TEST(refusal.status == 405U);
    BOOST_TEST(field(refusal, "allow") == "GET, HEAD");
}

BOOST_AUTO_TEST_CASE(every_answer_is_guarded) {
    for (const std::string path : {"/", "/metrics", "/nothing", "/api/v1/photos/photo-0001"}) {
        const auto response = answer(Method::get, path);
        BOOST_TEST(field(response, "x-content-type-options") == "nosniff");
        BOOST_TEST(field(response, "referrer-policy") == "no-referrer");
        BOOST_TEST(
            field(response, "content-security-policy").find("frame-ancestors 'none'") !=
            std::string::npos
        );
    }
}

BOOST_AUTO_TEST_CASE(another_site_s_page_can_read_and_change_nothing) {
    const std::vector<Field> other{{"host", "dageng.example"}, {"origin", "https://other.example"}};
    const std::vector<Field> none{{"host", "dageng.example"}, {"origin", "null"}};
    const std::vector<Field> own{{"host", "dageng.example"}, {"origin", "https://Dageng.example"}};
    for (const auto& foreign : {other, none}) {
        BOOST_TEST(answer(Method::post, "/api/v1/sign-in", foreign).status == 403U);
        BOOST_TEST(answer(Method::put, "/api/v1/photos/abcdefgh", foreign).status == 403U);
    }
    BOOST_TEST(answer(Method::post, "/api/v1/sign-in", own).status == 415U);
    BOOST_TEST(answer(Method::put, "/api/v1/photos/abcdefgh", own).status == 401U);
}

BOOST_AUTO_TEST_SUITE_END()

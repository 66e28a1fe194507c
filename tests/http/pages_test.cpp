#include "server/http/base_map.hpp"
#include "server/http/gzip.hpp"
#include "server/http/health.hpp"
#include "server/http/metrics.hpp"
#include "server/http/pages.hpp"
#include "server/http/problem.hpp"
#include "tests/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>
#include <prometheus/counter.h>
#include <prometheus/registry.h>

#include <fstream>
#include <string>

namespace {

using namespace dageng;
using namespace dageng::http;

void write(const std::filesystem::path& file, const std::string& content) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << content;
}

Request get(const std::string& path, std::vector<Field> fields = {}) {
    Request request;
    request.path = path;
    request.fields = std::move(fields);
    return request;
}

std::string field(const Response& response, const std::string& name) {
    for (const auto& [key, value] : response.fields) {
        if (key == name) {
            return value;
        }
    }
    return "";
}

/// A web build as Vite leaves it.
struct Build {
    TemporaryFolder folder;

    Build() {
        write(folder / "index.html", "phone");
        write(folder / "console/index.html", "console");
        write(folder / "map/index.html", "map");
        write(folder / "sw.js", "worker");
        write(folder / "assets/app-1a2b.js", "script");
        write(folder / "assets/app-1a2b.js.gz", "packed script");
    }
    Pages pages() const { return Pages(folder.path()); }
};

} // namespace

BOOST_AUTO_TEST_SUITE(pages_suite)

BOOST_FIXTURE_TEST_CASE(the_three_pages_have_their_paths, Build) {
    const auto all = pages();
    BOOST_TEST(*all.answer(get("/"))->body == "phone");
    BOOST_TEST(*all.answer(get("/console"))->body == "console");
    BOOST_TEST(*all.answer(get("/console/"))->body == "console");
    BOOST_TEST(*all.answer(get("/map"))->body == "map");
    BOOST_TEST(field(*all.answer(get("/map")), "content-type") == "text/html; charset=utf-8");
}

BOOST_FIXTURE_TEST_CASE(pages_forbid_what_is_inline_or_from_elsewhere, Build) {
    const auto policy = field(*pages().answer(get("/")), "content-security-policy");
    BOOST_TEST(policy.find("default-src 'self'") != std::string::npos);
    BOOST_TEST(policy.find("worker-src 'self' blob:") != std::string::npos);
    BOOST_TEST(policy.find("frame-ancestors 'none'") != std::string::npos);
    BOOST_TEST(policy.find("unsafe") == std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(hashed_assets_may_be_kept_for_ever_and_the_rest_is_asked_for_again, Build) {
    const auto all = pages();
    const auto script = all.answer(get("/assets/app-1a2b.js"));
    BOOST_TEST(field(*script, "cache-control") == "public, max-age=31536000, immutable");
    BOOST_TEST(field(*script, "content-type") == "text/javascript; charset=utf-8");
    BOOST_TEST(field(*all.answer(get("/sw.js")), "cache-control") == "no-cache");
    BOOST_TEST(field(*all.answer(get("/")), "cache-control") == "no-cache");
}

BOOST_FIXTURE_TEST_CASE(a_packed_file_goes_to_those_who_take_it, Build) {
    const auto all = pages();
    const auto packed = all.answer(get("/assets/app-1a2b.js", {{"accept-encoding", "br, gzip"}}));
    BOOST_TEST(*packed->body == "packed script");
    BOOST_TEST(field(*packed, "content-encoding") == "gzip");
    const auto plain =
        all.answer(get("/assets/app-1a2b.js", {{"accept-encoding", "br, gzip;q=0"}}));
    BOOST_TEST(*plain->body == "script");
    BOOST_TEST(!all.answer(get("/assets/app-1a2b.js.gz")));
}

BOOST_FIXTURE_TEST_CASE(a_client_that_has_a_file_already_gets_304, Build) {
    const auto all = pages();
    const auto tag = field(*all.answer(get("/")), "etag");
    BOOST_TEST(tag.size() > 10U);
    const auto again = all.answer(get("/", {{"if-none-match", tag}}));
    BOOST_TEST(again->status == 304U);
    BOOST_TEST(!again->body);
}

BOOST_FIXTURE_TEST_CASE(no_path_leads_out_of_the_build, Build) {
    write(folder.path().parent_path() / "outside.txt", "secret");
    const auto all = pages();
    for (const std::string path :
         {"/../outside.txt",
          "/assets/../../outside.txt",
          "/%2e%2e/outside.txt",
          "//etc/passwd",
          "/etc/passwd",
          "/index.html/../index.html",
          "",
          "."}) {
        BOOST_TEST(!all.answer(get(path)), path);
    }
    std::filesystem::remove(folder.path().parent_path() / "outside.txt");
}

BOOST_AUTO_TEST_CASE(without_a_build_pages_say_so_and_the_rest_is_not_there) {
    const Pages none("/no/such/folder");
    const auto answer = none.answer(get("/"));
    BOOST_TEST(answer->status == 503U);
    BOOST_TEST(answer->body->find("no-web-build") != std::string::npos);
    BOOST_TEST(!none.answer(get("/assets/app.js")));
}

BOOST_AUTO_TEST_CASE(base_maps_are_listed_and_served_packed_or_plain) {
    TemporaryFolder folder;
    const std::string json =
        R"({"type":"FeatureCollection","features":[)" + std::string(1000, ' ') + "]}";
    write(folder / "roads.geojson", json);
    write(folder / "streets.geojson.gz", gzip(json));
    const BaseMap map({folder / "roads.geojson", folder / "streets.geojson.gz"});
    BOOST_TEST(
        *map.answer(get("/api/v1/base-map"))->body ==
        R"({"layers":["/api/v1/base-map/0","/api/v1/base-map/1"]})"
    );
    for (const std::string path : {"/api/v1/base-map/0", "/api/v1/base-map/1"}) {
        const auto plain = map.answer(get(path));
        BOOST_TEST(*plain->body == json);
        BOOST_TEST(field(*plain, "content-type") == "application/geo+json");
        const auto packed = map.answer(get(path, {{"accept-encoding", "gzip"}}));
        BOOST_TEST(packed->body->size() < json.size());
        BOOST_TEST(gunzip(*packed->body, 10'000).value() == json);
    }
    for (const std::string path :
         {"/api/v1/base-map/2",
          "/api/v1/base-map/",
          "/api/v1/base-map/-1",
          "/api/v1/base-map/0x",
          "/api/v1/base-maps"}) {
        BOOST_TEST(!map.answer(get(path)), path);
    }
}

BOOST_AUTO_TEST_CASE(a_base_map_that_cannot_be_read_is_an_error_that_names_it) {
    try {
        const BaseMap map({"/no/such/roads.geojson"});
        BOOST_FAIL("it was taken");
    } catch (const std::runtime_error& error) {
        BOOST_TEST(std::string(error.what()).find("roads.geojson") != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(without_base_maps_the_list_is_empty) {
    const BaseMap map({});
    BOOST_TEST(*map.answer(get("/api/v1/base-map"))->body == R"({"layers":[]})");
}

BOOST_AUTO_TEST_CASE(gzip_comes_back_as_it_was_and_damage_shows) {
    std::string text;
    for (int i = 0; i < 10'000; ++i) {
        text += std::to_string(i);
    }
    auto packed = gzip(text);
    BOOST_TEST(gunzip(packed, text.size()).value() == text);
    BOOST_TEST(!gunzip(packed, text.size() - 1));
    BOOST_TEST(!gunzip(packed.substr(0, packed.size() - 5), text.size()));
    packed[packed.size() / 2] = static_cast<char>(packed[packed.size() / 2] ^ 0x55);
    BOOST_TEST(!gunzip(packed, text.size()));
}

BOOST_AUTO_TEST_CASE(health_says_live_and_whether_it_is_ready) {
    Readiness state{false, {"unattended", "a \"reason\""}};
    const Health health([&] { return state; });
    BOOST_TEST(health.answer(get("/health/live"))->status == 200U);
    const auto not_ready = health.answer(get("/health/ready"));
    BOOST_TEST(not_ready->status == 503U);
    BOOST_TEST(*not_ready->body == R"({"ready":false,"reasons":["unattended","a \"reason\""]})");
    state = {true, {}};
    BOOST_TEST(health.answer(get("/health/ready"))->status == 200U);
    BOOST_TEST(*health.answer(get("/health/ready"))->body == R"({"ready":true,"reasons":[]})");
    BOOST_TEST(!health.answer(get("/health")));
}

BOOST_AUTO_TEST_CASE(metrics_are_prometheus_text) {
    prometheus::Registry registry;
    prometheus::BuildCounter()
        .Name("dageng_tests_total")
        .Help("x")
        .Register(registry)
        .Add({})
        .Increment();
    const Metrics metrics(registry);
    const auto answer = metrics.answer(get("/metrics"));
    BOOST_TEST(answer->body->find("dageng_tests_total 1") != std::string::npos);
    BOOST_TEST(field(*answer, "content-type").starts_with("text/plain; version=0.0.4"));
    BOOST_TEST(!metrics.answer(get("/metric")));
}

BOOST_AUTO_TEST_CASE(a_problem_document_has_status_code_and_detail) {
    const auto response = problem({protocol::ErrorCode::not_signed_in, "no \"token\"\n", {}});
    BOOST_TEST(response.status == 401U);
    BOOST_TEST(field(response, "content-type") == "application/problem+json");
    BOOST_TEST(field(response, "www-authenticate") == "Bearer");
    BOOST_TEST(
        *response.body ==
        R"({"type":"about:blank","title":"Unauthorized","status":401,"code":"not-signed-in","detail":"no \"token\"\n"})"
    );
    BOOST_TEST(field(problem(503, "busy", ""), "retry-after") == "5");
}

BOOST_AUTO_TEST_CASE(fields_of_requests_are_read_as_http_says) {
    const auto request =
        get("/",
            {{"authorization", "bEaReR  token-1 "}, {"accept-encoding", "deflate , GZip ; q=0.5"}});
    BOOST_TEST(request.bearer() == "token-1");
    BOOST_TEST(request.takes_gzip());
    for (const std::string value : {"", "Bearer", "Bearer ", "Basic abc", "Bearertoken"}) {
        BOOST_TEST(get("/", {{"authorization", value}}).bearer() == "", value);
    }
    for (const std::string value : {"", "br", "gzip;q=0", "gzip; q=0.000", "xgzip"}) {
        BOOST_TEST(!get("/", {{"accept-encoding", value}}).takes_gzip(), value);
    }
}

BOOST_AUTO_TEST_SUITE_END()

#include "server/geo/plane.hpp"
#include "server/geo/polygon.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

using dageng::geo::Boundary;
using dageng::geo::boundary_from_geojson;
using dageng::protocol::ErrorCode;
using dageng::protocol::LatLon;

namespace {

constexpr const char* ring = "[[116.0,39.0],[117.0,39.0],[117.0,40.0],[116.0,40.0],[116.0,39.0]]";

std::string polygon_text() {
    return R"({"coordinates":[)" + std::string{ring} + R"(],"type":"Polygon"})";
}

std::string feature_text(const std::string& geometry) {
    return R"({"type":"Feature","properties":{"name":"x"},"geometry":)" + geometry + "}";
}

void refused(const std::string& text, const std::string& field, const std::string& detail) {
    const auto area = boundary_from_geojson(text);
    BOOST_REQUIRE_MESSAGE(!area, text);
    BOOST_TEST((area.refusal().code == ErrorCode::bad_field));
    BOOST_TEST(area.refusal().field == field);
    BOOST_TEST(
        area.refusal().detail.find(detail) != std::string::npos,
        area.refusal().detail << " for " << text
    );
}

} // namespace

BOOST_AUTO_TEST_SUITE(geojson)

BOOST_AUTO_TEST_CASE(a_polygon_a_feature_and_a_collection_of_it_are_the_same_area) {
    const auto polygon = boundary_from_geojson(polygon_text());
    BOOST_REQUIRE(static_cast<bool>(polygon));
    BOOST_TEST(polygon->to_text() == "390000000,1160000000 0,10000000 10000000,0 0,-10000000");
    const auto feature = boundary_from_geojson(feature_text(polygon_text()));
    BOOST_REQUIRE(static_cast<bool>(feature));
    BOOST_TEST((*feature == *polygon));
    const auto collection = boundary_from_geojson(
        R"({"type":"FeatureCollection","features":[)" + feature_text(polygon_text()) + "]}"
    );
    BOOST_REQUIRE(static_cast<bool>(collection));
    BOOST_TEST((*collection == *polygon));
}

BOOST_AUTO_TEST_CASE(a_multipolygon_keeps_parts_and_holes) {
    const auto area = boundary_from_geojson(
        R"({"type":"MultiPolygon","coordinates":[[[[0,0],[9,0],[9,9],[0,9],[0,0]],)"
        R"([[3,3],[3,6],[6,6],[6,3],[3,3]]],[[[20,20,5.5],[21,20,5],[21,21,5],[20,20,5]]]]})"
    );
    BOOST_REQUIRE(static_cast<bool>(area));
    BOOST_TEST(area->parts().size() == 2U);
    BOOST_TEST(!area->contains({40'000'000, 40'000'000}));
    BOOST_TEST(area->contains({20'000'000, 20'000'000}));
    BOOST_TEST(area->contains({202'000'000, 207'000'000}));
}

BOOST_AUTO_TEST_CASE(what_is_wrong_is_named_with_its_path) {
    refused("[]", "", "expected a GeoJSON object");
    refused("{}", "type", "expected the name");
    refused(R"({"type":"Point","coordinates":[1,2]})", "type", "expected FeatureCollection");
    refused(R"({"type":"Feature"})", "geometry", "expected this member");
    refused(R"({"type":"Feature","geometry":null})", "geometry", "expected a GeoJSON object");
    refused(R"({"type":"FeatureCollection","features":{}})", "features", "expected an array");
    refused(R"({"type":"FeatureCollection","features":[]})", "parts", "needs a part");
    refused(R"({"type":"Polygon","coordinates":[]})", "coordinates", "expected a ring");
    refused(
        R"({"type":"Polygon","coordinates":[[[0,0],[1,1],[0,0]]]})",
        "coordinates[0]",
        "four positions"
    );
    refused(
        R"({"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[2,2]]]})",
        "coordinates[0]",
        "the first again"
    );
    refused(
        R"({"type":"Polygon","coordinates":[[[0,0],[1,1],["1",0],[0,0]]]})",
        "coordinates[0][2]",
        "two numbers"
    );
    refused(
        R"({"type":"Polygon","coordinates":[[[0,0],[1],[1,0],[0,0]]]})",
        "coordinates[0][1]",
        "two numbers"
    );
    refused(
        feature_text(R"({"type":"MultiPolygon","coordinates":[[[[0,0],[0,91],[1,0],[0,0]]]]})"),
        "geometry.coordinates[0][0][1]",
        "latitude"
    );
    refused(
        R"({"type":"Polygon","coordinates":[[[0,0],[180.1,1],[1,0],[0,0]]]})",
        "coordinates[0][1]",
        "longitude"
    );
}

BOOST_AUTO_TEST_CASE(nesting_without_end_is_refused) {
    std::string text = polygon_text();
    for (int i = 0; i < 6; ++i) {
        text = feature_text(text);
    }
    refused(text, "geometry.geometry.geometry.geometry.geometry", "nested too deeply");
}

BOOST_AUTO_TEST_CASE(what_is_not_json_is_refused) {
    for (const char* text : {"", "{", "{\"type\":\"Polygon\"", "\xff\xfe"}) {
        const auto area = boundary_from_geojson(text);
        BOOST_REQUIRE(!area);
        BOOST_TEST((area.refusal().code == ErrorCode::bad_json));
    }
}

BOOST_AUTO_TEST_CASE(a_real_districts_outline_is_read) {
    const char* folder = std::getenv("DAGENG_DATA");
    std::ifstream file{
        std::string{folder == nullptr ? "../shared/data" : folder} + "/chaoyang_district.geojson"
    };
    if (!file) {
        BOOST_TEST_MESSAGE("skipped: no real data");
        return;
    }
    std::stringstream text;
    text << file.rdbuf();
    const auto area = boundary_from_geojson(text.str());
    BOOST_REQUIRE(static_cast<bool>(area));
    BOOST_TEST(area->parts().size() == 2U);
    BOOST_TEST(area->contains({399'219'000, 1'164'436'000}));  // Chaoyang's own streets,
    BOOST_TEST(area->contains({400'698'000, 1'165'862'000}));  // the airport in its exclave,
    BOOST_TEST(!area->contains({399'163'000, 1'163'972'000})); // and the centre of the city.
    BOOST_TEST(
        dageng::geo::ground_distance_cm(area->centroid(), {399'500'000, 1'165'000'000}) < 800'000U
    );
}

BOOST_AUTO_TEST_SUITE_END()

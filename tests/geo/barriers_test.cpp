#include "server/geo/barriers.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <utility>
#include <vector>

using namespace dageng::geo;
using dageng::protocol::LatLon;

namespace {

/// A river from west to east, 100 units wide, with a bend to the north in its middle.
Boundary river() {
    auto area = Boundary::make(
        {{{{0, 0},
           {0, 400},
           {300, 500},
           {0, 600},
           {0, 1'000},
           {100, 1'000},
           {100, 650},
           {400, 500},
           {100, 350},
           {100, 0}}}}
    );
    BOOST_REQUIRE(static_cast<bool>(area));
    return *area;
}

Barriers of(std::vector<Barrier> barriers) {
    auto made = Barriers::make(std::move(barriers));
    BOOST_REQUIRE(static_cast<bool>(made));
    return *made;
}

std::string collection(const std::string& properties, const std::string& type = "Polygon") {
    return R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":)" +
           properties + R"(,"geometry":{"type":")" + type +
           R"(","coordinates":[[[116.4,39.9],[116.5,39.9],[116.5,39.91],[116.4,39.9]]]}}]})";
}

} // namespace

BOOST_AUTO_TEST_SUITE(barriers)

BOOST_AUTO_TEST_CASE(a_line_across_a_barrier_takes_its_detour) {
    const Barriers barriers = of({{river(), 1'200}});
    BOOST_TEST(barriers.detour_cm({-500, 200}, {500, 200}) == 120'000U);
    BOOST_TEST(barriers.detour_cm({500, 200}, {-500, 200}) == 120'000U);
    BOOST_TEST(barriers.detour_cm({-500, 200}, {-500, 900}) == 0U);
    BOOST_TEST(barriers.detour_cm({500, 200}, {500, 900}) == 0U);
    BOOST_TEST(barriers.detour_cm({-500, 2'000}, {500, 2'000}) == 0U);
}

BOOST_AUTO_TEST_CASE(who_stands_on_the_barrier_does_not_cross_it) {
    const Barriers barriers = of({{river(), 1'200}});
    BOOST_TEST(barriers.detour_cm({50, 200}, {500, 200}) == 0U);
    BOOST_TEST(barriers.detour_cm({-500, 200}, {50, 200}) == 0U);
    BOOST_TEST(barriers.detour_cm({50, 200}, {60, 210}) == 0U);
}

BOOST_AUTO_TEST_CASE(a_line_that_leaves_a_bend_and_meets_it_again_crosses) {
    const Barriers barriers = of({{river(), 1'200}});
    BOOST_TEST(barriers.detour_cm({150, 10}, {150, 990}) == 120'000U);
    BOOST_TEST(barriers.detour_cm({50, 200}, {50, 800}) == 120'000U);
}

BOOST_AUTO_TEST_CASE(each_barrier_crossed_takes_its_own_detour) {
    const auto railway = Boundary::make({{{{700, 0}, {700, 1'000}, {720, 1'000}, {720, 0}}}});
    const Barriers barriers = of({{river(), 1'200}, {*railway, 300}});
    BOOST_TEST(barriers.detour_cm({-500, 200}, {900, 200}) == 150'000U);
    BOOST_TEST(barriers.detour_cm({500, 200}, {900, 200}) == 30'000U);
    BOOST_TEST(Barriers{}.detour_cm({-500, 200}, {900, 200}) == 0U);
}

BOOST_AUTO_TEST_CASE(barriers_come_back_from_their_text) {
    const Barriers barriers = of({{river(), 1'200}, {river(), 7}});
    const auto back = Barriers::from_text(barriers.to_text());
    BOOST_REQUIRE(static_cast<bool>(back));
    BOOST_TEST(back->to_text() == barriers.to_text());
    BOOST_TEST(back->size() == 2U);
    BOOST_TEST(back->detour_cm({-500, 200}, {500, 200}) == 120'700U);
    BOOST_TEST(Barriers::from_text("")->empty());
    BOOST_TEST(Barriers{}.to_text().empty());
}

BOOST_AUTO_TEST_CASE(a_text_that_is_none_is_refused) {
    for (const std::string text :
         {"x", "12", "12:", "12 0,0 0,1 1,0", "0:0,0 0,9 9,0", "12:0,0 0,9 9,0\n\n"}) {
        BOOST_TEST(!Barriers::from_text(text), text);
    }
}

BOOST_AUTO_TEST_CASE(a_map_of_barriers_is_read_with_their_detours) {
    const auto barriers = barriers_from_geojson(collection(R"({"detour_m":900,"name":"Bahe"})"));
    BOOST_REQUIRE(static_cast<bool>(barriers));
    BOOST_TEST(barriers->size() == 1U);
    BOOST_TEST(
        barriers->detour_cm({398'000'000, 1'164'900'000}, {400'000'000, 1'164'900'000}) == 90'000U
    );
}

BOOST_AUTO_TEST_CASE(a_map_of_barriers_that_is_none_is_refused_with_its_place) {
    const auto field = [](const std::string& text) {
        const auto barriers = barriers_from_geojson(text);
        BOOST_REQUIRE(!barriers);
        return barriers.refusal().field;
    };
    BOOST_TEST(field("{}") == "features");
    BOOST_TEST(field("nonsense").empty());
    BOOST_TEST(field(collection("{}")) == "features[0]");
    BOOST_TEST(field(collection(R"({"detour_m":0})")) == "features[0]");
    BOOST_TEST(field(collection(R"({"detour_m":-5})")) == "features[0]");
    BOOST_TEST(field(collection(R"({"detour_m":50001})")) == "features[0]");
    BOOST_TEST(field(collection(R"({"detour_m":5})", "LineString")) == "features[0]");
}

BOOST_AUTO_TEST_CASE(more_barriers_or_corners_than_a_line_can_be_held_against_are_refused) {
    BOOST_TEST(!Barriers::make(std::vector<Barrier>(201, {river(), 5})));
    BOOST_TEST(!Barriers::make(std::vector<Barrier>(101, {river(), 5})));
    BOOST_TEST(static_cast<bool>(Barriers::make(std::vector<Barrier>(100, {river(), 5}))));
}

BOOST_AUTO_TEST_SUITE_END()

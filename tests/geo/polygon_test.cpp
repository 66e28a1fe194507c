#include "server/geo/polygon.hpp"

#include <boost/test/unit_test.hpp>
#include <rapidcheck/boost_test.h>

#include <string>
#include <vector>

using dageng::geo::Boundary;
using dageng::geo::Part;
using dageng::geo::Ring;
using dageng::protocol::ErrorCode;
using dageng::protocol::LatLon;

namespace {

Ring square(std::int32_t south, std::int32_t west, std::int32_t side) {
    return {{south, west}, {south, west + side}, {south + side, west + side}, {south + side, west}};
}

Boundary of(std::vector<Part> parts) {
    auto made = Boundary::make(std::move(parts));
    BOOST_REQUIRE(static_cast<bool>(made));
    return *made;
}

/// A corner of a coarse lattice, so that random places often lie on corners and edges.
LatLon lattice_place() {
    return {*rc::gen::inRange(-4, 5), *rc::gen::inRange(-4, 5)};
}

Ring random_ring() {
    const int corners = *rc::gen::inRange(3, 24);
    Ring ring;
    for (int i = 0; i < corners; ++i) {
        ring.push_back(lattice_place());
    }
    return ring;
}

/// The edge rule by brute force: whether the place a hair to the north-east is enclosed an odd
/// number of times. A hair meets neither corner nor edge of a lattice of whole numbers.
bool slowly_inside(const Ring& ring, LatLon place) {
    const double lat = place.lat_e7 + 1.0 / 1'000'000'000;
    const double lon = place.lon_e7 + 1.0 / 1'000'000;
    bool odd = false;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const LatLon a = ring[i];
        const LatLon b = ring[(i + 1) % ring.size()];
        if ((a.lat_e7 > lat) != (b.lat_e7 > lat)) {
            const double crossing = a.lon_e7 + (b.lon_e7 - a.lon_e7) * (lat - a.lat_e7) /
                                                   (double{0} + b.lat_e7 - a.lat_e7);
            odd ^= crossing < lon;
        }
    }
    return odd;
}

} // namespace

BOOST_AUTO_TEST_SUITE(polygon)

BOOST_AUTO_TEST_CASE(a_place_is_inside_or_not) {
    const Boundary area = of({{square(0, 0, 100)}});
    BOOST_TEST(area.contains({50, 50}));
    BOOST_TEST(!area.contains({50, 101}));
    BOOST_TEST(!area.contains({-1, 50}));
}

BOOST_AUTO_TEST_CASE(south_and_west_edges_are_inside_and_north_and_east_edges_are_not) {
    const Boundary area = of({{square(0, 0, 100)}});
    BOOST_TEST(area.contains({0, 0}));
    BOOST_TEST(area.contains({0, 50}));
    BOOST_TEST(area.contains({50, 0}));
    BOOST_TEST(!area.contains({100, 50}));
    BOOST_TEST(!area.contains({50, 100}));
    BOOST_TEST(!area.contains({100, 100}));
}

BOOST_AUTO_TEST_CASE(a_hole_is_outside_and_each_part_counts) {
    const Boundary area = of({{square(0, 0, 100), square(40, 40, 20)}, {square(500, 500, 10)}});
    BOOST_TEST(!area.contains({50, 50}));
    BOOST_TEST(area.contains({30, 50}));
    BOOST_TEST(area.contains({505, 505}));
    BOOST_TEST(!area.contains({300, 300}));
}

RC_BOOST_PROP(contains_agrees_with_counting_crossings_slowly, ()) {
    const Ring ring = random_ring();
    const auto area = Boundary::make({{ring}});
    RC_PRE(static_cast<bool>(area));
    for (int i = 0; i < 20; ++i) {
        const LatLon place = lattice_place();
        RC_ASSERT(area->contains(place) == slowly_inside(ring, place));
    }
}

RC_BOOST_PROP(of_two_areas_with_a_common_edge_a_place_is_in_exactly_one, ()) {
    // A square cut by a bent line into a western and an eastern area.
    Ring west{{10, -10}, {-10, -10}};
    Ring east{{10, 10}, {-10, 10}};
    for (int lat = -10; lat <= 10; lat += 4) {
        const LatLon bend{lat, *rc::gen::inRange(-9, 10)};
        west.push_back(bend);
        east.push_back(bend);
    }
    const auto a = Boundary::make({{west}});
    const auto b = Boundary::make({{east}});
    RC_ASSERT(a && b);
    const LatLon place{*rc::gen::inRange(-10, 10), *rc::gen::inRange(-10, 10)};
    RC_ASSERT(a->contains(place) != b->contains(place));
}

RC_BOOST_PROP(an_area_comes_back_from_its_text, ()) {
    const auto area = Boundary::make({{random_ring(), random_ring()}, {random_ring()}});
    RC_PRE(static_cast<bool>(area));
    const auto back = Boundary::from_text(area->to_text());
    RC_ASSERT(static_cast<bool>(back));
    RC_ASSERT(*back == *area);
    RC_ASSERT(back->to_text() == area->to_text());
}

BOOST_AUTO_TEST_CASE(the_text_is_the_same_however_the_rings_were_written) {
    const Boundary area = of({{square(0, 0, 100), square(40, 40, 20)}, {square(500, 500, 10)}});
    BOOST_TEST(
        area.to_text() == "0,0 0,100 100,0 0,-100;40,40 20,0 0,20 -20,0|500,500 0,10 10,0 0,-10"
    );
    Ring turned{{100, 100}, {100, 0}, {0, 0}, {0, 0}, {0, 100}, {100, 100}};
    const Boundary same = of({{square(500, 500, 10)}, {turned, square(40, 40, 20)}});
    BOOST_TEST(same.to_text() == area.to_text());
}

BOOST_AUTO_TEST_CASE(a_text_that_is_none_is_refused_with_its_byte) {
    for (const auto& [text, where] : std::vector<std::pair<std::string, std::string>>{
             {"", "byte 0"},
             {"0,0 0,100 100,x", "byte 14"},
             {"0,0 0,100 100,0 ", "byte 16"},
             {"0,0 0,100 100,0#", "byte 15"},
             {"0,0 0,99999999999 1,1", "byte 6"},
         }) {
        const auto area = Boundary::from_text(text);
        BOOST_REQUIRE(!area);
        BOOST_TEST(area.refusal().detail.find(where) != std::string::npos, area.refusal().detail);
    }
}

BOOST_AUTO_TEST_CASE(box_and_centre_are_those_of_all_parts) {
    const Boundary area = of({{square(0, 0, 100)}, {square(0, 200, 100)}});
    BOOST_TEST((area.south_west() == LatLon{0, 0}));
    BOOST_TEST((area.north_east() == LatLon{100, 300}));
    BOOST_TEST((area.centroid() == LatLon{50, 150}));
}

BOOST_AUTO_TEST_CASE(a_hole_moves_the_centre_away) {
    const Boundary area = of({{square(0, 0, 90), square(0, 60, 30)}});
    BOOST_TEST((area.centroid() == LatLon{48, 41})); // 45 + 30/8 north, 45 - 30/8 east.
}

BOOST_AUTO_TEST_CASE(an_area_as_wide_as_the_globe_is_exact_too) {
    const Boundary area = of(
        {{{{-900'000'000, -1'800'000'000},
           {900'000'000, 1'800'000'000},
           {900'000'000, -1'800'000'000}}}}
    );
    BOOST_TEST(area.contains({1, 1}));
    BOOST_TEST(!area.contains({1, 3}));
    BOOST_TEST(area.contains({1, 2}) == false);
    BOOST_TEST(area.contains({-899'999'999, -1'800'000'000}));
}

BOOST_AUTO_TEST_CASE(what_is_no_area_is_refused_with_its_place) {
    const auto refused = [](std::vector<Part> parts, const std::string& field) {
        const auto area = Boundary::make(std::move(parts));
        BOOST_REQUIRE(!area);
        BOOST_TEST((area.refusal().code == ErrorCode::bad_field));
        BOOST_TEST(area.refusal().field == field);
    };
    refused({}, "parts");
    refused({{}}, "parts[0]");
    refused({{{}}}, "parts[0][0]");
    refused({{{{0, 0}, {0, 1}, {0, 0}}}}, "parts[0][0]");
    refused({{square(0, 0, 9), {{0, 0}, {1, 1}, {2, 2}}}}, "parts[0][1]");
    refused({{square(0, 0, 9)}, {{{0, 0}, {900'000'001, 1}, {2, 2}}}}, "parts[1][0][1]");
    refused({{Ring(20'001, LatLon{1, 1})}}, "parts");
}

BOOST_AUTO_TEST_SUITE_END()

#include "server/geo/plane.hpp"

#include <boost/test/unit_test.hpp>
#include <rapidcheck/boost_test.h>

#include <cmath>
#include <cstdlib>
#include <numbers>

using dageng::geo::distance_cm;
using dageng::geo::ground_distance_cm;
using dageng::geo::Plane;
using dageng::geo::plane_limit_cm;
using dageng::geo::PointCm;
using dageng::geo::whole_sqrt;
using dageng::protocol::LatLon;

namespace {

constexpr LatLon chaoyang{399'219'000, 1'164'436'000};

double radians(std::int32_t e7) {
    return e7 / 1e7 * std::numbers::pi / 180.0;
}

double haversine_cm(LatLon a, LatLon b) {
    const double north = std::sin((radians(b.lat_e7) - radians(a.lat_e7)) / 2);
    const double east = std::sin((radians(b.lon_e7) - radians(a.lon_e7)) / 2);
    const double h =
        north * north + std::cos(radians(a.lat_e7)) * std::cos(radians(b.lat_e7)) * east * east;
    return 2 * 637'100'880.0 * std::asin(std::sqrt(h));
}

/// A place at most so many metres north or south and east or west of another.
LatLon beside(LatLon centre, std::int32_t reach_m) {
    const double cosine = std::cos(radians(centre.lat_e7));
    const auto north = *rc::gen::inRange(-reach_m, reach_m + 1);
    const auto east = *rc::gen::inRange(-reach_m, reach_m + 1);
    return {
        centre.lat_e7 + static_cast<std::int32_t>(north * 89.93),
        centre.lon_e7 + static_cast<std::int32_t>(east * 89.93 / cosine)
    };
}

LatLon any_origin(std::int32_t most_degrees) {
    return {
        *rc::gen::inRange(-most_degrees, most_degrees + 1) * 10'000'000,
        *rc::gen::inRange(-179, 180) * 10'000'000
    };
}

} // namespace

BOOST_AUTO_TEST_SUITE(plane)

BOOST_AUTO_TEST_CASE(the_origin_lies_in_the_middle) {
    BOOST_TEST((Plane{chaoyang}.to_plane(chaoyang) == PointCm{0, 0}));
    BOOST_TEST((Plane{chaoyang}.to_globe({0, 0}) == chaoyang));
}

BOOST_AUTO_TEST_CASE(x_grows_to_the_east_and_y_to_the_north) {
    const Plane plane{chaoyang};
    const PointCm north_east = plane.to_plane({chaoyang.lat_e7 + 10'000, chaoyang.lon_e7 + 10'000});
    BOOST_TEST(north_east.y_cm == 11'120); // 0.001 degrees of a sphere of 6,371.0088 km.
    BOOST_TEST(north_east.x_cm == 8'528);
}

// Spherical transverse Mercator in closed form gives the same within 23 cm, the last 57 km away.
BOOST_AUTO_TEST_CASE(the_same_places_give_the_same_centimetres_on_every_compiler) {
    const Plane plane{chaoyang};
    BOOST_TEST((plane.to_plane({400'567'123, 1'165'901'987}) == PointCm{1'247'695, 1'500'073}));
    BOOST_TEST((plane.to_plane({398'000'001, 1'163'000'002}) == PointCm{-1'226'764, -1'354'483}));
    BOOST_TEST(
        (Plane{{-337'000'000, 1'511'000'000}}.to_plane({-339'999'999, 1'516'111'111}) ==
         PointCm{4'711'673, -3'347'603})
    );
}

RC_BOOST_PROP(distances_near_the_origin_are_those_of_the_great_circle, ()) {
    const LatLon origin = any_origin(60);
    const Plane plane{origin};
    const LatLon a = beside(origin, 42'000);
    const LatLon b = beside(origin, 42'000);
    const double truth = haversine_cm(a, b);
    const double told = distance_cm(plane.to_plane(a), plane.to_plane(b));
    RC_ASSERT(std::abs(told - truth) <= truth * 0.0002 + 3);
}

RC_BOOST_PROP(a_place_comes_back_from_the_plane, ()) {
    const LatLon origin = any_origin(60);
    const Plane plane{origin};
    const LatLon place = beside(origin, 42'000);
    const LatLon back = plane.to_globe(plane.to_plane(place));
    RC_ASSERT(std::abs(back.lat_e7 - place.lat_e7) <= 3);
    RC_ASSERT(haversine_cm(back, place) <= 3.0);
}

RC_BOOST_PROP(no_place_on_earth_leaves_the_planes_limits, ()) {
    const Plane plane{any_origin(90)};
    const PointCm point = plane.to_plane(
        {*rc::gen::inRange(-900'000'000, 900'000'001),
         *rc::gen::inRange(-1'800'000'000, 1'800'000'001)}
    );
    RC_ASSERT(std::abs(point.x_cm) < plane_limit_cm);
    RC_ASSERT(std::abs(point.y_cm) < plane_limit_cm);
}

BOOST_AUTO_TEST_CASE(a_place_across_the_180th_meridian_is_near) {
    const std::uint32_t across = ground_distance_cm({0, 1'799'999'000}, {0, -1'799'999'000});
    BOOST_TEST(across == 2'224);
}

BOOST_AUTO_TEST_CASE(ground_distance_is_that_of_the_great_circle) {
    const LatLon gulou{399'411'000, 1'163'899'000};
    const double truth = haversine_cm(chaoyang, gulou);
    BOOST_TEST(std::abs(ground_distance_cm(chaoyang, gulou) - truth) < truth * 0.0001);
}

BOOST_AUTO_TEST_CASE(the_whole_root_is_exact_at_its_edges) {
    for (const std::uint64_t root : {1ULL, 2ULL, 65'535ULL, 94'906'265ULL, 4'294'967'295ULL}) {
        BOOST_TEST(whole_sqrt(root * root) == root);
        BOOST_TEST(whole_sqrt(root * root - 1) == root - 1);
    }
    BOOST_TEST(whole_sqrt(0) == 0U);
    BOOST_TEST(whole_sqrt(0xFFFF'FFFF'FFFF'FFFF) == 0xFFFF'FFFFU);
}

BOOST_AUTO_TEST_SUITE_END()

#include "load-tests/district/outline.hpp"
#include "tests/load/data_file.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <vector>

using namespace dageng::load;

namespace {

const char* with_hole =
    R"({"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[
 [[116.0,39.0],[116.4,39.0],[116.4,39.4],[116.0,39.4],[116.0,39.0]],
 [[116.1,39.1],[116.1,39.3],[116.3,39.3],[116.3,39.1],[116.1,39.1]]]}})";

} // namespace

BOOST_AUTO_TEST_SUITE(outlines)

BOOST_AUTO_TEST_CASE(a_hole_is_outside_and_random_points_avoid_it) {
    const Outline outline = Outline::from_geojson(with_hole);
    BOOST_TEST(outline.contains({39.05, 116.05}));
    BOOST_TEST(!outline.contains({39.2, 116.2}));
    BOOST_TEST(!outline.contains({39.5, 116.2}));
    BOOST_TEST(outline.box().north == 39.4);
    Random random(3);
    for (int i = 0; i < 500; ++i) {
        BOOST_TEST_REQUIRE(outline.contains(outline.random_point(random)));
    }
}

BOOST_AUTO_TEST_CASE(what_is_no_outline_is_refused_in_words) {
    for (const char* wrong :
         {"",
          "[]",
          R"({"type":"Point","coordinates":[1,2]})",
          R"({"type":"Polygon","coordinates":[[[1,2],[1,2]]]})",
          R"({"type":"Polygon","coordinates":[[[1]]]})"}) {
        BOOST_CHECK_THROW(Outline::from_geojson(wrong), std::runtime_error);
    }
}

BOOST_AUTO_TEST_CASE(distances_are_right_within_a_city) {
    // A minute of latitude is a nautical mile, near enough on a sphere.
    BOOST_TEST(
        distance_m({39.9, 116.4}, {39.9 + 1.0 / 60, 116.4}) == 1853.0,
        boost::test_tools::tolerance(0.001)
    );
    BOOST_TEST(distance_m({60, 10}, {60, 11}) == 55597.0, boost::test_tools::tolerance(0.001));
}

BOOST_AUTO_TEST_CASE(random_numbers_are_those_of_the_seed) {
    Random one(1);
    BOOST_TEST(one.next() == 0x910a2dec89025cc1ULL);
    Random other(2);
    const std::array<double, 3> quantiles{0, 1, 10};
    std::vector<double> drawn;
    for (int i = 0; i < 20'000; ++i) {
        drawn.push_back(other.from_quantiles(quantiles));
    }
    std::ranges::sort(drawn);
    BOOST_TEST(drawn[10'000] == 1.0, boost::test_tools::tolerance(0.1));
    BOOST_TEST(drawn.front() >= 0);
    BOOST_TEST(drawn.back() < 10);
}

BOOST_AUTO_TEST_CASE(the_real_district_has_two_parts_and_its_size) {
    const std::string path = dageng::load_tests::data_file("chaoyang_district.geojson");
    if (path.empty()) {
        return;
    }
    const Outline outline = Outline::from_file(path);
    BOOST_TEST(outline.contains({39.9219, 116.4436}));
    BOOST_TEST(outline.contains({40.0799, 116.5850}));  // The airport.
    BOOST_TEST(!outline.contains({39.9042, 116.3975})); // Tian'anmen.
}

BOOST_AUTO_TEST_SUITE_END()

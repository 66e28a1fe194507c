#include "server/engine/track_text.hpp"

#include <boost/test/unit_test.hpp>

// Server/engine/track_text.cpp: how a way is written.
using namespace dageng;

BOOST_AUTO_TEST_SUITE(track_text)

BOOST_AUTO_TEST_CASE(a_way_is_read_as_it_was_written) {
    const engine::Heard north{{399'219'000, 1'164'436'000}, 10, {1'795'600'000'000}};
    const engine::Heard south{{-338'688'000, -707'000'001}, 10, {1'795'600'005'000}};
    const auto points =
        engine::track_from_lines(engine::track_line(north) + engine::track_line(south));
    BOOST_REQUIRE_EQUAL(points.size(), 2U);
    BOOST_TEST((points[0].at == north.heard_at));
    BOOST_TEST((points[0].place == north.at));
    BOOST_TEST((points[1].at == south.heard_at));
    BOOST_TEST((points[1].place == south.at));
}

BOOST_AUTO_TEST_CASE(what_is_no_line_of_a_way_ends_it) {
    BOOST_TEST(engine::track_from_lines("").empty());
    BOOST_TEST(engine::track_from_lines("1 2 3").empty());
    BOOST_TEST(engine::track_from_lines("1 2 3\n4 5\n6 7 8\n").size() == 1U);
    BOOST_TEST(engine::track_from_lines("1 2 99999999999\n").empty());
}

BOOST_AUTO_TEST_SUITE_END()

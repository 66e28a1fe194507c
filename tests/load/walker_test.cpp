#include "demo/people/behaviour.hpp"
#include "demo/people/walker.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <vector>

using namespace dageng::demo;
using dageng::load::distance_m;
using dageng::load::GeoBox;
using dageng::load::Random;

namespace {

const GeoBox box{39.86, 116.40, 39.98, 116.54};

/// What demo/measure would find in the walks of many people: speeds over windows of 30 s and more,
/// and the share of them that is a pause.
struct Measured {
    std::vector<double> moving_mps;
    double pausing_share = 0;
    double gaps_per_hour = 0;
};

Measured measure(const MovementFigures& figures) {
    const Outline outline = Outline::from_box(box);
    Measured measured;
    double paused_s = 0;
    double seen_s = 0;
    double walked_s = 0;
    double gaps = 0;
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        Walker walker(outline, figures, seed, 3600);
        std::optional<Step> begin = walker.next();
        Step before = *begin;
        while (const auto step = walker.next()) {
            gaps += step->at_s - before.at_s > 20 ? 1 : 0;
            before = *step;
            const double seconds = step->at_s - begin->at_s;
            if (seconds < 30) {
                continue;
            }
            const double speed = distance_m(begin->place, step->place) / seconds;
            if (seconds <= 60 && speed >= figures.still_mps) {
                measured.moving_mps.push_back(speed);
            } else if (seconds <= 60) {
                paused_s += seconds;
            }
            seen_s += seconds <= 60 ? seconds : 0;
            begin = step;
        }
        walked_s += before.at_s;
    }
    std::ranges::sort(measured.moving_mps);
    measured.pausing_share = paused_s / seen_s;
    measured.gaps_per_hour = gaps / (walked_s / 3600);
    return measured;
}

void check_against(const MovementFigures& figures) {
    const Measured measured = measure(figures);
    const auto& speeds = measured.moving_mps;
    for (const std::size_t fifth : {5U, 10U, 15U, 18U}) {
        const double told = speeds[speeds.size() * fifth / 20];
        BOOST_TEST(told == figures.moving_mps[fifth], boost::test_tools::tolerance(0.15));
    }
    BOOST_TEST(measured.pausing_share > figures.pausing_share - 0.05);
    BOOST_TEST(measured.pausing_share < figures.pausing_share + 0.05);
    BOOST_TEST(measured.gaps_per_hour == figures.gaps_per_hour, boost::test_tools::tolerance(0.2));
}

} // namespace

BOOST_AUTO_TEST_SUITE(walker)

BOOST_AUTO_TEST_CASE(the_same_seed_walks_the_same_way) {
    const Outline outline = Outline::from_box(box);
    Walker one(outline, walk_figures, 42, 0);
    Walker same(outline, walk_figures, 42, 0);
    Walker other(outline, walk_figures, 43, 0);
    bool differs = false;
    for (int i = 0; i < 1000; ++i) {
        const auto step = one.next();
        const auto twin = same.next();
        BOOST_TEST_REQUIRE(step->at_s == twin->at_s);
        BOOST_TEST_REQUIRE(step->place.lat == twin->place.lat);
        differs = differs || other.next()->place.lat != step->place.lat;
    }
    BOOST_TEST(differs);
}

BOOST_AUTO_TEST_CASE(those_who_walk_move_by_the_measured_figures) {
    check_against(walk_figures);
}

BOOST_AUTO_TEST_CASE(those_who_ride_move_by_the_measured_figures) {
    check_against(bike_figures);
}

BOOST_AUTO_TEST_CASE(nobody_leaves_the_district) {
    const Outline outline = Outline::from_box({39.90, 116.40, 39.93, 116.43});
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        Walker walker(outline, bike_figures, seed, 4 * 3600);
        while (const auto step = walker.next()) {
            BOOST_TEST_REQUIRE(outline.contains(step->place));
        }
    }
}

BOOST_AUTO_TEST_CASE(who_is_called_goes_there_and_stays) {
    const Outline outline = Outline::from_box(box);
    Walker walker(outline, walk_figures, 9, 0);
    const GeoPoint scene{39.92, 116.47};
    walker.go_to(scene);
    const double way = distance_m(walker.place(), scene);
    double at_s = 0;
    while (at_s < way / walker.pace_mps() + 120) {
        at_s = walker.next()->at_s;
    }
    BOOST_TEST(distance_m(walker.place(), scene) < 5);
    walker.wander();
    for (int i = 0; i < 2000; ++i) {
        walker.next();
    }
    BOOST_TEST(distance_m(walker.place(), scene) > 20);
}

BOOST_AUTO_TEST_CASE(people_answer_with_the_stated_likelihoods_and_faster_when_time_is) {
    Random random(11);
    int accepted = 0;
    int declined = 0;
    constexpr int offers = 20'000;
    for (int i = 0; i < offers; ++i) {
        const Reaction reaction = react(random, 10);
        accepted += reaction.decision == Decision::accept ? 1 : 0;
        declined += reaction.decision == Decision::decline ? 1 : 0;
        BOOST_TEST_REQUIRE(reaction.seen_s <= 1.5);
        BOOST_TEST_REQUIRE(reaction.answered_s > reaction.seen_s);
        BOOST_TEST_REQUIRE(reaction.answered_s <= reaction.seen_s + 1.2);
    }
    BOOST_TEST(accepted / double(offers) == accepts, boost::test_tools::tolerance(0.05));
    BOOST_TEST(declined / double(offers) == declines, boost::test_tools::tolerance(0.05));
    BOOST_TEST(travel_s(1000, 1.3, 1) == 1000.0);
    BOOST_TEST(travel_s(10, 1.3, 100) == 3.0);
}

BOOST_AUTO_TEST_SUITE_END()

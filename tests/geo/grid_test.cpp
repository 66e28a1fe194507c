#include "server/geo/grid.hpp"
#include "server/geo/rings.hpp"

#include <boost/test/unit_test.hpp>
#include <rapidcheck/boost_test.h>

#include <algorithm>
#include <map>
#include <vector>

using dageng::geo::BoxCm;
using dageng::geo::distance_cm;
using dageng::geo::Grid;
using dageng::geo::Near;
using dageng::geo::PointCm;
using dageng::geo::Rings;

namespace {

constexpr BoxCm district{{-200'000, -150'000}, {210'000, 160'000}};

/// The obvious implementation.
class SlowIndex {
  public:
    void place(std::uint32_t slot, PointCm point) { points_[slot] = point; }
    void remove(std::uint32_t slot) { points_.erase(slot); }
    const std::map<std::uint32_t, PointCm>& points() const { return points_; }

    template <class Filter>
    std::vector<Near>
    nearest(PointCm from, std::uint32_t radius, std::size_t limit, Filter filter) const {
        std::vector<Near> found;
        for (const auto& [slot, point] : points_) {
            const std::uint32_t away = distance_cm(from, point);
            if (away <= radius && filter(slot)) {
                found.push_back({slot, away});
            }
        }
        std::sort(found.begin(), found.end(), [](const Near& a, const Near& b) {
            return std::tie(a.distance_cm, a.slot) < std::tie(b.distance_cm, b.slot);
        });
        found.resize(std::min(found.size(), limit));
        return found;
    }

  private:
    std::map<std::uint32_t, PointCm> points_;
};

/// Mostly in the box, often beyond its edges, often exactly where others are.
PointCm any_point() {
    const int how = *rc::gen::inRange(0, 10);
    if (how == 0) {
        return {
            *rc::gen::inRange(-33'000'000, 33'000'000), *rc::gen::inRange(-33'000'000, 33'000'000)
        };
    }
    if (how < 4) {
        return {*rc::gen::inRange(-9, 10) * 25'000, *rc::gen::inRange(-7, 8) * 25'000};
    }
    return {*rc::gen::inRange(-300'000, 300'000), *rc::gen::inRange(-300'000, 300'000)};
}

struct Pair {
    Grid grid{district};
    SlowIndex slow;

    void change() {
        const auto slot = *rc::gen::inRange<std::uint32_t>(0, 60);
        if (*rc::gen::inRange(0, 5) == 0) {
            grid.remove(slot);
            slow.remove(slot);
            return;
        }
        const PointCm point = any_point();
        grid.place(slot, point);
        slow.place(slot, point);
    }
};

Pair random_pair(int most_changes) {
    Pair pair;
    const int changes = *rc::gen::inRange(0, most_changes);
    for (int i = 0; i < changes; ++i) {
        pair.change();
    }
    return pair;
}

} // namespace

BOOST_AUTO_TEST_SUITE(grid)

BOOST_AUTO_TEST_CASE(an_empty_grid_finds_nothing) {
    const Grid grid{district};
    BOOST_TEST(grid.nearest({0, 0}, 4'000'000'000, 10).empty());
    BOOST_TEST(grid.size() == 0U);
    BOOST_TEST(!grid.has(0));
}

BOOST_AUTO_TEST_CASE(equal_distances_are_ordered_by_slot) {
    Grid grid{district};
    grid.place(9, {300, 400});
    grid.place(3, {-300, 400});
    grid.place(5, {400, -300});
    const std::vector<Near> expected{{3, 500}, {5, 500}};
    BOOST_TEST((grid.nearest({0, 0}, 500, 2) == expected));
}

BOOST_AUTO_TEST_CASE(the_radius_itself_is_within) {
    Grid grid{district};
    grid.place(1, {300, 400});
    BOOST_TEST(grid.nearest({0, 0}, 500, 5).size() == 1U);
    BOOST_TEST(grid.nearest({0, 0}, 499, 5).empty());
    BOOST_TEST(grid.nearest({0, 0}, 500, 0).empty());
}

BOOST_AUTO_TEST_CASE(a_moved_point_is_found_where_it_is_and_not_where_it_was) {
    Grid grid{district};
    grid.place(7, {0, 0});
    grid.place(7, {10, 0});
    grid.place(7, {90'000, 90'000});
    BOOST_TEST((grid.position(7) == PointCm{90'000, 90'000}));
    BOOST_TEST(grid.nearest({0, 0}, 1'000, 5).empty());
    BOOST_TEST(grid.nearest({90'000, 90'000}, 1'000, 5).size() == 1U);
    grid.remove(7);
    grid.remove(7);
    BOOST_TEST(grid.size() == 0U);
    BOOST_TEST(!grid.has(7));
}

RC_BOOST_PROP(nearest_agrees_with_looking_at_every_point, ()) {
    const Pair pair = random_pair(120);
    const PointCm from = any_point();
    const auto radius = *rc::gen::element<std::uint32_t>(0, 25'000, 90'000, 700'000, 95'000'000);
    const auto limit = *rc::gen::inRange<std::size_t>(0, 20);
    const auto modulus = *rc::gen::inRange<std::uint32_t>(1, 4);
    const auto filter = [&](std::uint32_t slot) { return slot % modulus == 0; };
    RC_ASSERT(
        pair.grid.nearest(from, radius, limit, filter) ==
        pair.slow.nearest(from, radius, limit, filter)
    );
}

RC_BOOST_PROP(the_grid_holds_what_was_placed_last, ()) {
    const Pair pair = random_pair(300);
    RC_ASSERT(pair.grid.size() == pair.slow.points().size());
    for (std::uint32_t slot = 0; slot < 60; ++slot) {
        const auto known = pair.slow.points().find(slot);
        RC_ASSERT(pair.grid.has(slot) == (known != pair.slow.points().end()));
        if (pair.grid.has(slot)) {
            RC_ASSERT(pair.grid.position(slot) == known->second);
        }
    }
}

RC_BOOST_PROP(rings_meet_every_point_of_the_circle_once_the_nearer_rings_first, ()) {
    const Pair pair = random_pair(120);
    const PointCm from = any_point();
    const auto radius = *rc::gen::element<std::uint32_t>(0, 25'000, 90'000, 4'000'000'000);
    const auto one_by_one = *rc::gen::inRange(0, 20);
    std::map<std::uint32_t, std::uint32_t> met;
    Rings rings{pair.grid, from, radius};
    const auto meet = [&](const Grid::Item& item, std::uint64_t square) {
        RC_ASSERT(dageng::geo::whole_sqrt(square) >= rings.least_cm());
        RC_ASSERT(met.emplace(item.slot, dageng::geo::whole_sqrt(square)).second);
    };
    for (int i = 0; i < one_by_one && rings.more(); ++i) {
        rings.next(meet);
    }
    rings.rest(meet);
    RC_ASSERT(!rings.more());
    const auto all = pair.slow.nearest(from, radius, 1'000, [](std::uint32_t) { return true; });
    RC_ASSERT(met.size() == all.size());
    for (const Near& near : all) {
        RC_ASSERT(met.at(near.slot) == near.distance_cm);
    }
}

RC_BOOST_PROP(for_each_in_meets_every_point_of_the_box_once, ()) {
    const Pair pair = random_pair(120);
    const PointCm a = any_point();
    const PointCm b = any_point();
    const BoxCm box{
        {std::min(a.x_cm, b.x_cm), std::min(a.y_cm, b.y_cm)},
        {std::max(a.x_cm, b.x_cm), std::max(a.y_cm, b.y_cm)}
    };
    std::map<std::uint32_t, PointCm> met;
    pair.grid.for_each_in(box, [&](std::uint32_t slot, PointCm point) {
        RC_ASSERT(met.emplace(slot, point).second);
    });
    for (const auto& [slot, point] : pair.slow.points()) {
        const bool within = point.x_cm >= box.min.x_cm && point.x_cm <= box.max.x_cm &&
                            point.y_cm >= box.min.y_cm && point.y_cm <= box.max.y_cm;
        RC_ASSERT(met.count(slot) == (within ? 1U : 0U));
    }
}

BOOST_AUTO_TEST_CASE(a_crowd_that_gathers_and_leaves_is_kept_right) {
    Grid grid{district};
    for (std::uint32_t slot = 0; slot < 5'000; ++slot) {
        grid.place(slot, {static_cast<std::int32_t>(slot), 0});
    }
    for (std::uint32_t slot = 0; slot < 4'990; ++slot) {
        grid.place(slot, {100'000, static_cast<std::int32_t>(slot)});
    }
    const auto left = grid.nearest({5'000, 0}, 30'000, 20);
    BOOST_TEST(left.size() == 10U);
    BOOST_TEST((left.front() == Near{4'999, 1}));
    BOOST_TEST(grid.nearest({100'000, 0}, 5'000, 5'000).size() == 4'990U);
}

BOOST_AUTO_TEST_CASE(a_box_as_large_as_the_plane_gets_larger_cells) {
    Grid grid{{{-33'000'000, -33'000'000}, {33'000'000, 33'000'000}}};
    grid.place(1, {-32'000'000, 32'000'000});
    grid.place(2, {32'000'000, -32'000'000});
    const auto found = grid.nearest({31'999'999, -32'000'000}, 95'000'000, 2);
    BOOST_REQUIRE(found.size() == 2U);
    BOOST_TEST((found.front() == Near{2, 1}));
}

BOOST_AUTO_TEST_SUITE_END()

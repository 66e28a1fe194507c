#include "server/geo/road_search.hpp"

#include <boost/test/unit_test.hpp>
#include <rapidcheck/boost_test.h>

#include <algorithm>
#include <optional>
#include <vector>

using namespace dageng::geo;
using dageng::protocol::LatLon;
using dageng::protocol::TravelMode;

namespace {

constexpr std::uint64_t far = 1'000'000'000'000;

LatLon at(std::int32_t north, std::int32_t east) {
    return {399'200'000 + north * 9'000, 1'164'400'000 + east * 10'000};
}

RoadGraph graph_of(std::vector<LatLon> nodes, std::vector<Road> roads) {
    auto graph = RoadGraph::make(std::move(nodes), std::move(roads));
    BOOST_REQUIRE(static_cast<bool>(graph));
    return *graph;
}

/// Every pair of nodes, by trying every node between (Floyd and Warshall).
std::vector<std::vector<std::uint64_t>> all_ways(const RoadGraph& graph, TravelMode mode) {
    const std::size_t count = graph.nodes().size();
    std::vector<std::vector<std::uint64_t>> way(count, std::vector<std::uint64_t>(count, far));
    for (std::size_t i = 0; i < count; ++i) {
        way[i][i] = 0;
    }
    for (const Road& road : graph.roads()) {
        if (may_use(mode, road.kind)) {
            way[road.from][road.to] =
                std::min<std::uint64_t>(way[road.from][road.to], road.length_cm);
            if (RoadGraph::both_ways(road, mode)) {
                way[road.to][road.from] =
                    std::min<std::uint64_t>(way[road.to][road.from], road.length_cm);
            }
        }
    }
    for (std::size_t k = 0; k < count; ++k) {
        for (std::size_t i = 0; i < count; ++i) {
            for (std::size_t j = 0; j < count; ++j) {
                way[i][j] = std::min(way[i][j], way[i][k] + way[k][j]);
            }
        }
    }
    return way;
}

/// By all ways between the ends of the two roads.
std::optional<std::uint32_t> obvious(
    const RoadGraph& graph,
    const std::vector<std::vector<std::uint64_t>>& way,
    const RoadPlace& from,
    const RoadPlace& to,
    TravelMode mode
) {
    const Road& begin = graph.roads()[from.road];
    const Road& end = graph.roads()[to.road];
    std::vector<std::pair<std::uint32_t, std::uint64_t>> leave{
        {begin.to, begin.length_cm - from.along_cm}
    };
    std::vector<std::pair<std::uint32_t, std::uint64_t>> come{{end.from, to.along_cm}};
    if (RoadGraph::both_ways(begin, mode)) {
        leave.emplace_back(begin.from, from.along_cm);
    }
    if (RoadGraph::both_ways(end, mode)) {
        come.emplace_back(end.to, end.length_cm - to.along_cm);
    }
    std::uint64_t best = far;
    if (from.road == to.road) {
        if (from.along_cm <= to.along_cm) {
            best = to.along_cm - from.along_cm;
        } else if (RoadGraph::both_ways(begin, mode)) {
            best = from.along_cm - to.along_cm;
        }
    }
    for (const auto& [out, out_cm] : leave) {
        for (const auto& [in, in_cm] : come) {
            best = std::min(best, out_cm + way[out][in] + in_cm);
        }
    }
    return best >= far ? std::nullopt : std::optional{static_cast<std::uint32_t>(best)};
}

RoadGraph random_graph() {
    const auto count = *rc::gen::inRange<std::uint32_t>(2, 25);
    std::vector<LatLon> nodes;
    for (std::uint32_t i = 0; i < count; ++i) {
        nodes.push_back(at(*rc::gen::inRange(0, 20), *rc::gen::inRange(0, 20)));
    }
    std::vector<Road> roads{{0, 1, 0, RoadClass::residential, false}};
    const auto more = *rc::gen::inRange<std::uint32_t>(0, 2 * count);
    for (std::uint32_t i = 0; i < more; ++i) {
        const auto from = *rc::gen::inRange<std::uint32_t>(0, count);
        const auto to = *rc::gen::inRange<std::uint32_t>(0, count);
        if (from != to) {
            const auto kind = static_cast<RoadClass>(*rc::gen::inRange<int>(0, road_classes));
            roads.push_back(
                {from,
                 to,
                 *rc::gen::inRange<std::uint32_t>(0, 400'000),
                 kind,
                 *rc::gen::arbitrary<bool>()}
            );
        }
    }
    return *RoadGraph::make(std::move(nodes), std::move(roads));
}

} // namespace

BOOST_AUTO_TEST_SUITE(road_search)

RC_BOOST_PROP(ways_are_those_that_trying_everything_finds, ()) {
    const RoadGraph graph = random_graph();
    for (const auto mode : {TravelMode::foot, TravelMode::bicycle, TravelMode::car}) {
        const auto way = all_ways(graph, mode);
        const auto somewhere = [&] {
            return graph.nearest(at(*rc::gen::inRange(0, 20), *rc::gen::inRange(0, 20)), mode);
        };
        const auto to = somewhere();
        if (!to) {
            continue;
        }
        RoadSearch search{graph, *to, mode};
        for (int i = 0; i < 12; ++i) {
            const auto from = somewhere();
            if (!from) {
                continue; // Over a kilometre from every road that the mode may use.
            }
            const auto found = search.way_cm(*from);
            RC_ASSERT(found == obvious(graph, way, *from, *to, mode));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_one_way_road_holds_cars_and_bicycles_but_nobody_on_foot) {
    // A ring of three streets, driven in one direction only.
    const RoadGraph graph = graph_of(
        {at(0, 0), at(0, 10), at(10, 0)},
        {{0, 1, 90'000, RoadClass::residential, true},
         {1, 2, 150'000, RoadClass::residential, true},
         {2, 0, 110'000, RoadClass::residential, true}}
    );
    const RoadPlace near_begin{0, 10'000, 0, {}};
    const RoadPlace near_end{0, 80'000, 0, {}};
    const auto way = [&](RoadPlace from, RoadPlace to, TravelMode mode) {
        return RoadSearch{graph, to, mode}.way_cm(from).value();
    };
    for (const auto mode : {TravelMode::car, TravelMode::bicycle}) {
        BOOST_TEST(way(near_begin, near_end, mode) == 70'000U);
        BOOST_TEST(way(near_end, near_begin, mode) == 280'000U);
    }
    BOOST_TEST(way(near_end, near_begin, TravelMode::foot) == 70'000U);
}

BOOST_AUTO_TEST_CASE(a_part_that_no_road_leads_to_has_no_way) {
    const RoadGraph graph = graph_of(
        {at(0, 0), at(0, 1), at(0, 2), at(0, 3), at(0, 4)},
        {{0, 1, 0, RoadClass::service, false},
         {3, 4, 0, RoadClass::service, false},
         {1, 2, 0, RoadClass::service, false}}
    );
    RoadSearch search{graph, {0, 0, 0, {}}, TravelMode::car};
    BOOST_TEST(!search.way_cm({1, 10, 0, {}}).has_value());
    BOOST_TEST(search.settled() == 3U);
    BOOST_TEST(search.reached_cm() > 16'000U);
    BOOST_TEST(search.way_cm({2, 10, 0, {}}).has_value());
}

BOOST_AUTO_TEST_CASE(a_part_that_the_mode_may_not_reach_has_no_way) {
    const RoadGraph graph = graph_of(
        {at(0, 0), at(0, 1), at(0, 2), at(0, 3)},
        {{0, 1, 0, RoadClass::service, false},
         {1, 2, 0, RoadClass::steps, false},
         {2, 3, 0, RoadClass::service, false}}
    );
    const RoadPlace here{0, 0, 0, {}};
    const RoadPlace there{2, 0, 0, {}};
    BOOST_TEST((RoadSearch{graph, here, TravelMode::foot}).way_cm(there).has_value());
    BOOST_TEST(!(RoadSearch{graph, here, TravelMode::bicycle}).way_cm(there).has_value());
    BOOST_TEST(!(RoadSearch{graph, here, TravelMode::car}).way_cm(there).has_value());
}

BOOST_AUTO_TEST_CASE(a_search_goes_no_further_than_it_must_and_never_beyond_its_bound) {
    std::vector<LatLon> nodes;
    std::vector<Road> roads;
    constexpr std::uint32_t count = RoadSearch::most_settled + 1'000;
    for (std::uint32_t i = 0; i < count; ++i) {
        nodes.push_back({399'200'000, 1'164'400'000 + static_cast<std::int32_t>(i) * 100});
        if (i > 0) {
            roads.push_back({i - 1, i, 100, RoadClass::residential, false});
        }
    }
    const RoadGraph graph = graph_of(std::move(nodes), std::move(roads));
    RoadSearch search{graph, {0, 0, 0, {}}, TravelMode::foot};
    BOOST_TEST(search.way_cm({9, 0, 0, {}}).has_value());
    BOOST_TEST(search.settled() < 13U);
    BOOST_TEST(search.way_cm({RoadSearch::most_settled - 2, 0, 0, {}}).has_value());
    BOOST_TEST(!search.way_cm({RoadSearch::most_settled + 500, 0, 0, {}}).has_value());
    BOOST_TEST(search.settled() == RoadSearch::most_settled);
    BOOST_TEST(search.way_cm({9, 0, 0, {}}).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

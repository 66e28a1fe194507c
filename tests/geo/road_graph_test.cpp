#include "server/geo/road_graph.hpp"

#include <boost/test/unit_test.hpp>
#include <rapidcheck/boost_test.h>

#include <string>
#include <vector>

using namespace dageng::geo;
using dageng::protocol::LatLon;
using dageng::protocol::TravelMode;

namespace {

/// About 100 m north and 85 m east each.
LatLon at(std::int32_t north, std::int32_t east) {
    return {399'200'000 + north * 9'000, 1'164'400'000 + east * 10'000};
}

/// A T: a street 200 m east, from its middle a footway north, from its end a motorway north.
RoadGraph small_graph() {
    auto graph = RoadGraph::make(
        {at(0, 0), at(0, 1), at(0, 2), at(1, 1), at(1, 2)},
        {{0, 1, 8'600, RoadClass::residential, false},
         {1, 2, 8'600, RoadClass::residential, true},
         {1, 3, 10'100, RoadClass::footway, false},
         {2, 4, 10'100, RoadClass::motorway, false}}
    );
    BOOST_REQUIRE(static_cast<bool>(graph));
    return *graph;
}

void refused(std::vector<LatLon> nodes, std::vector<Road> roads, const std::string& field) {
    const auto graph = RoadGraph::make(std::move(nodes), std::move(roads));
    BOOST_REQUIRE(!graph);
    BOOST_TEST(graph.refusal().field == field);
}

/// What is wrong with the bytes.
std::string fault(const std::string& bytes) {
    const auto graph = RoadGraph::from_bytes(bytes);
    return graph ? "nothing" : graph.refusal().detail;
}

} // namespace

BOOST_AUTO_TEST_SUITE(road_graph)

BOOST_AUTO_TEST_CASE(the_nearest_road_is_one_that_the_mode_may_use) {
    const RoadGraph graph = small_graph();
    const LatLon by_the_footway{at(1, 1).lat_e7 - 1'000, at(1, 1).lon_e7 + 500};
    BOOST_TEST(graph.nearest(by_the_footway, TravelMode::foot)->road == 2U);
    BOOST_TEST(graph.nearest(by_the_footway, TravelMode::bicycle)->road == 2U);
    BOOST_TEST(graph.nearest(by_the_footway, TravelMode::car)->road == 1U);
}

BOOST_AUTO_TEST_CASE(nobody_gets_on_a_motorway_where_there_is_no_junction) {
    const RoadGraph graph = small_graph();
    const LatLon by_the_motorway{at(1, 2).lat_e7 - 1'000, at(1, 2).lon_e7 + 500};
    BOOST_TEST(graph.nearest(by_the_motorway, TravelMode::car)->road == 1U);
    BOOST_TEST(graph.nearest(by_the_motorway, TravelMode::foot)->road != 3U);
}

BOOST_AUTO_TEST_CASE(a_place_on_a_road_says_how_far_along_it_is) {
    const RoadGraph graph = small_graph();
    const LatLon halfway{
        at(0, 0).lat_e7, at(0, 0).lon_e7 + (at(0, 1).lon_e7 - at(0, 0).lon_e7) / 2
    };
    const auto found = graph.nearest(halfway, TravelMode::foot);
    BOOST_REQUIRE(found.has_value());
    BOOST_TEST(found->road == 0U);
    BOOST_TEST(found->along_cm > 4'280U);
    BOOST_TEST(found->along_cm < 4'320U);
    BOOST_TEST(found->away_cm < 10U);
}

BOOST_AUTO_TEST_CASE(a_place_over_a_kilometre_from_every_road_is_on_none) {
    const RoadGraph graph = small_graph();
    BOOST_TEST(graph.nearest(at(-9, 0), TravelMode::foot).has_value());
    BOOST_TEST(!graph.nearest(at(-11, 0), TravelMode::foot).has_value());
    BOOST_TEST(!graph.nearest({0, 0}, TravelMode::foot).has_value());
}

RC_BOOST_PROP(the_nearest_road_is_the_one_that_a_look_at_all_finds, ()) {
    std::vector<LatLon> nodes;
    for (int i = 0; i < 40; ++i) {
        nodes.push_back(at(*rc::gen::inRange(-20, 20), *rc::gen::inRange(-20, 20)));
    }
    std::vector<Road> roads;
    for (int i = 0; i < 40; ++i) {
        const auto from = *rc::gen::inRange<std::uint32_t>(0, 40);
        const auto to = *rc::gen::inRange<std::uint32_t>(0, 40);
        if (from != to) {
            const auto kind = static_cast<RoadClass>(*rc::gen::inRange<int>(0, road_classes));
            roads.push_back({from, to, 0, kind, *rc::gen::arbitrary<bool>()});
        }
    }
    const auto graph = RoadGraph::make(nodes, roads);
    RC_PRE(static_cast<bool>(graph));
    for (const auto mode : {TravelMode::foot, TravelMode::bicycle, TravelMode::car}) {
        const LatLon place = at(*rc::gen::inRange(-40, 40), *rc::gen::inRange(-40, 40));
        const PointCm from = graph->plane().to_plane(place);
        std::uint64_t best =
            (std::uint64_t{RoadGraph::most_away_cm} + 1) * (RoadGraph::most_away_cm + 1);
        for (const Road& road : graph->roads()) {
            if (may_use(mode, road.kind) && road.kind > RoadClass::motorway_link) {
                const auto foot = foot_on(
                    graph->plane().to_plane(nodes[road.from]),
                    graph->plane().to_plane(nodes[road.to]),
                    from
                );
                best = std::min(best, foot.square);
            }
        }
        const auto found = graph->nearest(place, mode);
        if (found) {
            RC_ASSERT(found->away_cm == whole_sqrt(best));
        } else {
            RC_ASSERT(best > std::uint64_t{RoadGraph::most_away_cm} * RoadGraph::most_away_cm);
        }
    }
}

BOOST_AUTO_TEST_CASE(no_road_is_shorter_than_the_straight_line) {
    const auto graph =
        RoadGraph::make({at(0, 0), at(5, 0)}, {{0, 1, 100, RoadClass::steps, false}});
    BOOST_REQUIRE(static_cast<bool>(graph));
    const PointCm a = graph->plane().to_plane(at(0, 0));
    const PointCm b = graph->plane().to_plane(at(5, 0));
    BOOST_TEST(graph->roads()[0].length_cm > distance_cm(a, b));
}

BOOST_AUTO_TEST_CASE(a_graph_comes_back_from_its_file) {
    const RoadGraph graph = small_graph();
    const std::string bytes = graph.to_bytes();
    const auto back = RoadGraph::from_bytes(bytes);
    BOOST_REQUIRE(static_cast<bool>(back));
    BOOST_TEST((back->nodes() == graph.nodes()));
    BOOST_TEST((back->roads() == graph.roads()));
    BOOST_TEST(back->hash() == graph.hash());
    BOOST_TEST(graph.hash().size() == 64U);
    BOOST_TEST(back->to_bytes() == bytes);
}

BOOST_AUTO_TEST_CASE(a_damaged_file_is_refused_with_what_is_wrong) {
    const std::string bytes = small_graph().to_bytes();
    BOOST_TEST(fault("") == "this is no file of roads");
    BOOST_TEST(fault(std::string(1'000, 'x')) == "this is no file of roads");
    std::string newer = bytes;
    newer[8] = 2;
    BOOST_TEST(fault(newer) == "the file of roads has version 2, expected 1");
    BOOST_TEST(
        fault(bytes.substr(0, bytes.size() - 1)).find("bytes, expected") != std::string::npos
    );
    BOOST_TEST(fault(bytes + "x").find("bytes, expected") != std::string::npos);
    for (std::size_t i = 20; i < bytes.size(); ++i) {
        std::string flipped = bytes;
        flipped[i] = static_cast<char>(flipped[i] ^ 4);
        BOOST_TEST(fault(flipped).find("damaged") != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(what_is_no_graph_is_refused_with_its_place) {
    const Road good{0, 1, 1'000, RoadClass::service, false};
    refused({}, {good}, "nodes");
    refused({at(0, 0), at(0, 1)}, {}, "roads");
    refused({at(0, 0), {910'000'000, 0}}, {good}, "nodes[1]");
    refused({{0, 0}, {0, 0}, {40'000'000, 0}}, {good}, "nodes[0]");
    refused({at(0, 0), at(0, 1)}, {good, {0, 2, 1, RoadClass::service, false}}, "roads[1]");
    refused({at(0, 0), at(0, 1)}, {{1, 1, 1, RoadClass::service, false}}, "roads[0]");
    refused({at(0, 0), at(0, 1)}, {{0, 1, 1, static_cast<RoadClass>(99), false}}, "roads[0]");
    refused({at(0, 0), at(0, 1)}, {{0, 1, 2'000'001, RoadClass::service, false}}, "roads[0]");
}

BOOST_AUTO_TEST_CASE(classes_are_those_of_the_map) {
    BOOST_TEST((road_class("motorway") == RoadClass::motorway));
    BOOST_TEST((road_class("living_street") == RoadClass::living_street));
    BOOST_TEST((road_class("steps") == RoadClass::steps));
    BOOST_TEST(!road_class("runway").has_value());
    BOOST_TEST(may_use(TravelMode::foot, RoadClass::steps));
    BOOST_TEST(!may_use(TravelMode::bicycle, RoadClass::steps));
    BOOST_TEST(!may_use(TravelMode::car, RoadClass::pedestrian));
    BOOST_TEST(may_use(TravelMode::car, RoadClass::motorway));
    BOOST_TEST(!may_use(TravelMode::foot, RoadClass::motorway_link));
}

BOOST_AUTO_TEST_SUITE_END()

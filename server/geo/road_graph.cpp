#include "server/geo/road_graph.hpp"

#include "protocol/hex.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

namespace dageng::geo {

using protocol::ErrorCode;
using protocol::LatLon;
using protocol::Refusal;
using protocol::Result;
using protocol::TravelMode;

namespace {

constexpr std::array<std::string_view, road_classes> class_names{
    "motorway",     "motorway_link", "trunk",          "trunk_link", "primary",
    "primary_link", "secondary",     "secondary_link", "tertiary",   "tertiary_link",
    "unclassified", "residential",   "living_street",  "service",    "track",
    "pedestrian",   "cycleway",      "footway",        "path",       "steps",
};

constexpr std::int64_t degree_e7 = 10'000'000;

bool is_motorway(RoadClass kind) {
    return kind == RoadClass::motorway || kind == RoadClass::motorway_link;
}

Refusal refusal_at(std::string detail, const char* list, std::size_t index) {
    return {
        ErrorCode::bad_field,
        std::move(detail),
        std::string{list} + "[" + std::to_string(index) + "]"
    };
}

/// Halfway between the outermost.
LatLon middle_of(const std::vector<LatLon>& nodes) {
    std::array<std::int64_t, 4> ends{
        nodes[0].lat_e7, nodes[0].lat_e7, nodes[0].lon_e7, nodes[0].lon_e7
    };
    for (const LatLon& node : nodes) {
        ends[0] = std::min<std::int64_t>(ends[0], node.lat_e7);
        ends[1] = std::max<std::int64_t>(ends[1], node.lat_e7);
        ends[2] = std::min<std::int64_t>(ends[2], node.lon_e7);
        ends[3] = std::max<std::int64_t>(ends[3], node.lon_e7);
    }
    return {
        static_cast<std::int32_t>((ends[0] + ends[1]) / 2),
        static_cast<std::int32_t>((ends[2] + ends[3]) / 2)
    };
}

std::optional<Refusal> check_nodes(const std::vector<LatLon>& nodes) {
    if (nodes.empty() || nodes.size() > RoadGraph::most_nodes) {
        return Refusal{ErrorCode::bad_field, "expected 1 to 4,194,304 nodes", "nodes"};
    }
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const std::int64_t lat = nodes[i].lat_e7;
        const std::int64_t lon = nodes[i].lon_e7;
        if (std::abs(lat) > 90 * degree_e7 || std::abs(lon) > 180 * degree_e7) {
            return refusal_at("a node lies outside the globe", "nodes", i);
        }
    }
    const LatLon middle = middle_of(nodes);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const std::int64_t lat = nodes[i].lat_e7;
        const std::int64_t lon = nodes[i].lon_e7;
        if (std::abs(lat - middle.lat_e7) > degree_e7 ||
            std::abs(lon - middle.lon_e7) > degree_e7) {
            return refusal_at("a node lies over one degree from the middle of all", "nodes", i);
        }
    }
    return std::nullopt;
}

std::optional<Refusal> check_roads(const std::vector<Road>& roads, std::size_t nodes) {
    if (roads.empty() || roads.size() > RoadGraph::most_roads) {
        return Refusal{ErrorCode::bad_field, "expected 1 to 8,388,608 roads", "roads"};
    }
    for (std::size_t i = 0; i < roads.size(); ++i) {
        const Road& road = roads[i];
        if (road.from >= nodes || road.to >= nodes) {
            return refusal_at("a road leads to a node that isn't there", "roads", i);
        }
        if (road.from == road.to) {
            return refusal_at("a road leads from a node to itself", "roads", i);
        }
        if (static_cast<std::uint8_t>(road.kind) >= road_classes) {
            return refusal_at("a road is of no known class", "roads", i);
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<RoadClass> road_class(std::string_view name) {
    const auto found = std::find(class_names.begin(), class_names.end(), name);
    if (found == class_names.end()) {
        return std::nullopt;
    }
    return static_cast<RoadClass>(found - class_names.begin());
}

bool may_use(TravelMode mode, RoadClass kind) {
    switch (mode) {
    case TravelMode::foot:
        return !is_motorway(kind);
    case TravelMode::bicycle:
        return !is_motorway(kind) && kind != RoadClass::steps;
    case TravelMode::car:
        break;
    }
    return kind < RoadClass::pedestrian;
}

RoadGraph::RoadGraph(LatLon middle) : plane_(middle) {}

Result<RoadGraph> RoadGraph::make(std::vector<LatLon> nodes, std::vector<Road> roads) {
    if (auto refusal = check_nodes(nodes)) {
        return *std::move(refusal);
    }
    if (auto refusal = check_roads(roads, nodes.size())) {
        return *std::move(refusal);
    }
    RoadGraph graph{middle_of(nodes)};
    graph.nodes_ = std::move(nodes);
    graph.roads_ = std::move(roads);
    for (const LatLon& node : graph.nodes_) {
        graph.points_.push_back(graph.plane_.to_plane(node));
    }
    for (std::size_t i = 0; i < graph.roads_.size(); ++i) {
        Road& road = graph.roads_[i];
        // Rounded up, so that no way is shorter than the straight line between its ends.
        const std::uint32_t straight =
            distance_cm(graph.points_[road.from], graph.points_[road.to]) + 1;
        road.length_cm = std::max(road.length_cm, straight);
        if (road.length_cm > longest_cm) {
            return refusal_at("a road is longer than 20 km", "roads", i);
        }
    }
    graph.join();
    return graph;
}

void RoadGraph::join() {
    begin_.assign(nodes_.size() + 1, 0);
    for (const Road& road : roads_) {
        ++begin_[road.from + 1];
        ++begin_[road.to + 1];
    }
    for (std::size_t i = 1; i < begin_.size(); ++i) {
        begin_[i] += begin_[i - 1];
    }
    arcs_.resize(begin_.back());
    std::vector<std::uint32_t> next(begin_.begin(), begin_.end() - 1);
    std::vector<RoadIndex::Piece> pieces;
    for (const Road& road : roads_) {
        arcs_[next[road.to]++] = {road.from, road.length_cm, road.kind, false};
        arcs_[next[road.from]++] = {road.to, road.length_cm, road.kind, road.oneway};
        pieces.push_back({points_[road.from], points_[road.to]});
    }
    index_ = RoadIndex{std::move(pieces)};
    const std::string bytes = to_bytes();
    const auto* const end = reinterpret_cast<const std::uint8_t*>(bytes.data() + bytes.size());
    hash_ = protocol::to_hex({end - 32, 32});
}

std::span<const RoadGraph::Arc> RoadGraph::into(std::uint32_t node) const {
    return {arcs_.data() + begin_[node], arcs_.data() + begin_[node + 1]};
}

std::optional<RoadPlace> RoadGraph::nearest(LatLon place, TravelMode mode) const {
    RoadIndex::Found found;
    const auto suits = [&](std::uint32_t road) {
        return may_use(mode, roads_[road].kind) && !is_motorway(roads_[road].kind);
    };
    if (!index_.nearest(plane_.to_plane(place), most_away_cm, suits, found)) {
        return std::nullopt;
    }
    const std::uint64_t length = roads_[found.piece].length_cm;
    return RoadPlace{
        found.piece,
        static_cast<std::uint32_t>((length * found.foot.share16) >> 16),
        whole_sqrt(found.foot.square),
        found.foot.at
    };
}

} // namespace dageng::geo

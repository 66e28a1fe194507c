#pragma once

#include "protocol/errors.hpp"
#include "server/geo/road_graph.hpp"

#include <cstddef>
#include <filesystem>
#include <string_view>

namespace dageng::app {

/// What came of two tables of roads.
struct RoadTables {
    geo::RoadGraph graph;
    std::size_t nodes_left_out = 0; ///< Not joined to the largest part.
    std::size_t edges_left_out = 0; ///< Of those, and from a node to itself.
};

/// Makes a road graph from two tables of comma-separated values with a header line (RFC 4180):
/// nodes with the columns `node` (a whole number), `lat`, `lon` (degrees); edges with `from`, `to`
/// (nodes), `class` (OpenStreetMap's `highway`), `oneway` (1: only from `from` to `to`),
/// `length_m`. Other columns are passed over. Only the largest part that hangs together is kept:
/// from a fragment that the map doesn't join to the rest no way would be found. Refused
/// (`bad_field`) with the table and the line: a column missing, a value that is none, an unknown
/// class, a node twice or not there; and what geo::RoadGraph::make refuses.
protocol::Result<RoadTables> roads_from_tables(std::string_view nodes, std::string_view edges);

/// `dageng roads build`: reads the two tables, plain or gzip, writes the graph to `out` and says
/// what is in it. The exit code; what is wrong goes to the standard error. Throws StartError when a
/// table can't be read.
int build_roads(
    const std::filesystem::path& nodes,
    const std::filesystem::path& edges,
    const std::filesystem::path& out
);

} // namespace dageng::app

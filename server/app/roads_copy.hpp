#pragma once

#include "server/geo/road_graph.hpp"

#include <filesystem>
#include <string>

namespace dageng::app {

/// Below the data folder: copies of the road graphs that the journal names, each by its hash.
inline constexpr const char* roads_name = "roads";
inline constexpr const char* roads_ending = ".roads";

/// Reads a file that `dageng roads build` made. Throws StartError naming the file and what is
/// wrong.
geo::RoadGraph read_roads(const std::filesystem::path& file);

/// Keeps a copy in the data folder, durable on return; a copy that isn't whole is replaced. Throws
/// FilesError.
void keep_roads(const std::filesystem::path& folder, const geo::RoadGraph& roads);

/// The copy with this hash. Throws StartError when it is missing, damaged or another graph's.
geo::RoadGraph kept_roads(const std::filesystem::path& folder, const std::string& hash);

} // namespace dageng::app

#pragma once

// Written by server/engine/measure_travel DATA_FOLDER; run it again instead of editing. What each
// figure means stands at the head of that script. Sources: GeoLife GPS Trajectories 1.3 (Microsoft
// Research; 349 walked and 83 ridden tracks), roads (c) OpenStreetMap contributors (ODbL;
// 494887 pairs of junctions). The car's speed is assumed.

#include <array>
#include <cstdint>

namespace dageng::engine {

/// How one mode gets about.
struct TravelFigures {
    std::int64_t mm_per_s = 0;         ///< Along roads.
    std::int64_t detour_per_mille = 0; ///< Of the way, over the straight line.
};

/// By protocol::TravelMode.
inline constexpr std::array<TravelFigures, 3> travel_figures{{
    {1096, 1320}, // foot
    {2604, 1424}, // bicycle
    {6000, 1428}, // car
}};

} // namespace dageng::engine

#pragma once

#include "protocol/types.hpp"
#include "server/geo/plane.hpp"

#include <compare>
#include <cstdint>

/// How the live map cuts the world: tiles of the web's Mercator grid close up, square cells far
/// out.
namespace dageng::geo {

/// Zoom of the tiles: 16,384 to a side; in Beijing one is 1.9 km wide.
inline constexpr int tile_zoom = 14;
inline constexpr std::uint32_t tiles_per_side = 1U << tile_zoom;

/// A tile: x grows to the east, y to the south.
struct TileId {
    std::uint32_t x = 0;
    std::uint32_t y = 0;

    auto operator<=>(const TileId&) const = default;
};

/// South-west and north-east corner. A tile holds its west and its north edge.
struct GlobeBox {
    protocol::LatLon south_west;
    protocol::LatLon north_east;

    bool operator==(const GlobeBox&) const = default;
};

/// Exactly one tile for each place; beyond 85.05 degrees the outermost row. Any thread.
TileId tile_of(protocol::LatLon place);

/// `tile_of` gives this tile for the places in the box, its east and south edges left out.
GlobeBox tile_bounds(TileId tile);

inline constexpr std::int32_t count_cell_cm = 50'000;

/// A square of 500 m of a district's plane, counted from the plane's origin.
struct CountCell {
    std::int32_t column = 0;
    std::int32_t row = 0;

    auto operator<=>(const CountCell&) const = default;
};

CountCell count_cell_of(PointCm point);
PointCm count_cell_centre(CountCell cell);

} // namespace dageng::geo

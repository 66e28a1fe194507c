#include "server/geo/mercator.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <vector>

namespace dageng::geo {
namespace {

using protocol::LatLon;

constexpr std::int64_t half_turn_e7 = 1'800'000'000;

/// North edges of all rows from the top, then the south edge of the last: whole numbers, so that a
/// place and its tile's bounds always agree.
const std::vector<std::int32_t>& row_edges() {
    static const std::vector<std::int32_t> edges = [] {
        std::vector<std::int32_t> made;
        made.reserve(tiles_per_side + 1);
        for (std::uint32_t row = 0; row <= tiles_per_side; ++row) {
            const double up = 1.0 - 2.0 * static_cast<double>(row) / tiles_per_side;
            const double latitude = std::atan(std::sinh(std::numbers::pi * up));
            made.push_back(static_cast<std::int32_t>(
                std::lround(latitude * 180.0 / std::numbers::pi * 10'000'000.0)
            ));
        }
        return made;
    }();
    return edges;
}

std::int32_t column_edge(std::uint32_t column) {
    // The first place of the column, so that rounding can't put it into the one before.
    const std::int64_t turn = 2 * half_turn_e7 * column;
    return static_cast<std::int32_t>((turn + tiles_per_side - 1) / tiles_per_side - half_turn_e7);
}

std::int32_t floor_quotient(std::int32_t a, std::int32_t b) {
    return a >= 0 ? a / b : -((b - 1 - a) / b);
}

} // namespace

TileId tile_of(LatLon place) {
    const std::int64_t turn = place.lon_e7 + half_turn_e7;
    const auto column = static_cast<std::uint32_t>(turn * tiles_per_side / (2 * half_turn_e7));
    const auto& edges = row_edges();
    const auto below = std::upper_bound(edges.begin(), edges.end(), place.lat_e7, std::greater<>{});
    const auto edges_at_or_above = static_cast<std::uint32_t>(below - edges.begin());
    const std::uint32_t row = edges_at_or_above == 0 ? 0 : edges_at_or_above - 1;
    return {std::min(column, tiles_per_side - 1), std::min(row, tiles_per_side - 1)};
}

GlobeBox tile_bounds(TileId tile) {
    const auto& edges = row_edges();
    return {
        {edges[tile.y + 1], column_edge(tile.x)},
        {edges[tile.y], column_edge(tile.x + 1)},
    };
}

CountCell count_cell_of(PointCm point) {
    return {floor_quotient(point.x_cm, count_cell_cm), floor_quotient(point.y_cm, count_cell_cm)};
}

PointCm count_cell_centre(CountCell cell) {
    return {
        cell.column * count_cell_cm + count_cell_cm / 2,
        cell.row * count_cell_cm + count_cell_cm / 2
    };
}

} // namespace dageng::geo

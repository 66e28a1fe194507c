#pragma once

#include "protocol/errors.hpp"
#include "server/geo/polygon.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dageng::geo {

/// An area that nobody goes straight through, such as a river or a railway yard.
struct Barrier {
    Boundary area;
    std::uint32_t detour_m = 0; ///< How much longer the way round it is, on the whole.
};

/// The barriers of a district. Immutable; any thread.
class Barriers {
  public:
    static constexpr std::size_t most_barriers = 200;
    /// Of all together: each is held against the line to each candidate.
    static constexpr std::size_t most_corners = 1'000;
    static constexpr std::uint32_t longest_detour_m = 50'000;

    Barriers() = default;

    /// Refused (`bad_field`): too many, too many corners, a detour of 0 or over the longest.
    static protocol::Result<Barriers> make(std::vector<Barrier> barriers);

    /// From `to_text`. Refused (`bad_field`) when it isn't; the empty text is no barriers.
    static protocol::Result<Barriers> from_text(std::string_view text);

    /// One line a barrier: its detour in metres, a colon, its area as Boundary::to_text writes it.
    std::string to_text() const;

    bool empty() const { return barriers_.empty(); }
    std::size_t size() const { return barriers_.size(); }

    /// The detours of all barriers that the straight line crosses, in centimetres. Crossed is what
    /// the line enters and leaves: not a barrier that one end lies in, such as a bridge's middle.
    std::uint64_t detour_cm(protocol::LatLon from, protocol::LatLon to) const;

  private:
    std::vector<Barrier> barriers_;
};

/// Reads a GeoJSON FeatureCollection of Polygons or MultiPolygons, each with the property
/// `detour_m`, a whole number. Refused as `boundary_from_geojson` and `Barriers::make` refuse.
protocol::Result<Barriers> barriers_from_geojson(std::string_view text);

} // namespace dageng::geo

#pragma once

#include "protocol/errors.hpp"
#include "protocol/types.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Areas on the globe.
namespace dageng::geo {

/// Corners in order; the last is joined to the first, which isn't repeated.
using Ring = std::vector<protocol::LatLon>;

/// One piece of an area: an outer ring, then the holes in it.
using Part = std::vector<Ring>;

/// An area such as a district: parts that don't overlap, with holes. Edges are straight lines in
/// degrees; an area across the 180th meridian has a part on each side. Kept in one canonical form
/// (equal areas given alike compare equal and have one text). Immutable; any thread.
class Boundary {
  public:
    /// Corners of all rings together.
    static constexpr std::size_t most_vertices = 20'000;

    /// Refused (`bad_field`): no part, a part without ring, a ring with fewer than three different
    /// corners or without area, a corner outside the globe, too many corners. `field` says where,
    /// as `parts[1][0][17]`. Rings that cross themselves aren't noticed: what is enclosed an odd
    /// number of times is inside.
    static protocol::Result<Boundary> make(std::vector<Part> parts);

    /// From `to_text`; refused when it isn't (`bad_field`, with the byte).
    static protocol::Result<Boundary> from_text(std::string_view text);

    /// The canonical text, for events and comparison: corners as `lat,lon` in degrees × 10⁷, each
    /// but a ring's first as the difference to the one before; a space between corners, `;` between
    /// rings, `|` between parts. About 12 bytes a corner.
    std::string to_text() const;

    /// Exact. Of a place on an edge: inside when the area lies to the east or, along a parallel, to
    /// the north of it. So of two areas with a common edge each place is in exactly one.
    bool contains(protocol::LatLon place) const;

    protocol::LatLon south_west() const { return south_west_; }
    protocol::LatLon north_east() const { return north_east_; }

    /// Centre of the area's mass in degrees; may lie outside it.
    protocol::LatLon centroid() const { return centroid_; }

    const std::vector<Part>& parts() const { return parts_; }
    std::size_t vertices() const;

    bool operator==(const Boundary& other) const { return parts_ == other.parts_; }

  private:
    struct Edge {
        protocol::LatLon low;
        protocol::LatLon high;
    };
    /// Edges by bands of latitude, so that a place is held against few of them.
    struct Index {
        std::int64_t begin_e7 = 0;
        std::int64_t step_e7 = 1;
        std::vector<std::vector<Edge>> bands;
    };

    Boundary() = default;
    void measure();
    static Index index_of(const Part& part);
    static bool inside(const Index& index, protocol::LatLon place);

    std::vector<Part> parts_;
    std::vector<Index> indexes_; ///< One for each part.
    protocol::LatLon south_west_;
    protocol::LatLon north_east_;
    protocol::LatLon centroid_;
};

/// Reads a GeoJSON text (RFC 7946): a FeatureCollection, a Feature, a Polygon or a MultiPolygon;
/// all polygons in it together are the area. Third coordinates and foreign members are ignored.
/// Refused: `bad_json` when it isn't JSON; `bad_field` with the path, as
/// `features[0].geometry.coordinates[0][12]`, when a geometry is of another type, a ring isn't
/// closed, a coordinate isn't a number or lies outside the globe, and for what `Boundary::make`
/// refuses.
protocol::Result<Boundary> boundary_from_geojson(std::string_view text);

} // namespace dageng::geo

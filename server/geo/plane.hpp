#pragma once

#include "protocol/types.hpp"

#include <cstdint>

/// Places on the globe, in integers: the same input gives the same output whatever the compiler.
namespace dageng::geo {

/// A point of a district's plane in centimetres: x grows to the east, y to the north.
struct PointCm {
    std::int32_t x_cm = 0;
    std::int32_t y_cm = 0;

    bool operator==(const PointCm&) const = default;
};

/// A rectangle with its edges.
struct BoxCm {
    PointCm min;
    PointCm max;

    bool operator==(const BoxCm&) const = default;
};

/// No coordinate that a Plane gives is as large as this, so that squared distances fit 53 bits.
inline constexpr std::int32_t plane_limit_cm = 1 << 25;

/// The whole part of the square root.
std::uint32_t whole_sqrt(std::uint64_t square);

/// Distance of two points of one plane, rounded down. Both within `plane_limit_cm`.
std::uint32_t distance_cm(PointCm a, PointCm b);

/// A flat picture of the globe (a sphere of 6,371,008.8 m) around an origin: transverse Mercator to
/// the second order. For origins up to 60 degrees north or south, distances between points within
/// 60 km of the origin differ from the great circle's by less than 0.02 % and 3 cm. Beyond 2
/// degrees from the origin, north or east, points are put on the edge of those 2 degrees: still far
/// away, no longer true. Any thread.
class Plane {
  public:
    explicit Plane(protocol::LatLon origin);

    PointCm to_plane(protocol::LatLon place) const;

    /// The inverse, within 3 units of 10⁻⁷ degrees of latitude for points within 60 km (of
    /// longitude: as many centimetres).
    protocol::LatLon to_globe(PointCm point) const;

    protocol::LatLon origin() const { return origin_; }

  private:
    std::int64_t cosine_at(std::int64_t north_e7) const;
    std::int64_t bulge_cm(std::int64_t north_e7, std::int64_t east_e7) const;

    protocol::LatLon origin_;
    std::int64_t cosine_ = 0; ///< Of the origin's latitude, × 2³⁰, as the sine.
    std::int64_t sine_ = 0;
};

/// Distance on the ground between places that need not be of one district: along the plane of the
/// first. For places within 60 km of each other as exact as Plane.
std::uint32_t ground_distance_cm(protocol::LatLon a, protocol::LatLon b);

} // namespace dageng::geo

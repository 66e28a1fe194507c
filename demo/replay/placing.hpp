#pragma once

#include "demo/replay/tracks.hpp"

#include <cstddef>
#include <optional>

/// Moving what was recorded elsewhere into the district. Every map is affine and told to whoever
/// watches; what falls outside is dropped, nothing is clamped.
namespace dageng::demo {

/// Maps a box onto another: u = (lon - west) / (east - west), v = (lat - south) / (north - south)
/// of the one; the place with the same u and v of the other.
class BoxMap {
  public:
    BoxMap(const GeoBox& from, const GeoBox& to) : from_(from), to_(to) {}

    /// Nothing when u or v lies outside 0..1.
    std::optional<GeoPoint> apply(GeoPoint point) const;

  private:
    GeoBox from_;
    GeoBox to_;
};

/// The outline's box, widened outwards to whole hundredths of a degree: where boxes of places
/// elsewhere are mapped to.
GeoBox target_box(const Outline& outline);

/// Carries a whole track elsewhere, keeping every distance in metres:
/// lat' = lat + north, lon' = anchor' + (lon - anchor) · cos(lat of anchor) / cos(its new lat).
struct TrackShift {
    GeoPoint anchor;         ///< Middle of the track's box.
    GeoPoint moved_to;       ///< Where the anchor goes; the same place when nothing is moved.
    std::size_t outside = 0; ///< Fixes that still lie outside; they are dropped.

    bool moves() const { return anchor.lat != moved_to.lat || anchor.lon != moved_to.lon; }
    GeoPoint apply(GeoPoint point) const;
};

/// A track that lies inside stays where it is. Another one is carried to the first of some random
/// places at which all of it is inside, or else to the one where most of it is.
TrackShift fit_track(const Track& track, const Outline& outline, load::Random& random);

} // namespace dageng::demo

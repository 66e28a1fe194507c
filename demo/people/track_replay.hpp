#pragma once

#include "demo/people/movement.hpp"
#include "demo/replay/placing.hpp"

namespace dageng::demo {

/// Somebody who goes where a recording says: places at recorded points only, gaps stay gaps; what
/// lies outside the district is left out.
class TrackReplay final : public Movement {
  public:
    /// `track` and `outline` must outlive the replay.
    TrackReplay(const Track& track, const TrackShift& shift, const Outline& outline);

    std::optional<Step> next() override;
    void go_to(GeoPoint) override {}
    void wander() override {}
    /// Of the whole recording: its length over its time, at least 0.5.
    double pace_mps() const override { return pace_mps_; }

  private:
    const Track& track_;
    TrackShift shift_;
    const Outline& outline_;
    double pace_mps_;
    std::size_t next_ = 0;
};

} // namespace dageng::demo

#pragma once

#include "demo/movement_figures.hpp"
#include "demo/people/movement.hpp"

#include <cstdint>

namespace dageng::demo {

/// Somebody who walks or rides about in the outline, by the measured figures: legs of 30 s with a
/// speed of their pace times a drawn rhythm, turns drawn and bent towards where they want to go,
/// pauses between spells of moving, fixes at drawn intervals, and gaps. The same seed walks the
/// same way.
class Walker final : public Movement {
  public:
    /// `outline` and `figures` must outlive the walker. A spell of duty lasts `spell_s`; 0: for
    /// ever.
    Walker(
        const Outline& outline, const MovementFigures& figures, std::uint64_t seed, double spell_s
    );

    std::optional<Step> next() override;
    void go_to(GeoPoint scene) override;
    void wander() override;
    double pace_mps() const override { return pace_mps_; }

    GeoPoint place() const { return place_; }

  private:
    void advance(double seconds);
    void begin_leg();
    void begin_pause();
    void choose_heading();
    /// Whether a leg at `heading` stays inside.
    bool leads_inside(double heading) const;
    double bearing_to(GeoPoint to) const;
    void choose_target();

    const Outline& outline_;
    const MovementFigures& figures_;
    Random random_;
    double spell_s_;
    GeoPoint place_;
    GeoPoint target_;
    double pace_mps_;
    bool summoned_ = false; ///< On the way to a scene: no pauses, straight there.
    double now_s_ = 0;
    double heading_ = 0;   ///< Radians from east, anticlockwise.
    double speed_mps_ = 0; ///< Of this leg.
    double leg_left_s_ = 0;
    double pause_left_s_ = 0;
    double moving_left_s_ = 0; ///< Until the next pause.
};

} // namespace dageng::demo

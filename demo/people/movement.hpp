#pragma once

#include "load-tests/district/outline.hpp"

#include <optional>

namespace dageng::demo {

using load::GeoPoint;
using load::Outline;
using load::Random;

/// Where somebody is at a moment of their own time.
struct Step {
    double at_s = 0; ///< Seconds since the movement began, unscaled.
    GeoPoint place;
};

/// How somebody moves through one spell of duty. One thread.
class Movement {
  public:
    Movement() = default;
    Movement(const Movement&) = delete;
    Movement& operator=(const Movement&) = delete;
    virtual ~Movement() = default;

    /// The next place that their phone knows, later than the one before; nothing when the spell is
    /// over.
    virtual std::optional<Step> next() = 0;

    /// They want to get there. What replays a recording takes no notice.
    virtual void go_to(GeoPoint scene) = 0;
    /// They are free to go where they like.
    virtual void wander() = 0;

    /// How fast they get on when they have somewhere to be, in m/s.
    virtual double pace_mps() const = 0;
};

} // namespace dageng::demo

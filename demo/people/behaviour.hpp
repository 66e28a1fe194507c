#pragma once

#include "load-tests/district/random.hpp"

#include <cstdint>

/// What people do with an offer. These numbers are assumptions, not measurements: nobody publishes
/// how volunteers answer. They are stated here and nowhere else.
namespace dageng::demo {

inline constexpr double accepts = 0.30;
inline constexpr double declines = 0.45; ///< The rest (25 %) looks and does nothing.

enum class Decision : std::uint8_t { accept, decline, ignore };

/// How somebody treats one offer; times in real seconds from its arrival.
struct Reaction {
    Decision decision = Decision::ignore;
    double seen_s = 0;     ///< It is on the screen: 0.2 to 1.5, whatever the speed.
    double answered_s = 0; ///< 2 to 12 after that over the speed, at least 0.5.
};

Reaction react(load::Random& random, double speed);

/// How long the way takes in real seconds: 1.3 times the distance at their pace, over the speed; at
/// least 3.
double travel_s(double distance_m, double pace_mps, double speed);

/// How long they are busy at the scene in real seconds: 3 to 12 minutes over the speed; at least 5.
double work_s(load::Random& random, double speed);

} // namespace dageng::demo

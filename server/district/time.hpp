#pragma once

#include "protocol/ids.hpp"

#include <algorithm>
#include <cstdint>

namespace dageng::district {

/// The two clocks of a machine, as read at one moment.
struct Clocks {
    std::int64_t wall_ms = 0;   ///< Since 1970; may jump.
    std::int64_t steady_ms = 0; ///< Since anything; never jumps.
};

/// Any thread.
Clocks read_clocks();

/// The district's time: begins at the wall clock, or at the journal's end when that is later, and
/// then goes on by the steady clock alone. So it never goes back, and a wall clock that is set ends
/// no offer.
class DistrictTime {
  public:
    /// A wall clock this far from the district's time is an alarm for the operator.
    static constexpr std::int64_t alarm_ms = 5'000;

    DistrictTime(Clocks clocks, protocol::TimeMs journal_end)
        : start_ms_(std::max(clocks.wall_ms, journal_end.value)),
          steady_start_ms_(clocks.steady_ms) {}

    protocol::TimeMs now(Clocks clocks) const {
        return {start_ms_ + clocks.steady_ms - steady_start_ms_};
    }

    /// How far the wall clock is ahead of the district's time; negative when behind.
    std::int64_t drift_ms(Clocks clocks) const { return clocks.wall_ms - now(clocks).value; }

  private:
    std::int64_t start_ms_;
    std::int64_t steady_start_ms_;
};

} // namespace dageng::district

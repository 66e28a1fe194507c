#pragma once

#include "server/engine/rules.hpp"

#include <optional>
#include <vector>

/// What an open incident needs without anybody asking: offers that end, waves that open, people who
/// aren't needed any more, the alarm when nobody is left to ask.
namespace dageng::engine {

/// What the clock and a restart say about asking.
struct Pace {
    TimeMs now;
    TimeMs hold_until; ///< After a start: nobody is asked before, but for priority 1.
    TimeMs started_at; ///< Limits that passed before this passed while the server was down.

    /// Why something ends at this limit, which has passed.
    protocol::Cause cause_of(TimeMs limit) const {
        return limit < started_at ? protocol::Cause::recovered : protocol::Cause::time;
    }
};

/// How long after a fruitless look for people the next one is.
inline constexpr std::int64_t look_again_ms = 5'000;

/// The next step of an incident, the first of this ladder that applies; nothing when none does:
///   1. offers past their time expire; offers that no phone showed in the reach time are unreached
///   2. check-ins of those on scene begin, warn and are missed (safety_time.hpp)
///   3. the state follows the assignments, and command at the scene ends with its holder's
///   4. enough have accepted for a need: the others who were asked for it by rule are stood down
///   5. a dispatcher's hold is over; while one stands, nothing of what follows
///   6. it has grown older than its plan allows: a shortfall is raised and nobody is asked
///   7. the first wave opens, and asks whom it can
///   8. it isn't sure enough that enough will accept, and there is room in the wave: candidates are
///      asked, as many as make it so (matching.hpp)
///   9. nobody was told to keep away yet: those whom the plan names are
///   10. the wave's time is over, it has nobody left to ask, or the alarm was raised since it
///   began:
///      the next wave opens and asks, after the plan's last the officers' wave
///   11. it was the last: a shortfall is raised
/// A shortfall is raised once, and again when somebody who had accepted since gives up, or the
/// alarm was raised.
std::vector<Event> next_step(const World& world, const Incident& incident, const Pace& pace);

/// When the incident's next limit after `now` passes, of those that the clock alone brings about.
std::optional<TimeMs> next_limit(const State& state, const Incident& incident, TimeMs now);

/// Whether somebody more would be asked if there were somebody.
bool wants_people(const State& state, const Incident& incident, TimeMs now);

} // namespace dageng::engine

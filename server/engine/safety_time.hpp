#pragma once

#include "server/engine/advance.hpp"

#include <optional>
#include <vector>

/// Check-ins on scene, as far as the clock brings them about.
namespace dageng::engine {

/// The next step of an incident's check-ins, the first of this ladder that applies to one of its
/// assignments on scene; nothing when none does:
///   1. its plan asks for check-ins and no clock runs, or what was raised at its end is over: a
///      clock begins
///   2. the clock has ended: a distress is raised, an incident of its own
///   3. it ends soon: the responder is warned
std::vector<Event> check_in_step(const World& world, const Incident& incident, const Pace& pace);

/// When the next clock of an incident warns or ends.
std::optional<TimeMs> check_in_limit(const State& state, const Incident& incident);

/// When a clock that is set at `from` ends, and when it warns. The incident's plan must ask for
/// check-ins.
struct CheckInTimes {
    TimeMs warn_at;
    TimeMs due_at;
};
CheckInTimes check_in_times(const State& state, const Incident& incident, TimeMs from);

/// Whether the plan of an incident asks those on scene for check-ins.
bool asks_check_in(const Incident& incident);

} // namespace dageng::engine

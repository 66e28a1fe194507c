#pragma once

#include "server/engine/events.hpp"
#include "server/engine/state.hpp"

#include <vector>

/// Units that a plan tells of an incident, for their knowledge: posts, a station's desk.
namespace dageng::engine {

/// The event that tells the units of the first alarm level whose units were not yet told of the
/// incident as it is: of this kind, at this place. Nothing when all were, and of incidents that are
/// for the dispatcher only. Each unit's people on duty, without the incident's reporters.
std::vector<Event> notify_units(const State& state, const Incident& incident);

} // namespace dageng::engine

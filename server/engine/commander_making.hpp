#pragma once

#include "server/engine/rules.hpp"

#include <vector>

/// How command at a scene ends and how it is told.
namespace dageng::engine {

/// The running assignment of a person at an incident; nothing when there is none.
const Assignment* running_at(const State& state, IncidentId incident, PersonId person);

/// Those who are going or there.
std::vector<PersonId> people_at(const State& state, IncidentId incident);

/// The end of a command whose holder's assignment has ended; nothing while it runs.
std::vector<Event> commander_step(const State& state, const Incident& incident);

protocol::CommanderChanged commander_view(IncidentId incident, const Commander& commander);
protocol::GroupChanged
group_view(IncidentId incident, AssignmentId assignment, const Grouping& grouping);

} // namespace dageng::engine

#pragma once

#include "server/engine/telling.hpp"

/// What is told of what dispatchers did by hand: as `tell`, one overload an event.
namespace dageng::engine {

Told told_of_hands(const Telling& telling, const IncidentHeld& event);
Told told_of_hands(const Telling& telling, const IncidentReleased& event);
Told told_of_hands(const Telling& telling, const AlarmLowered& event);
Told told_of_hands(const Telling& telling, const CommandUndone& event);
Told told_of_hands(const Telling& telling, const SceneMoved& event);
Told told_of_hands(const Telling& telling, const MoreWanted& event);

/// A responder's last assignment in an incident, by its plan of now.
protocol::TaskChanged task_view(const State& state, const Incident& incident, PersonId person);

/// What was set by hand about an incident, of what there is: the last of each.
protocol::IncidentHeld hold_view(const Incident& incident);
protocol::IncidentReleased over_view(const Incident& incident);
protocol::SceneMoved scene_view(const Incident& incident);
protocol::MoreWanted more_view(const Incident& incident);
protocol::CommandUndone undone_view(const Incident& incident);

} // namespace dageng::engine

#pragma once

#include "server/engine/telling.hpp"

/// What is told of the desk, of limits and of escalations: as `tell`, one overload an event.
namespace dageng::engine {

Told told_of_desk(const Telling& telling, const DeskOpened& event);
Told told_of_desk(const Telling& telling, const DeskClosed& event);
Told told_of_desk(const Telling& telling, const IncidentTaken& event);
Told told_of_desk(const Telling& telling, const ServiceLimitReached& event);
Told told_of_desk(const Telling& telling, const Escalated& event);
Told told_of_desk(const Telling& telling, const EscalationEnded& event);

/// To those who were called, and to reporters who were told that nobody had taken their tips: by
/// this moment somebody answers, or it has ended.
Told told_that_call_ended(const Telling& telling, IncidentId incident);

/// Items of snapshots; the incident's escalation runs.
protocol::EscalationCall call_view(const Incident& incident);
protocol::EscalationRaised escalation_view(const Incident& incident);
/// Of one reporter; no tips: nothing to say.
protocol::TipAttention
attention_view(const State& state, const Incident& incident, PersonId reporter, bool taken);

} // namespace dageng::engine

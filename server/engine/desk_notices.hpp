#pragma once

#include "server/engine/notices.hpp"

/// What is told of the desk, of limits and of escalations: as `tell`, one overload an event.
namespace dageng::engine {

/// Everything that such a notice may be made of.
struct DeskTelling {
    const State& state;
    Stamp stamp;
    Hearer hearer;
    const protocol::Opener& opener;
};

Told told_of_desk(const DeskTelling& telling, const DeskOpened& event);
Told told_of_desk(const DeskTelling& telling, const DeskClosed& event);
Told told_of_desk(const DeskTelling& telling, const IncidentTaken& event);
Told told_of_desk(const DeskTelling& telling, const ServiceLimitReached& event);
Told told_of_desk(const DeskTelling& telling, const Escalated& event);
Told told_of_desk(const DeskTelling& telling, const EscalationEnded& event);

/// To those who were called, and to reporters who were told that nobody had taken their tips: by
/// this moment somebody answers, or it has ended.
Told told_that_call_ended(const DeskTelling& telling, IncidentId incident);

/// Items of snapshots; the incident's escalation runs.
protocol::EscalationCall call_view(const Incident& incident);
protocol::EscalationRaised escalation_view(const Incident& incident);
/// Of one reporter; no tips: nothing to say.
protocol::TipAttention
attention_view(const State& state, const Incident& incident, PersonId reporter, bool taken);

} // namespace dageng::engine

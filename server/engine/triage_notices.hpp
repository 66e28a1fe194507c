#pragma once

#include "server/engine/notices.hpp"

/// What is told of tips and incidents that are put together, taken apart and named anew: as `tell`,
/// one overload an event.
namespace dageng::engine {

/// Everything that such a notice may be made of.
struct TriageTelling {
    const State& state;
    Stamp stamp;
    Hearer hearer;
    const protocol::Opener& opener;
};

Told told_of_triage(const TriageTelling& telling, const TipAttached& event);
Told told_of_triage(const TriageTelling& telling, const DuplicateProposed& event);
Told told_of_triage(const TriageTelling& telling, const DuplicateDismissed& event);
Told told_of_triage(const TriageTelling& telling, const IncidentMerged& event);
Told told_of_triage(const TriageTelling& telling, const TipSplit& event);
Told told_of_triage(const TriageTelling& telling, const AssignmentMoved& event);
Told told_of_triage(const TriageTelling& telling, const IncidentReclassified& event);

} // namespace dageng::engine

#pragma once

#include "server/engine/telling.hpp"

/// What is told of tips and incidents that are put together, taken apart and named anew: as `tell`,
/// one overload an event.
namespace dageng::engine {

Told told_of_triage(const Telling& telling, const TipAttached& event);
Told told_of_triage(const Telling& telling, const DuplicateProposed& event);
Told told_of_triage(const Telling& telling, const DuplicateDismissed& event);
Told told_of_triage(const Telling& telling, const IncidentMerged& event);
Told told_of_triage(const Telling& telling, const TipSplit& event);
Told told_of_triage(const Telling& telling, const AssignmentMoved& event);
Told told_of_triage(const Telling& telling, const IncidentReclassified& event);

} // namespace dageng::engine

#pragma once

#include "server/engine/events.hpp"
#include "server/engine/state.hpp"

/// One overload an event: the only ways in which the durable state changes. They consult nothing
/// but the event and the state, and can't refuse.
namespace dageng::engine {

/// When an event was decided, and its number.
struct Stamp {
    protocol::Offset n = 0;
    protocol::TimeMs at;
};

void apply(State& state, Stamp stamp, const CatalogueTaken& event);
void apply(State& state, Stamp stamp, const BoundaryTaken& event);
void apply(State& state, Stamp stamp, const PersonRegistered& event);
void apply(State& state, Stamp stamp, const DutyBegan& event);
void apply(State& state, Stamp stamp, const DutyEnded& event);
void apply(State& state, Stamp stamp, const TipReceived& event);
void apply(State& state, Stamp stamp, const TipExtended& event);
void apply(State& state, Stamp stamp, const TipWithdrawn& event);
void apply(State& state, Stamp stamp, const PhotoBegun& event);
void apply(State& state, Stamp stamp, const PhotoStored& event);
void apply(State& state, Stamp stamp, const IncidentOpened& event);
void apply(State& state, Stamp stamp, const IncidentMoved& event);
void apply(State& state, Stamp stamp, const IncidentAcknowledged& event);
void apply(State& state, Stamp stamp, const WaveOpened& event);
void apply(State& state, Stamp stamp, const ShortfallRaised& event);
void apply(State& state, Stamp stamp, const NoteAdded& event);
void apply(State& state, Stamp stamp, const IncidentClosed& event);
void apply(State& state, Stamp stamp, const OfferMade& event);
void apply(State& state, Stamp stamp, const AssignmentChanged& event);
void apply(State& state, Stamp stamp, const TrackKept& event);
void apply(State& state, Stamp stamp, const RoadsTaken& event);
void apply(State& state, Stamp stamp, const BarriersTaken& event);
void apply(State& state, Stamp stamp, const AlarmRaised& event);
void apply(State& state, Stamp stamp, const KeepAwayGiven& event);
void apply(State& state, Stamp stamp, const UnitsNotified& event);
void apply(State& state, Stamp stamp, const TipAttached& event);
void apply(State& state, Stamp stamp, const DuplicateProposed& event);
void apply(State& state, Stamp stamp, const DuplicateDismissed& event);
void apply(State& state, Stamp stamp, const IncidentMerged& event);
void apply(State& state, Stamp stamp, const TipSplit& event);
void apply(State& state, Stamp stamp, const AssignmentMoved& event);
void apply(State& state, Stamp stamp, const IncidentReclassified& event);
void apply(State& state, Stamp stamp, const IncidentReferred& event);
void apply(State& state, Stamp stamp, const IncidentReopened& event);
void apply(State& state, Stamp stamp, const IncidentHeld& event);
void apply(State& state, Stamp stamp, const IncidentReleased& event);
void apply(State& state, Stamp stamp, const AlarmLowered& event);
void apply(State& state, Stamp stamp, const CommandUndone& event);
void apply(State& state, Stamp stamp, const SceneMoved& event);
void apply(State& state, Stamp stamp, const MoreWanted& event);
void apply(State& state, Stamp stamp, const MessageSent& event);
void apply(State& state, Stamp stamp, const DetailsReleased& event);
void apply(State& state, Stamp stamp, const DetailsShown& event);
void apply(State& state, Stamp stamp, const DetailsWithdrawn& event);
void apply(State& state, Stamp stamp, const BroadcastMade& event);
void apply(State& state, Stamp stamp, const BroadcastSent& event);
void apply(State& state, Stamp stamp, const BroadcastEnded& event);
void apply(State& state, Stamp stamp, const BroadcastRetracted& event);
void apply(State& state, Stamp stamp, const BroadcastSpread& event);
void apply(State& state, Stamp stamp, const CommanderSet& event);
void apply(State& state, Stamp stamp, const CommanderTold& event);
void apply(State& state, Stamp stamp, const GroupSet& event);
void apply(State& state, Stamp stamp, const CheckInBegun& event);
void apply(State& state, Stamp stamp, const CheckedIn& event);
void apply(State& state, Stamp stamp, const CheckInWarned& event);
void apply(State& state, Stamp stamp, const DistressRaised& event);
void apply(State& state, Stamp stamp, const DistressRepeated& event);
void apply(State& state, Stamp stamp, const DuressMarked& event);
void apply(State& state, Stamp stamp, const DistressAcknowledged& event);
void apply(State& state, Stamp stamp, const DistressCleared& event);
void apply(State& state, Stamp stamp, const SafeWordSet& event);
void apply(State& state, Stamp stamp, const ChoiceExplained& event);
void apply(State& state, Stamp stamp, const NextInLineForgotten& event);

/// Where an incident stands by what its assignments say.
protocol::IncidentState state_by_assignments(const State& state, const Incident& incident);

void apply(State& state, Stamp stamp, const DeskOpened& event);
void apply(State& state, Stamp stamp, const DeskClosed& event);
void apply(State& state, Stamp stamp, const IncidentTaken& event);
void apply(State& state, Stamp stamp, const ServiceLimitReached& event);
void apply(State& state, Stamp stamp, const Escalated& event);
void apply(State& state, Stamp stamp, const EscalationEnded& event);
void apply(State& state, Stamp stamp, const CodeIssued& event);
void apply(State& state, Stamp stamp, const DeviceAdmitted& event);
void apply(State& state, Stamp stamp, const SignedOut& event);
void apply(State& state, Stamp stamp, const PersonErased& event);
void apply(State& state, Stamp stamp, const RecordOpened& event);
void apply(State& state, Stamp stamp, const RegistryOpened& event);
void apply(State& state, Stamp stamp, const ExplanationOpened& event);
void apply(State& state, Stamp stamp, const ReporterRevealed& event);
void apply(State& state, Stamp stamp, const RecordExpired& event);
void apply(State& state, Stamp stamp, const LegalHoldSet& event);
void apply(State& state, Stamp stamp, const BroadcastExpired& event);
void apply(State& state, Stamp stamp, const FrontCut& event);
void apply(State& state, Stamp stamp, const UnitSet& event);
void apply(State& state, Stamp stamp, const PersonPlaced& event);
void apply(State& state, Stamp stamp, const PersonQualified& event);
void apply(State& state, Stamp stamp, const ServiceSet& event);
void apply(State& state, Stamp stamp, const StewardsSet& event);
void apply(State& state, Stamp stamp, const ImportAdvanced& event);
void apply(State& state, Stamp stamp, const ImportEnded& event);
void apply(State& state, Stamp stamp, const IncidentsSearched& event);

/// `owner` answers for the incident from now on; an escalation that runs is over.
void own(State& state, Incident& incident, PersonId owner, TimeMs at);

} // namespace dageng::engine

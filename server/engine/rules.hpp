#pragma once

#include "server/engine/places.hpp"
#include "server/engine/request.hpp"
#include "server/engine/state.hpp"
#include "server/geo/road_graph.hpp"

/// One overload a command: what it leads to, or why not. Pure; checks stand in the order in which
/// they are told. Rights, repetition and lateness have been checked before (engine.cpp).
namespace dageng::engine {

/// What a rule may look at.
struct World {
    const State& state;
    const Places& places;
    const geo::RoadGraph* roads = nullptr; ///< The one that the state names; none: not loaded.
};

using Decided = protocol::Result<Decision>;

Decided decide(const World& world, const Request& request, const protocol::ReportTip& command);
Decided decide(const World& world, const Request& request, const protocol::AddToTip& command);
Decided decide(const World& world, const Request& request, const protocol::WithdrawTip& command);
Decided decide(const World& world, const Request& request, const protocol::BeginPhoto& command);
Decided decide(const World& world, const Request& request, const protocol::FinishPhoto& command);
Decided decide(const World& world, const Request& request, const protocol::ReadPhoto& command);
Decided decide(const World& world, const Request& request, const protocol::Ping& command);
Decided decide(const World& world, const Request& request, const protocol::BeginDuty& command);
Decided decide(const World& world, const Request& request, const protocol::EndDuty& command);
Decided decide(const World& world, const Request& request, const protocol::AcceptOffer& command);
Decided decide(const World& world, const Request& request, const protocol::DeclineOffer& command);
Decided decide(const World& world, const Request& request, const protocol::SetStatus& command);
Decided
decide(const World& world, const Request& request, const protocol::AssignResponder& command);
Decided
decide(const World& world, const Request& request, const protocol::StandDownResponder& command);
Decided decide(const World& world, const Request& request, const protocol::TakeCall& command);
Decided
decide(const World& world, const Request& request, const protocol::AcknowledgeIncident& command);
Decided decide(const World& world, const Request& request, const protocol::AddNote& command);
Decided decide(const World& world, const Request& request, const protocol::CloseIncident& command);
Decided decide(const World& world, const Request& request, const protocol::ReadIncident& command);
Decided decide(const World& world, const Request& request, const protocol::RaiseAlarm& command);
Decided decide(const World& world, const Request& request, const protocol::MergeIncidents& command);
Decided decide(const World& world, const Request& request, const protocol::SplitTip& command);
Decided
decide(const World& world, const Request& request, const protocol::ReclassifyIncident& command);
Decided decide(const World& world, const Request& request, const protocol::ReferIncident& command);
Decided
decide(const World& world, const Request& request, const protocol::TakeBackReferral& command);
Decided
decide(const World& world, const Request& request, const protocol::DismissDuplicate& command);
Decided decide(const World& world, const Request& request, const protocol::HoldIncident& command);
Decided
decide(const World& world, const Request& request, const protocol::ReleaseIncident& command);
Decided decide(const World& world, const Request& request, const protocol::UndoCommand& command);
Decided decide(const World& world, const Request& request, const protocol::MoveScene& command);
Decided decide(const World& world, const Request& request, const protocol::AskMore& command);
Decided decide(const World& world, const Request& request, const protocol::SendMessage& command);
Decided decide(const World& world, const Request& request, const protocol::AnswerDesk& command);
Decided decide(const World& world, const Request& request, const protocol::ReleaseDetails& command);
Decided
decide(const World& world, const Request& request, const protocol::WithdrawDetails& command);
Decided decide(const World& world, const Request& request, const protocol::SendBroadcast& command);
Decided
decide(const World& world, const Request& request, const protocol::ApproveBroadcast& command);
Decided
decide(const World& world, const Request& request, const protocol::RefuseBroadcast& command);
Decided
decide(const World& world, const Request& request, const protocol::RetractBroadcast& command);
Decided decide(const World& world, const Request& request, const protocol::SetCommander& command);
Decided decide(const World& world, const Request& request, const protocol::SetGroup& command);
Decided decide(const World& world, const Request& request, const protocol::TakeOver& command);
Decided decide(const World& world, const Request& request, const protocol::HandOver& command);
Decided
decide(const World& world, const Request& request, const protocol::AnswerEscalation& command);
Decided decide(const World& world, const Request& request, const protocol::CheckIn& command);
Decided decide(const World& world, const Request& request, const protocol::RaisePanic& command);
Decided decide(const World& world, const Request& request, const protocol::WithdrawPanic& command);
Decided decide(const World& world, const Request& request, const protocol::EndPanic& command);
Decided decide(const World& world, const Request& request, const protocol::SetSafeWord& command);
Decided decide(const World& world, const Request& request, const protocol::ReadRecord& command);
Decided decide(const World& world, const Request& request, const protocol::RevealReporter& command);
Decided decide(const World& world, const Request& request, const protocol::EnrolPerson& command);
Decided decide(const World& world, const Request& request, const protocol::TransferPerson& command);
Decided decide(const World& world, const Request& request, const protocol::SetService& command);
Decided decide(const World& world, const Request& request, const protocol::SetStewards& command);
Decided decide(const World& world, const Request& request, const protocol::SetUnit& command);
Decided
decide(const World& world, const Request& request, const protocol::SearchIncidents& command);

/// What ends a duty: an open offer is declined with it, a running assignment stays.
std::vector<Event>
end_duty(const State& state, const Person& person, PersonId by, protocol::Cause cause);

/// All who are asked or going are stood down, since the incident is being closed.
std::vector<Event> stand_down_all(const State& state, const Incident& incident, PersonId by);

/// Who is asked, for which need, in which wave: 0 when a dispatcher asks.
struct Asking {
    PersonId person;
    std::uint32_t need = 0;
    std::uint32_t wave = 0;
};

/// The event that asks a person.
OfferMade make_offer(const World& world, const Incident& incident, Asking asking, TimeMs now);

/// The category of a responder, for the wire.
protocol::Slug category_of(const State& state, const Person& person);

/// A refusal in one line.
inline protocol::Refusal
refuse(protocol::ErrorCode code, std::string detail, std::string field = {}) {
    return {code, std::move(detail), std::move(field)};
}

} // namespace dageng::engine

#pragma once

#include "server/engine/rules.hpp"
#include "server/engine/state.hpp"

#include <cstddef>
#include <optional>
#include <vector>

/// Things of the state in the shapes that the wire has for them.
namespace dageng::engine {

protocol::TipReceived tip_view(const Tip& tip);
protocol::MyTip my_tip_view(const State& state, const Tip& tip);
protocol::IncidentOpened incident_view(const Incident& incident);
protocol::OfferMade assignment_view(const State& state, const Assignment& assignment);
protocol::Offer offer_view(const State& state, const Assignment& assignment);
protocol::DutyChanged duty_view(const State& state, const Person& person, TimeMs at);

/// An exercise's mark: what is real carries none.
inline std::optional<bool> marked(bool exercise) {
    return exercise ? std::optional{true} : std::nullopt;
}

/// Puts the reporter's own of these tips, those taken back excepted, into a notice's list, as far
/// as it has room.
template <std::size_t most>
void add_own_tips(
    protocol::List<TipId, most>& to,
    const State& state,
    const std::vector<TipId>& tips,
    PersonId reporter
) {
    for (const TipId id : tips) {
        const Tip& tip = state.tips.at(id);
        if (tip.reporter == reporter && !tip.withdrawn_at && to.items.size() < most) {
            to.items.push_back(id);
        }
    }
}

/// What somebody who isn't asked to go is told of a scene: KeepAway or UnitNotice.
template <class Notice>
Notice scene_notice(
    const Incident& incident, const protocol::Slug& kind, const protocol::Place& place, TimeMs at
) {
    return {incident.id, kind, place, at, marked(incident.exercise)};
}

/// An end, or what stands, as the wire has it; only of an incident that has it.
protocol::DuplicateProposed proposal_view(const Incident& incident);
protocol::IncidentMerged merging_view(const Incident& incident);
protocol::IncidentReferred referral_view(const Incident& incident);
protocol::IncidentClosed closing_view(protocol::IncidentId incident, const Closing& closing);

protocol::CheckInChanged check_in_view(const CheckInClock& clock);
protocol::DistressRaised distress_view(const State& state, const Distress& distress);
/// As the person who raised it is to see it.
protocol::PanicChanged panic_view(const Distress& panic);

protocol::UnitsNotified notified_view(protocol::IncidentId incident, const Notified& told);

} // namespace dageng::engine

#include "server/engine/views.hpp"

#include "server/engine/needs.hpp"

namespace dageng::engine {

protocol::TipReceived tip_view(const Tip& tip) {
    protocol::TipReceived view;
    view.tip = tip.id;
    view.incident = tip.incident;
    view.kind = tip.kind;
    view.place = tip.place;
    view.channel = tip.channel;
    view.made_at = tip.made_at;
    view.received_at = tip.received_at;
    view.place_words = tip.place_words;
    view.words = tip.words;
    view.photos = tip.photos;
    view.withdrawn = tip.withdrawn_at.has_value();
    view.exercise = marked(tip.exercise);
    return view;
}

protocol::MyTip my_tip_view(const State& state, const Tip& tip) {
    const Incident& incident = state.incidents.at(tip.incident);
    protocol::MyTip view;
    view.tip = tip.id;
    view.id = tip.client_id;
    view.kind = tip.kind;
    view.place = tip.place;
    view.received_at = tip.received_at;
    view.changed_at = tip.received_at;
    view.place_words = tip.place_words;
    view.words = tip.words;
    view.photos = tip.photos;
    view.responding_at = incident.responding_at;
    view.attached = tip.attached ? std::optional{true} : std::nullopt;
    view.exercise = marked(tip.exercise);
    if (incident.responding_at) {
        view.state = protocol::TipState::responding;
        view.changed_at = *incident.responding_at;
    }
    if (incident.closing) {
        view.state = protocol::TipState::closed;
        view.changed_at = incident.closing->at;
        view.disposition = incident.closing->disposition;
        view.outcome = incident.closing->outcome;
    }
    if (incident.referral) {
        view.state = protocol::TipState::referred;
        view.changed_at = incident.referral->at;
        view.referred_to = incident.referral->to;
    }
    if (tip.withdrawn_at) {
        view.state = protocol::TipState::withdrawn;
        view.changed_at = *tip.withdrawn_at;
        view.disposition.reset();
        view.outcome.reset();
        view.referred_to.reset();
    }
    return view;
}

protocol::IncidentOpened incident_view(const Incident& incident) {
    protocol::IncidentOpened view;
    view.incident = incident.id;
    view.code = incident.code;
    view.kind = incident.kind;
    view.priority = incident.priority;
    view.place = incident.place;
    view.opened_at = incident.opened_at;
    view.wanted = wanted(incident);
    view.level = incident.level;
    view.officers_only = officers_only(*incident.plan);
    view.plan_version = incident.plan_version;
    view.state = incident.state;
    view.changed_at = incident.changed_at;
    view.acknowledged_at = incident.acknowledged_at;
    if (incident.acknowledged_at) {
        view.acknowledged_by = incident.acknowledged_by;
    }
    view.exercise = marked(incident.exercise);
    return view;
}

protocol::OfferMade assignment_view(const State& state, const Assignment& assignment) {
    const Person& person = *state.person(assignment.person);
    protocol::OfferMade view;
    view.assignment = assignment.id;
    view.incident = assignment.incident;
    view.person = assignment.person;
    view.name = state.name_of(person.id);
    view.category = category_of(state, person);
    view.wave = assignment.wave;
    view.distance_m = assignment.distance_m;
    view.channel = assignment.channel;
    view.offered_at = assignment.offered_at;
    view.reach_by = assignment.reach_by;
    view.expires_at = assignment.expires_at;
    view.state = assignment.state;
    view.seen_at = assignment.seen_at;
    view.answered_at = assignment.answered_at;
    view.on_scene_at = assignment.on_scene_at;
    view.ended_at = assignment.ended_at;
    view.eta_s = assignment.eta_s;
    view.need = assignment.need;
    return view;
}

protocol::Offer offer_view(const State& state, const Assignment& assignment) {
    const Incident& incident = state.incidents.at(assignment.incident);
    protocol::Offer view;
    view.assignment = assignment.id;
    view.incident = assignment.incident;
    view.code = incident.code;
    view.kind = incident.kind;
    view.priority = incident.priority;
    view.place = incident.place;
    view.distance_m = assignment.distance_m;
    view.wanted = wanted(incident);
    view.brief = incident.plan->brief;
    view.bring = incident.plan->bring;
    view.offered_at = assignment.offered_at;
    view.expires_at = assignment.expires_at;
    view.state = assignment.state;
    view.by_dispatcher = assignment.wave == 0;
    view.eta_s = assignment.eta_s;
    view.exercise = marked(incident.exercise);
    return view;
}

protocol::DutyChanged duty_view(const State& state, const Person& person, TimeMs at) {
    protocol::DutyChanged view;
    view.person = person.id;
    view.on = person.on_duty;
    view.at = at;
    if (person.on_duty) {
        view.ends_at = person.duty_ends();
        view.device = person.duty_device.unpacked();
    }
    view.category = category_of(state, person);
    view.name = state.name_of(person.id);
    return view;
}

protocol::DuplicateProposed proposal_view(const Incident& incident) {
    const Proposal& proposal = *incident.proposal;
    return {incident.id, proposal.like, proposal.score, proposal.at};
}

protocol::IncidentMerged merging_view(const Incident& incident) {
    const Merging& merging = *incident.merging;
    return {incident.id, merging.into, merging.by, merging.at};
}

protocol::IncidentReferred referral_view(const Incident& incident) {
    const Referral& referral = *incident.referral;
    protocol::IncidentReferred view;
    view.incident = incident.id;
    view.to = referral.to;
    if (referral.by) {
        view.by = referral.by;
    }
    view.at = referral.at;
    view.words = referral.words;
    return view;
}

protocol::IncidentClosed closing_view(IncidentId incident, const Closing& closing) {
    protocol::IncidentClosed view;
    view.incident = incident;
    view.disposition = closing.disposition;
    view.by = closing.by;
    view.at = closing.at;
    view.words = closing.words;
    view.outcome = closing.outcome;
    return view;
}

protocol::UnitsNotified notified_view(IncidentId incident, const Notified& told) {
    return {
        incident, told.level, {told.units}, static_cast<std::uint32_t>(told.people.size()), told.at
    };
}

} // namespace dageng::engine

#include "protocol/assert.hpp"
#include "server/engine/apply.hpp"
#include "server/engine/incident_states.hpp"
#include "server/engine/needs.hpp"
#include "server/engine/safety_time.hpp"

#include <algorithm>

namespace dageng::engine {

namespace {

/// Puts an id where it belongs by its number, so that the order doesn't tell what was moved.
template <class Id>
void insert_in_order(std::vector<Id>& ids, Id id) {
    ids.insert(std::upper_bound(ids.begin(), ids.end(), id), id);
}

void step(Incident& incident, protocol::IncidentState to, TimeMs at) {
    DAGENG_ASSERT(may_step(incident.state, to));
    incident.state = to;
    incident.changed_at = at;
}

void move_tip(State& state, Tip& tip, Incident& into) {
    std::erase(state.incidents.at(tip.incident).tips, tip.id);
    tip.incident = into.id;
    insert_in_order(into.tips, tip.id);
    into.reported_at = std::max(into.reported_at, tip.made_at);
    state.note_open(into);
}

/// What somebody was asked for, and whether they are to check in, is by the plan that holds now.
void ask_by_plan(State& state, Assignment& one, const Incident& incident) {
    const Group& group = state.groups.at(state.person(one.person)->group);
    one.need = first_need(*incident.plan, incident.level, group).value_or(0);
    const auto clock = state.safety.clocks.find(one.id);
    if (clock == state.safety.clocks.end()) {
        return;
    }
    clock->second.incident = incident.id;
    if (!asks_check_in(incident) && !clock->second.distress) {
        state.safety.clocks.erase(clock);
    }
}

} // namespace

void apply(State& state, Stamp, const TipAttached& event) {
    state.tips.at(event.tip).attached = true;
}

void apply(State& state, Stamp stamp, const DuplicateProposed& event) {
    state.incidents.at(event.incident).proposal = Proposal{event.like, event.score, stamp.at};
}

void apply(State& state, Stamp, const DuplicateDismissed& event) {
    state.incidents.at(event.incident).proposal.reset();
}

void apply(State& state, Stamp stamp, const IncidentMerged& event) {
    Incident& from = state.incidents.at(event.from);
    Incident& into = state.incidents.at(event.into);
    for (const TipId id : event.tips) {
        Tip& tip = state.tips.at(id);
        move_tip(state, tip, into);
        tip.attached = true;
    }
    step(from, protocol::IncidentState::merged, stamp.at);
    from.merging = Merging{stamp.at, event.by, event.into};
    state.note_open(from);
    from.proposal.reset();
    if (into.proposal && into.proposal->like == event.from) {
        into.proposal.reset();
    }
}

void apply(State& state, Stamp, const TipSplit& event) {
    Tip& tip = state.tips.at(event.tip);
    move_tip(state, tip, state.incidents.at(event.incident));
    tip.attached = false;
    Incident& from = state.incidents.at(event.from);
    from.reported_at = from.opened_at;
    for (const TipId id : from.tips) {
        from.reported_at = std::max(from.reported_at, state.tips.at(id).made_at);
    }
    state.note_open(from);
}

void apply(State& state, Stamp, const AssignmentMoved& event) {
    std::erase(state.incidents.at(event.from).assignments, event.assignment);
    insert_in_order(state.incidents.at(event.incident).assignments, event.assignment);
    Assignment& one = state.assignments.at(event.assignment);
    one.incident = event.incident;
    ask_by_plan(state, one, state.incidents.at(event.incident));
}

void apply(State& state, Stamp, const IncidentReclassified& event) {
    Incident& incident = state.incidents.at(event.incident);
    incident.kind = event.kind;
    incident.priority = event.priority;
    // The version in the event is that of the catalogue in force, which an event brought.
    incident.plan = plan_for(state.catalogue, event.kind);
    incident.plan_version = event.plan_version;
    incident.terms = state.catalogue;
    incident.care.limits_told = 0;
    incident.dispatcher_only = event.dispatcher_only;
    incident.level = 1;
    incident.raised_at.reset();
    incident.plan_waves_from = incident.waves.size();
    incident.waves_at_raise = 0;
    incident.by_hand.more.clear();
    incident.shortfall.reset();
    for (const AssignmentId id : incident.assignments) {
        ask_by_plan(state, state.assignments.at(id), incident);
    }
}

void apply(State& state, Stamp stamp, const IncidentReferred& event) {
    Incident& incident = state.incidents.at(event.incident);
    step(incident, protocol::IncidentState::referred, stamp.at);
    incident.referral = Referral{stamp.at, event.by, event.to, event.words};
    state.note_open(incident);
}

void apply(State& state, Stamp stamp, const IncidentReopened& event) {
    Incident& incident = state.incidents.at(event.incident);
    step(incident, event.state, stamp.at);
    if (incident.closing) {
        // Who was going has been stood down: the plan asks anew.
        incident.plan_waves_from = incident.waves.size();
    }
    incident.closing.reset();
    incident.referral.reset();
    state.note_open(incident);
}

} // namespace dageng::engine

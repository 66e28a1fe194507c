#include "protocol/assert.hpp"
#include "server/engine/apply.hpp"
#include "server/engine/assignment_states.hpp"
#include "server/engine/incident_states.hpp"
#include "server/engine/local_day.hpp"
#include "server/engine/waves.hpp"

namespace dageng::engine {

void apply(State& state, Stamp stamp, const IncidentOpened& event) {
    Incident incident;
    incident.id = event.incident;
    incident.code = event.code;
    incident.kind = event.kind;
    incident.priority = event.priority;
    incident.place = event.place;
    incident.key = event.key;
    incident.opened_at = stamp.at;
    incident.opened_n = stamp.n;
    incident.changed_at = stamp.at;
    // The version in the event is that of the catalogue in force, which an event brought.
    incident.plan = plan_for(state.catalogue, event.kind);
    incident.plan_version = event.plan_version;
    incident.terms = state.catalogue;
    incident.dispatcher_only = event.dispatcher_only;
    incident.exercise = event.exercise;
    incident.reported_at = stamp.at;
    state.last_key = std::max(state.last_key, event.key);
    const std::uint32_t day = local_day(stamp.at, state.catalogue->utc_offset_min.value);
    state.codes_of_day = day == state.day ? state.codes_of_day + 1 : 1;
    state.day = day;
    // The tip came with the event before: at this point it names an incident that wasn't there yet.
    for (auto tip = state.tips.rbegin();
         tip != state.tips.rend() && tip->second.incident == event.incident;
         ++tip) {
        incident.tips.push_back(tip->first);
        incident.reported_at = tip->second.made_at;
    }
    state.note_open(incident);
    state.incidents.emplace(event.incident, std::move(incident));
}

void apply(State& state, Stamp stamp, const IncidentMoved& event) {
    Incident& incident = state.incidents.at(event.incident);
    DAGENG_ASSERT(may_step(incident.state, event.state));
    incident.state = event.state;
    incident.changed_at = stamp.at;
    if (event.state == protocol::IncidentState::responding && !incident.responding_at) {
        incident.responding_at = stamp.at;
    }
}

void apply(State& state, Stamp stamp, const IncidentAcknowledged& event) {
    Incident& incident = state.incidents.at(event.incident);
    incident.acknowledged_at = stamp.at;
    incident.acknowledged_by = event.by;
    own(state, incident, event.by, stamp.at);
}

void apply(State& state, Stamp stamp, const WaveOpened& event) {
    state.incidents.at(event.incident).waves.push_back(as_kept(event, stamp.at));
}

void apply(State& state, Stamp stamp, const ShortfallRaised& event) {
    state.incidents.at(event.incident).shortfall =
        protocol::Shortfall{event.incident, event.reason, event.missing, stamp.at, event.left_out};
}

void apply(State& state, Stamp stamp, const NoteAdded& event) {
    state.incidents.at(event.incident).notes.push_back({stamp.at, event.by, event.words});
}

void apply(State& state, Stamp stamp, const IncidentClosed& event) {
    Incident& incident = state.incidents.at(event.incident);
    DAGENG_ASSERT(may_step(incident.state, protocol::IncidentState::closed));
    incident.state = protocol::IncidentState::closed;
    incident.changed_at = stamp.at;
    incident.closing = Closing{stamp.at, event.by, event.disposition, event.words, event.outcome};
    state.note_open(incident);
}

protocol::IncidentState state_by_assignments(const State& state, const Incident& incident) {
    using enum protocol::AssignmentState;
    if (!incident.open()) {
        return incident.state;
    }
    bool going = false;
    bool there = false;
    bool done = false;
    bool asked = false;
    for (const AssignmentId id : incident.assignments) {
        const auto now = state.assignments.at(id).state;
        there = there || now == on_scene;
        going = going || is_running(now);
        done = done || now == cleared;
        asked = asked || is_answerable(now);
    }
    if (there) {
        return protocol::IncidentState::on_scene;
    }
    if (going) {
        return protocol::IncidentState::responding;
    }
    if (done) {
        return protocol::IncidentState::clearing;
    }
    const bool waves = incident.plan_waves() > 0 && !incident.shortfall;
    return asked || waves ? protocol::IncidentState::dispatching : protocol::IncidentState::triaged;
}

} // namespace dageng::engine

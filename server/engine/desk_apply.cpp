#include "server/engine/apply.hpp"

#include <algorithm>

namespace dageng::engine {

namespace {

void end_call(State& state, Incident& incident) {
    incident.care.steps = 0;
    const auto ended = state.desks.calling.erase(incident.id);
    state.desks.unattended -= incident.exercise ? 0 : ended;
}

} // namespace

void own(State& state, Incident& incident, PersonId owner, TimeMs at) {
    incident.care.owner = owner;
    incident.care.since = at;
    end_call(state, incident);
}

void apply(State& state, Stamp stamp, const DeskOpened& event) {
    state.desks.there.emplace(event.person, stamp.at);
    state.desks.left.erase(event.person);
}

void apply(State& state, Stamp stamp, const DeskClosed& event) {
    state.desks.there.erase(event.person);
    state.desks.left[event.person] = stamp.at;
    if (state.desks.there.empty()) {
        state.desks.empty_since = stamp.at;
    }
}

void apply(State& state, Stamp stamp, const IncidentTaken& event) {
    Incident& incident = state.incidents.at(event.incident);
    own(state, incident, event.owner, stamp.at);
}

void apply(State& state, Stamp, const ServiceLimitReached& event) {
    const unsigned near = 1U << (2 * static_cast<unsigned>(event.limit));
    auto& told = state.incidents.at(event.incident).care.limits_told;
    told = static_cast<std::uint8_t>(told | near | (event.passed ? near << 1U : 0U));
}

void apply(State& state, Stamp stamp, const Escalated& event) {
    Incident& incident = state.incidents.at(event.incident);
    Care& care = incident.care;
    if (event.step == 1) {
        care.called.clear();
    }
    auto& called = care.called;
    called.insert(called.end(), event.people.items.begin(), event.people.items.end());
    std::sort(called.begin(), called.end());
    called.erase(std::unique(called.begin(), called.end()), called.end());
    care.steps = event.step;
    care.last_step_at = stamp.at;
    care.reason = event.reason;
    const bool begins = state.desks.calling.insert(event.incident).second;
    state.desks.unattended += begins && !incident.exercise ? 1 : 0;
}

void apply(State& state, Stamp, const EscalationEnded& event) {
    end_call(state, state.incidents.at(event.incident));
}

} // namespace dageng::engine

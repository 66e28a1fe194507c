#include "protocol/assert.hpp"
#include "server/engine/apply.hpp"
#include "server/engine/assignment_states.hpp"

namespace dageng::engine {

namespace {

void hold(State& state, Person& person, AssignmentId assignment) {
    if (person.on_duty) {
        state.engaged_of[person.category] += (assignment ? 1U : 0U) - (person.current ? 1U : 0U);
    }
    person.current = assignment;
}

} // namespace

void apply(State& state, Stamp stamp, const OfferMade& event) {
    Assignment assignment;
    assignment.id = event.assignment;
    assignment.incident = event.incident;
    assignment.person = event.person;
    assignment.offer_n = stamp.n;
    assignment.wave = event.wave;
    assignment.distance_m = event.distance_m;
    assignment.channel = event.channel;
    assignment.offered_at = stamp.at;
    assignment.reach_by = event.reach_by;
    assignment.expires_at = event.expires_at;
    state.assignments.emplace(event.assignment, assignment);
    state.incidents.at(event.incident).assignments.push_back(event.assignment);
    hold(state, *state.person(event.person), event.assignment);
}

void apply(State& state, Stamp stamp, const AssignmentChanged& event) {
    using enum protocol::AssignmentState;
    Assignment& assignment = state.assignments.at(event.assignment);
    DAGENG_ASSERT(may_step(assignment.state, event.state));
    assignment.state = event.state;
    if (event.state == seen) {
        assignment.seen_at = stamp.at;
    }
    if (event.state == accepted || event.state == declined) {
        assignment.answered_at = stamp.at;
    }
    if (event.state == on_scene) {
        assignment.on_scene_at = stamp.at;
    }
    Person& person = *state.person(event.person);
    if (is_running(event.state) || is_open_offer(event.state)) {
        hold(state, person, event.assignment);
        return;
    }
    state.safety.clocks.erase(event.assignment);
    if (event.state != unreached) {
        assignment.ended_at = stamp.at;
    }
    if (person.current == event.assignment) {
        hold(state, person, {});
    }
}

void apply(State&, Stamp, const TrackKept&) {
    // A track is read from the journal when an incident is replayed; no rule depends on it.
}

} // namespace dageng::engine

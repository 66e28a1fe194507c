#include "protocol/assert.hpp"
#include "server/engine/apply.hpp"
#include "server/engine/assignment_states.hpp"
#include "server/engine/local_day.hpp"
#include "server/engine/planted.hpp"

namespace dageng::engine {

namespace {

void hold(State& state, Person& person, AssignmentId assignment) {
    if (person.on_duty) {
        const std::uint32_t more = (assignment ? 1U : 0U) - (person.current ? 1U : 0U);
        state.engaged_of[person.category] += more;
        state.groups[person.group].engaged += more;
    }
    person.current = assignment;
}

void count_alert(const State& state, Person& person, TimeMs at) {
    const std::uint32_t day = local_day(at, state.catalogue->utc_offset_min.value);
    const bool first = person.alert_day != day;
    person.alerts = static_cast<std::uint16_t>(first ? 1 : person.alerts + 1);
    person.alert_day = static_cast<std::uint16_t>(day);
}

/// An offer by rule was answered, or its time passed. Who was stood down had no chance to answer.
void learn(State& state, const Assignment& assignment, bool accepting) {
    if (assignment.wave == 0) {
        return;
    }
    const std::int64_t offset_min = state.catalogue->utc_offset_min.value;
    const std::size_t category = state.person(assignment.person)->category;
    state.experience[category * 24 + local_hour(assignment.offered_at, offset_min)].learn(
        accepting, local_day(assignment.offered_at, offset_min)
    );
}

} // namespace

void apply(State& state, Stamp stamp, const OfferMade& event) {
    Assignment assignment;
    assignment.id = event.assignment;
    assignment.incident = event.incident;
    assignment.person = event.person;
    assignment.offer_n = stamp.n;
    assignment.wave = event.wave;
    assignment.need = event.need.value_or(0);
    assignment.distance_m = event.distance_m;
    assignment.channel = event.channel;
    assignment.offered_at = stamp.at;
    assignment.reach_by = event.reach_by;
    assignment.expires_at = event.expires_at;
    assignment.eta_s = event.eta_s;
    state.assignments.emplace(event.assignment, assignment);
    state.incidents.at(event.incident).assignments.push_back(event.assignment);
    Person& person = *state.person(event.person);
    hold(state, person, event.assignment);
    count_alert(state, person, stamp.at);
}

void apply(State& state, Stamp stamp, const AssignmentChanged& event) {
    using enum protocol::AssignmentState;
    Assignment& assignment = state.assignments.at(event.assignment);
    DAGENG_ASSERT(may_step(assignment.state, event.state));
    const bool was_running = is_running(assignment.state);
    assignment.state = event.state;
    if (event.state == seen) {
        assignment.seen_at = stamp.at;
    }
    if (event.state == accepted || event.state == declined) {
        assignment.answered_at = stamp.at;
    }
    if (event.state == seen && planted(Bug::apply_reads_a_clock)) {
        static std::int64_t ticks = 0;
        assignment.seen_at = stamp.at + ++ticks;
    }
    if (event.state == on_scene) {
        assignment.on_scene_at = stamp.at;
    }
    if (event.state == accepted || event.state == declined || event.state == expired) {
        learn(state, assignment, event.state == accepted);
    }
    Person& person = *state.person(event.person);
    if (was_running && !is_running(event.state)) {
        person.response_ended = stamp.at;
    }
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

#include "server/engine/safety_time.hpp"

#include "server/engine/safety_making.hpp"

#include <algorithm>

namespace dageng::engine {

using protocol::AssignmentState;

namespace {

CheckInBegun begin_clock(const State& state, const Assignment& assignment, TimeMs now) {
    const auto times = check_in_times(state, state.incidents.at(assignment.incident), now);
    return {assignment.id, assignment.incident, assignment.person, times.warn_at, times.due_at};
}

std::vector<Event> clock_step(const World& world, const CheckInClock& clock, const Pace& pace) {
    if (clock.distress) {
        return {};
    }
    if (pace.now >= clock.due_at) {
        return miss_check_in(world, clock, pace.cause_of(clock.due_at), pace.now);
    }
    if (pace.now >= clock.warn_at && !clock.warned) {
        return {CheckInWarned{
            clock.assignment, clock.incident, clock.person, clock.warn_at, clock.due_at
        }};
    }
    return {};
}

} // namespace

bool asks_check_in(const Incident& incident) {
    return incident.plan->check_in_s && incident.plan->check_in_s->value > 0;
}

CheckInTimes check_in_times(const State& state, const Incident& incident, TimeMs from) {
    const TimeMs due_at = from + incident.plan->check_in_s->value * 1000;
    const auto& warning = state.catalogue->check_in_warning_s;
    return {warning ? due_at + -warning->value * 1000 : due_at, due_at};
}

std::vector<Event> check_in_step(const World& world, const Incident& incident, const Pace& pace) {
    const State& state = world.state;
    for (const AssignmentId id : incident.assignments) {
        const Assignment& assignment = state.assignments.at(id);
        if (assignment.state != AssignmentState::on_scene || !asks_check_in(incident)) {
            continue;
        }
        const auto clock = state.safety.clocks.find(id);
        const bool runs =
            clock != state.safety.clocks.end() &&
            (!clock->second.distress || state.safety.distress.at(clock->second.distress).open());
        if (!runs) {
            return {begin_clock(state, assignment, pace.now)};
        }
        if (auto events = clock_step(world, clock->second, pace); !events.empty()) {
            return events;
        }
    }
    return {};
}

std::optional<TimeMs> check_in_limit(const State& state, const Incident& incident) {
    std::optional<TimeMs> first;
    if (!asks_check_in(incident)) {
        return first;
    }
    for (const AssignmentId id : incident.assignments) {
        const auto clock = state.safety.clocks.find(id);
        if (clock == state.safety.clocks.end() || clock->second.distress) {
            continue;
        }
        const TimeMs limit = clock->second.warned ? clock->second.due_at : clock->second.warn_at;
        first = first ? std::min(*first, limit) : limit;
    }
    return first;
}

} // namespace dageng::engine

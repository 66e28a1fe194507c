#include "simulation/invariants/invariant.hpp"

#include <algorithm>

// Nothing rests unowned: each open incident is somebody's who is at the desk, or somebody is
// called, or the time until that runs.
namespace dageng::simulation {

namespace {

using engine::Incident;
using engine::State;
using protocol::TimeMs;

/// What the simulated district's limits give at most until somebody is called, and a little.
constexpr std::int64_t slack_ms = 1'000;

std::int64_t acknowledge_ms(const Incident& incident) {
    for (const auto& limits : incident.terms->limits->items) {
        if (limits.priority == incident.priority && limits.acknowledge_s) {
            return limits.acknowledge_s->value * 1000;
        }
    }
    return -1;
}

void is_owned_or_called(
    std::string_view name, const Rest& rest, const Incident& incident, Verdict& verdict
) {
    const State& state = rest.state();
    const engine::Care& care = incident.care;
    if (!incident.open() || !incident.terms->limits) {
        return;
    }
    if (state.desks.there.contains(care.owner)) {
        verdict.check(name, care.steps == 0, "called though owned", incident.id.value);
        return;
    }
    TimeMs since = std::max(incident.opened_at, care.since);
    if (const auto left = state.desks.left.find(care.owner); left != state.desks.left.end()) {
        since = std::max(since, left->second);
    }
    const bool empty = state.desks.there.empty();
    const std::int64_t limit = acknowledge_ms(incident);
    const TimeMs alone = std::max(since, state.desks.empty_since);
    const bool due = (empty && rest.now - alone > slack_ms) ||
                     (limit >= 0 && rest.now - since > limit + slack_ms);
    verdict.check(name, !due || care.steps > 0, "nobody's, and nobody called", incident.id.value);
}

void answered_by_called(std::string_view name, const Step& step, Verdict& verdict) {
    const State& state = step.engine.state();
    for (const engine::Event& event : step.record.events) {
        const auto* taken = std::get_if<engine::IncidentTaken>(&event);
        if (taken == nullptr) {
            continue;
        }
        const auto& called = state.incidents.at(taken->incident).care.called;
        const bool dispatcher = state.person(taken->owner)->role == protocol::Role::dispatcher;
        const bool good =
            dispatcher || std::binary_search(called.begin(), called.end(), taken->owner);
        verdict.check(name, good, "owned by somebody not called", taken->incident.value);
    }
}

} // namespace

std::span<const Invariant> desk_invariants() {
    static constexpr Invariant list[] = {
        {.name = "owned-or-called", .incident = is_owned_or_called},
        {.name = "owned-by-called", .before = answered_by_called},
    };
    return list;
}

} // namespace dageng::simulation

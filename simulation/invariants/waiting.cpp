#include "server/engine/assignment_states.hpp"
#include "server/engine/needs.hpp"
#include "simulation/invariants/invariant.hpp"

#include <algorithm>

// Nothing waits without an end.
namespace dageng::simulation {

namespace {

using engine::Assignment;
using engine::Incident;
using protocol::AssignmentState;

/// Whether so many go for a need of the plan, are there or have been, as it asks.
bool is_met(const Rest& rest, const Incident& incident, std::uint32_t need) {
    const auto going = std::count_if(
        incident.assignments.begin(),
        incident.assignments.end(),
        [&](protocol::AssignmentId id) {
            const Assignment& one = rest.state().assignments.at(id);
            return one.need == need &&
                   (engine::is_running(one.state) || one.state == AssignmentState::cleared);
        }
    );
    return going >= engine::count_of(incident, need);
}

bool has_enough(const Rest& rest, const Incident& incident) {
    for (std::uint32_t need = 0; need < engine::needs_of(incident).size(); ++need) {
        if (!is_met(rest, incident, need)) {
            return false;
        }
    }
    return true;
}

void offers_end(
    std::string_view name, const Rest& rest, const Incident& incident, Verdict& verdict
) {
    for (const protocol::AssignmentId id : incident.assignments) {
        const Assignment& one = rest.state().assignments.at(id);
        if (!engine::is_answerable(one.state)) {
            continue;
        }
        const bool reached = one.state != AssignmentState::offered || one.reach_by > rest.now;
        verdict.check(
            name,
            incident.open() && one.expires_at > rest.now && reached,
            "an offer stands beyond its time",
            id.value
        );
    }
}

/// Somebody goes, the open wave has an end, or a human has been told.
void waits_with_a_limit(
    std::string_view name, const Rest& rest, const Incident& incident, Verdict& verdict
) {
    if (!incident.open() || incident.dispatcher_only) {
        return;
    }
    const bool starting = rest.now < rest.ledger.hold_until && incident.priority.value > 1;
    const bool held = starting || incident.by_hand.hold.has_value();
    const bool waiting = !incident.waves.empty() && incident.waves.back().until > rest.now;
    verdict.check(
        name,
        held || waiting || incident.shortfall || has_enough(rest, incident),
        "nobody goes, nothing is awaited and nobody was told",
        incident.id.value
    );
}

void rest_is_stood_down(
    std::string_view name, const Rest& rest, const Incident& incident, Verdict& verdict
) {
    for (const protocol::AssignmentId id : incident.assignments) {
        const Assignment& one = rest.state().assignments.at(id);
        if (incident.open() && !is_met(rest, incident, one.need)) {
            continue;
        }
        const bool asked = engine::is_answerable(one.state) && (one.wave > 0 || !incident.open());
        verdict.check(name, !asked, "asked although it isn't needed any more", id.value);
    }
}

} // namespace

std::span<const Invariant> waiting_invariants() {
    static constexpr Invariant list[] = {
        {.name = "offers-end", .incident = offers_end},
        {.name = "incident-awaited", .incident = waits_with_a_limit},
        {.name = "rest-stood-down", .incident = rest_is_stood_down},
    };
    return list;
}

} // namespace dageng::simulation

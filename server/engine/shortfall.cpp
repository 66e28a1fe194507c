#include "server/engine/shortfall.hpp"

#include "server/engine/assignment_states.hpp"
#include "server/engine/matching.hpp"

#include <algorithm>
#include <vector>

namespace dageng::engine {

namespace {

protocol::LeftOut sum(const protocol::LeftOut& a, const protocol::LeftOut& b) {
    return {
        a.place_too_old + b.place_too_old, a.resting + b.resting, a.budget_spent + b.budget_spent
    };
}

/// Why most of those who could be asked but for one thing can't; nobody: no one is in reach.
protocol::ShortfallReason most_of(const protocol::LeftOut& left_out) {
    using enum protocol::ShortfallReason;
    const std::uint32_t most =
        std::max({left_out.place_too_old, left_out.resting, left_out.budget_spent});
    if (most == 0) {
        return nobody_in_reach;
    }
    if (most == left_out.place_too_old) {
        return places_too_old;
    }
    return most == left_out.resting ? all_resting : budget_spent;
}

bool asked_in_vain(const State& state, const Incident& incident) {
    using enum protocol::AssignmentState;
    const auto& asked = incident.assignments;
    return std::any_of(asked.begin(), asked.end(), [&](AssignmentId id) {
        const Assignment& assignment = state.assignments.at(id);
        const bool in_vain = is_answerable(assignment.state) || assignment.state == declined ||
                             assignment.state == expired || assignment.state == failed;
        return assignment.wave > 0 && in_vain;
    });
}

/// The widest of the waves opened, for officers apart: nobody is counted twice.
std::vector<Reach> searched(const Incident& incident) {
    std::uint32_t radius_m = 0;
    std::uint32_t officers_m = 0;
    for (std::size_t i = incident.plan_waves_from; i < incident.waves.size(); ++i) {
        const auto& wave = incident.waves[i];
        std::uint32_t& widest = wave.officers ? officers_m : radius_m;
        widest = std::max(widest, wave.radius_m);
    }
    if (officers_m == 0) {
        return {{radius_m, Who::fitting}};
    }
    return {{radius_m, Who::fitting_but_officers}, {officers_m, Who::officers}};
}

} // namespace

Lack lack(const World& world, const Incident& incident, TimeMs now) {
    using enum protocol::ShortfallReason;
    if (incident.plan_waves() == 0) {
        return {tip_too_old, std::nullopt};
    }
    Funnel counted;
    protocol::LeftOut left_out;
    for (const Reach& reach : searched(incident)) {
        const Funnel part = funnel(world.state, incident, reach.who);
        counted.on_duty = part.on_duty;
        counted.eligible += part.eligible;
        counted.free += part.free;
        left_out = sum(left_out, engine::left_out(world, incident, reach, now));
    }
    if (asked_in_vain(world.state, incident)) {
        return {nobody_accepted, left_out};
    }
    if (counted.on_duty == 0) {
        return {nobody_on_duty, left_out};
    }
    if (counted.eligible == 0) {
        return {nobody_eligible, left_out};
    }
    return {counted.free == 0 ? all_engaged : most_of(left_out), left_out};
}

} // namespace dageng::engine

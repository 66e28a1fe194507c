#include "server/engine/waves.hpp"

#include "server/engine/assignment_states.hpp"

#include <algorithm>
#include <numeric>

namespace dageng::engine {

namespace {

/// Of the present plan.
std::size_t opened_by_levels(const Incident& incident) {
    const auto from = static_cast<std::ptrdiff_t>(incident.plan_waves_from);
    return static_cast<std::size_t>(std::count_if(
        incident.waves.begin() + from,
        incident.waves.end(),
        [](const auto& wave) { return !wave.officers; }
    ));
}

/// Likelihoods of the categories whose people a wave asks.
protocol::Likelihoods likelihoods_of(
    const State& state, const Incident& incident, const PlannedWave& planned, TimeMs now
) {
    const auto fitting =
        needs_by_group(state, incident, open_needs(state, incident), planned.reach().who);
    const auto now_likely = likelihoods_now(state, incident, now);
    const auto& categories = state.catalogue->categories.items;
    protocol::Likelihoods likelihoods;
    for (std::size_t category = 0; category < categories.size(); ++category) {
        bool asked = false;
        for (std::size_t i = 0; i < state.groups.size(); ++i) {
            const bool of_it = state.groups[i].category == categories[category].category;
            asked = asked || (of_it && fitting[i] != 0);
        }
        if (asked) {
            likelihoods.items.push_back({categories[category].category, now_likely[category]});
        }
    }
    return likelihoods;
}

protocol::WaveNeeds wave_needs(const State& state, const Incident& incident) {
    protocol::WaveNeeds open;
    const auto needs = needs_of(incident);
    const auto missing = missing_of(state, incident);
    for (std::uint32_t i = 0; i < needs.size(); ++i) {
        if (missing[i] > 0) {
            open.items.push_back({i, count_of(incident, i), missing[i]});
        }
    }
    return open;
}

} // namespace

PlannedWave open_wave_of(const Incident& incident) {
    if (incident.waves.back().officers) {
        return {&*incident.plan->officers, true};
    }
    return {waves_of(incident).at(opened_by_levels(incident) - 1), false};
}

std::optional<PlannedWave> next_wave_of(const Incident& incident) {
    const auto waves = waves_of(incident);
    const std::size_t opened = opened_by_levels(incident);
    if (opened < waves.size()) {
        return PlannedWave{waves[opened], false};
    }
    const bool officers_asked = incident.plan_waves() > 0 && incident.waves.back().officers;
    if (incident.plan->officers && !officers_asked) {
        return PlannedWave{&*incident.plan->officers, true};
    }
    return std::nullopt;
}

std::uint32_t room(const State& state, const Incident& incident, const PlannedWave& open) {
    std::uint32_t taken = 0;
    for (const AssignmentId id : incident.assignments) {
        const Assignment& assignment = state.assignments.at(id);
        const bool counts = is_open_offer(assignment.state) || counts_for_need(assignment.state);
        taken += counts && (!open.officers || assignment.wave == incident.waves.size()) ? 1 : 0;
    }
    // Who is wanted beyond the plan has room beyond the plan's wave.
    const auto& more = incident.by_hand.more;
    const auto planned = static_cast<std::uint32_t>(open.wave->ask.value);
    const std::uint32_t ask = std::accumulate(more.begin(), more.end(), planned);
    return ask > taken ? ask - taken : 0;
}

WaveOpened open_wave(
    const World& world,
    const Incident& incident,
    const PlannedWave& planned,
    const Found& found,
    TimeMs now
) {
    const Funnel counted = funnel(world.state, incident, planned.reach().who);
    WaveOpened event;
    event.incident = incident.id;
    event.wave = static_cast<std::uint32_t>(incident.waves.size()) + 1;
    event.radius_m = planned.reach().radius_m;
    event.on_duty = counted.on_duty;
    event.eligible = counted.eligible;
    event.free = counted.free;
    event.in_reach = found.in_reach;
    event.until = now + planned.wave->seconds.value * 1000;
    event.officers = planned.officers;
    event.needs = wave_needs(world.state, incident);
    event.likelihoods = likelihoods_of(world.state, incident, planned, now);
    event.left_out = found.left_out;
    return event;
}

protocol::WaveOpened as_kept(const WaveOpened& event, TimeMs at) {
    return {
        event.incident,
        event.wave,
        event.radius_m,
        event.on_duty,
        event.eligible,
        event.free,
        event.in_reach,
        at,
        event.until,
        event.officers,
        event.needs,
        event.likelihoods,
        event.left_out
    };
}

std::vector<std::uint32_t>
likelihoods_used(const State& state, const Incident& incident, TimeMs now) {
    auto likelihoods = likelihoods_now(state, incident, now);
    const auto& categories = state.catalogue->categories.items;
    for (const auto& told : incident.waves.back().likelihoods.items) {
        for (std::size_t category = 0; category < categories.size(); ++category) {
            if (categories[category].category == told.category) {
                likelihoods[category] = told.per_mille;
            }
        }
    }
    return likelihoods;
}

} // namespace dageng::engine

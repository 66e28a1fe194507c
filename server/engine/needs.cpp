#include "server/engine/needs.hpp"

#include "server/engine/assignment_states.hpp"

#include <algorithm>
#include <numeric>

namespace dageng::engine {

namespace {

template <class T, std::size_t Max>
bool holds(const protocol::List<T, Max>& list, const T& value) {
    return std::find(list.items.begin(), list.items.end(), value) != list.items.end();
}

bool has_all(const std::vector<protocol::Slug>& trainings, const protocol::Need& need) {
    const auto& asked = need.trainings.items;
    return std::all_of(asked.begin(), asked.end(), [&](const protocol::Slug& one) {
        return std::find(trainings.begin(), trainings.end(), one) != trainings.end();
    });
}

/// Officers, in a plan whose last wave asks them for whatever is missing.
bool fits_any(const protocol::Plan& plan, const Group& group) {
    return group.role == protocol::Role::officer && plan.officers.has_value();
}

} // namespace

std::vector<const protocol::Need*> needs_up_to(const protocol::Plan& plan, std::uint32_t level) {
    std::vector<const protocol::Need*> needs;
    for (std::size_t i = 0; i < plan.levels.items.size() && i < level; ++i) {
        for (const auto& need : plan.levels.items[i].needs.items) {
            needs.push_back(&need);
        }
    }
    return needs;
}

std::vector<const protocol::Need*> needs_of(const Incident& incident) {
    return needs_up_to(*incident.plan, incident.level);
}

std::vector<const protocol::Wave*> waves_of(const Incident& incident) {
    std::vector<const protocol::Wave*> waves;
    const auto& levels = incident.plan->levels.items;
    for (std::size_t i = 0; i < levels.size() && i < incident.level; ++i) {
        for (const auto& wave : levels[i].waves.items) {
            waves.push_back(&wave);
        }
    }
    return waves;
}

std::uint32_t wanted(const protocol::Plan& plan, std::uint32_t level) {
    std::uint32_t sum = 0;
    for (const auto* need : needs_up_to(plan, level)) {
        sum += static_cast<std::uint32_t>(need->count.value);
    }
    return sum;
}

std::uint32_t count_of(const Incident& incident, std::uint32_t need) {
    const auto& more = incident.by_hand.more;
    const auto planned = static_cast<std::uint32_t>(needs_of(incident).at(need)->count.value);
    return planned + (need < more.size() ? more[need] : 0);
}

std::uint32_t wanted(const Incident& incident) {
    const auto& more = incident.by_hand.more;
    const std::size_t needs = needs_of(incident).size();
    const auto end = more.begin() + static_cast<std::ptrdiff_t>(std::min(needs, more.size()));
    return std::accumulate(more.begin(), end, wanted(*incident.plan, incident.level));
}

bool officers_only(const protocol::Plan& plan) {
    const auto needs = needs_up_to(plan, every_level);
    return !needs.empty() && std::all_of(needs.begin(), needs.end(), [](const auto* need) {
        const auto& categories = need->categories.items;
        return categories.size() == 1 && categories.front().value == "officer";
    });
}

std::vector<std::uint32_t> missing_of(const State& state, const Incident& incident) {
    std::vector<std::uint32_t> missing;
    const auto& more = incident.by_hand.more;
    for (const auto* need : needs_of(incident)) {
        const std::size_t number = missing.size();
        const auto planned = static_cast<std::uint32_t>(need->count.value);
        missing.push_back(planned + (number < more.size() ? more[number] : 0));
    }
    for (const AssignmentId id : incident.assignments) {
        const Assignment& assignment = state.assignments.at(id);
        if (counts_for_need(assignment.state) && assignment.need < missing.size() &&
            missing[assignment.need] > 0) {
            --missing[assignment.need];
        }
    }
    return missing;
}

std::uint32_t missing_people(const State& state, const Incident& incident) {
    const auto missing = missing_of(state, incident);
    return std::accumulate(missing.begin(), missing.end(), std::uint32_t{0});
}

bool fits(const Group& group, const protocol::Need& need) {
    const bool unit = need.units.items.empty() || (group.unit && holds(need.units, *group.unit));
    return unit && holds(need.categories, group.category) && has_all(group.trainings, need);
}

std::vector<NeedSet>
needs_by_group(const State& state, const Incident& incident, NeedSet wanted_needs, Who who) {
    const auto needs = needs_of(incident);
    std::vector<NeedSet> sets;
    for (const Group& group : state.groups) {
        const bool officer = group.role == protocol::Role::officer;
        NeedSet set = 0;
        for (std::size_t i = 0; i < needs.size(); ++i) {
            const bool fit = who == Who::officers ? officer : fits(group, *needs[i]);
            set |= fit ? NeedSet{1} << i : NeedSet{0};
        }
        const bool looked_at = who != Who::fitting_but_officers || !officer;
        sets.push_back(looked_at ? set & wanted_needs : 0);
    }
    return sets;
}

NeedSet open_needs(const State& state, const Incident& incident) {
    NeedSet open = 0;
    const auto missing = missing_of(state, incident);
    for (std::size_t i = 0; i < missing.size(); ++i) {
        open |= missing[i] > 0 ? NeedSet{1} << i : NeedSet{0};
    }
    return open;
}

std::optional<std::uint32_t>
first_need(const protocol::Plan& plan, std::uint32_t level, const Group& group) {
    const auto needs = needs_up_to(plan, level);
    for (std::uint32_t i = 0; i < needs.size(); ++i) {
        if (fits_any(plan, group) || fits(group, *needs[i])) {
            return i;
        }
    }
    return std::nullopt;
}

std::optional<std::uint32_t>
need_for(const State& state, const Incident& incident, const Person& person) {
    const Group& group = state.groups.at(person.group);
    const auto needs = needs_of(incident);
    const NeedSet open = open_needs(state, incident);
    for (std::uint32_t i = 0; i < needs.size(); ++i) {
        const bool fit = fits_any(*incident.plan, group) || fits(group, *needs[i]);
        if (fit && (open >> i & 1) != 0) {
            return i;
        }
    }
    return first_need(*incident.plan, incident.level, group);
}

} // namespace dageng::engine

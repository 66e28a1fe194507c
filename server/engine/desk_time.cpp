#include "server/engine/desk_time.hpp"

#include "server/engine/hold.hpp"
#include "server/engine/needs.hpp"
#include "server/engine/planted.hpp"

#include <algorithm>
#include <array>

namespace dageng::engine {

using protocol::EscalationReason;
using protocol::ServiceLimitOf;

namespace {

/// What comes next at an incident, and when: a limit, or else the escalation's next step.
struct Coming {
    TimeMs when;
    std::optional<ServiceLimitReached> limit;
    EscalationReason reason = EscalationReason::nobody_there;
};

const protocol::ServiceLimits* limits_of(const Incident& incident) {
    const auto& limits = incident.terms->limits;
    if (!limits) {
        return nullptr;
    }
    const auto& all = limits->items;
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) {
        return one.priority == incident.priority;
    });
    return found == all.end() ? nullptr : &*found;
}

bool anybody_there(const State& state, const Incident& incident) {
    return std::any_of(
        incident.assignments.begin(),
        incident.assignments.end(),
        [&](AssignmentId id) { return state.assignments.at(id).on_scene_at.has_value(); }
    );
}

constexpr std::array all_limits{
    ServiceLimitOf::acknowledge,
    ServiceLimitOf::accept,
    ServiceLimitOf::arrive,
    ServiceLimitOf::close
};

/// By when a limit is to be met; nothing: there is none.
std::optional<TimeMs> due_of(const Incident& incident, ServiceLimitOf limit) {
    const auto* limits = limits_of(incident);
    const auto after = [&](const auto& seconds) {
        return seconds ? std::optional{incident.opened_at + seconds->value * 1000} : std::nullopt;
    };
    if (limits == nullptr) {
        return std::nullopt;
    }
    switch (limit) {
    case ServiceLimitOf::acknowledge:
        return after(limits->acknowledge_s);
    case ServiceLimitOf::accept:
        return after(limits->accept_s);
    case ServiceLimitOf::arrive:
        return after(limits->arrive_s);
    case ServiceLimitOf::close:
        return after(limits->close_s);
    }
    return std::nullopt;
}

/// Whether what an open incident's limit is about is still to be done.
bool is_awaited(const State& state, const Incident& incident, ServiceLimitOf limit) {
    const bool asked = !incident.dispatcher_only && wanted(incident) > 0 && !is_held(incident);
    switch (limit) {
    case ServiceLimitOf::acknowledge:
        return !incident.acknowledged_at;
    case ServiceLimitOf::accept:
        return asked && !incident.responding_at;
    case ServiceLimitOf::arrive:
        return asked && !anybody_there(state, incident);
    case ServiceLimitOf::close:
        return true;
    }
    return false;
}

bool was_told(const Incident& incident, ServiceLimitOf limit, bool passed) {
    const unsigned bit = 2 * static_cast<unsigned>(limit) + (passed ? 1U : 0U);
    return (incident.care.limits_told >> bit & 1U) != 0;
}

/// When a quarter of the time is left.
TimeMs near(const Incident& incident, TimeMs due) {
    return incident.opened_at + (due - incident.opened_at) * 3 / 4;
}

void consider(std::optional<Coming>& first, const Coming& one) {
    if (!first || one.when < first->when) {
        first = one;
    }
}

void consider_limits(const State& state, const Incident& incident, std::optional<Coming>& first) {
    for (const auto limit : all_limits) {
        const auto due = due_of(incident, limit);
        if (!due || was_told(incident, limit, true) || !is_awaited(state, incident, limit)) {
            continue;
        }
        // Of what passed while the server was down only the passing is told.
        const bool passed = was_told(incident, limit, false) || state.now >= *due;
        const TimeMs when = passed ? *due : near(incident, *due);
        consider(first, {when, ServiceLimitReached{incident.id, limit, passed, *due}, {}});
    }
}

std::vector<PersonId> people_of(const State& state, const protocol::EscalationStep& step) {
    std::vector<PersonId> people;
    const auto& units = step.units.items;
    for (const Group& group : state.groups) {
        const bool named = group.role == protocol::Role::officer && group.unit &&
                           std::find(units.begin(), units.end(), *group.unit) != units.end();
        if (named && group.on_duty > 0) {
            for (const std::uint32_t member : group.members) {
                if (state.person({member})->on_duty) {
                    people.push_back({member});
                }
            }
        }
    }
    for (const PersonId id : state.watchers) {
        if (step.supervisors && state.person(id)->role == protocol::Role::supervisor) {
            people.push_back(id);
        }
    }
    std::sort(people.begin(), people.end());
    people.resize(std::min(people.size(), most_called));
    return people;
}

/// Since when nobody answers, and why somebody is to be called from when on.
struct Wait {
    TimeMs from;
    EscalationReason reason = EscalationReason::nobody_there;
};

std::optional<Wait> wait_of(const State& state, const Incident& incident) {
    const Care& care = incident.care;
    TimeMs since = incident.opened_at;
    if (care.owner) {
        const auto left = state.desks.left.find(care.owner);
        since = left == state.desks.left.end() ? care.since : std::max(care.since, left->second);
    }
    std::optional<Wait> first;
    if (state.desks.there.empty()) {
        first = Wait{
            std::max(since, state.desks.empty_since),
            care.owner ? EscalationReason::owner_left : EscalationReason::nobody_there
        };
    }
    const auto* limits = limits_of(incident);
    if (limits != nullptr && limits->acknowledge_s) {
        const TimeMs due = since + limits->acknowledge_s->value * 1000;
        if (!first || due < first->from) {
            first = Wait{
                due, care.owner ? EscalationReason::owner_left : EscalationReason::not_acknowledged
            };
        }
    }
    return first;
}

void consider_escalation(
    const State& state, const Incident& incident, std::optional<Coming>& first
) {
    const auto& escalation = incident.terms->escalation;
    if (!escalation || is_owned(state, incident) || planted(Bug::nobody_is_called)) {
        return;
    }
    const auto& steps = escalation->steps.items;
    const Care& care = incident.care;
    std::optional<Wait> wait;
    if (care.steps == 0) {
        wait = wait_of(state, incident);
        if (wait) {
            wait->from = wait->from + steps[0].after_s.value * 1000;
        }
    } else {
        const bool again = care.steps >= steps.size();
        const auto after = again ? escalation->again_s.value : steps[care.steps].after_s.value;
        wait = Wait{care.last_step_at + after * 1000, care.reason};
    }
    if (wait) {
        consider(first, {wait->from, std::nullopt, wait->reason});
    }
}

Event escalated(const State& state, const Incident& incident, EscalationReason reason) {
    const auto& steps = incident.terms->escalation->steps.items;
    const std::uint32_t taken = incident.care.steps;
    const auto& step = steps[std::min<std::size_t>(taken, steps.size() - 1)];
    return Escalated{incident.id, taken + 1, step.name, reason, {people_of(state, step)}};
}

std::optional<Coming> coming(const State& state, const Incident& incident) {
    std::optional<Coming> first;
    if (incident.open()) {
        consider_limits(state, incident, first);
        consider_escalation(state, incident, first);
    }
    return first;
}

} // namespace

bool is_owned(const State& state, const Incident& incident) {
    return incident.care.owner && state.desks.there.contains(incident.care.owner);
}

std::vector<Event> desk_step(const State& state, const Incident& incident, TimeMs now) {
    // Whoever answered for it may have come back before anybody else did.
    if (incident.care.steps > 0 && (!incident.open() || is_owned(state, incident))) {
        return {EscalationEnded{incident.id}};
    }
    const auto next = coming(state, incident);
    if (!next || next->when > now) {
        return {};
    }
    return {next->limit ? Event{*next->limit} : escalated(state, incident, next->reason)};
}

std::optional<TimeMs> desk_limit(const State& state, const Incident& incident) {
    const auto next = coming(state, incident);
    return next ? std::optional{next->when} : std::nullopt;
}

std::vector<protocol::ServiceLimitTold> limits_told(const Incident& incident) {
    std::vector<protocol::ServiceLimitTold> all;
    for (const auto limit : all_limits) {
        const auto due = due_of(incident, limit);
        if (due && was_told(incident, limit, false)) {
            const bool passed = was_told(incident, limit, true);
            all.push_back({incident.id, limit, passed, *due, passed ? *due : near(incident, *due)});
        }
    }
    return all;
}

} // namespace dageng::engine

#include "server/engine/advance.hpp"

#include "server/engine/apply.hpp"
#include "server/engine/assignment_states.hpp"
#include "server/engine/matching.hpp"
#include "server/engine/safety_time.hpp"

#include <algorithm>

namespace dageng::engine {

using protocol::AssignmentState;
using protocol::Cause;

namespace {

template <class Visit>
void for_each_assignment(const State& state, const Incident& incident, Visit visit) {
    for (const AssignmentId id : incident.assignments) {
        visit(state.assignments.at(id));
    }
}

AssignmentChanged by_rule(const Assignment& assignment, AssignmentState state, Cause cause) {
    return {assignment.id, assignment.incident, assignment.person, {}, state, cause};
}

std::vector<Event> timed_out(const World& world, const Incident& incident, const Pace& pace) {
    std::vector<Event> events;
    for_each_assignment(world.state, incident, [&](const Assignment& assignment) {
        const auto cause = [&](TimeMs limit) {
            return limit < pace.started_at ? Cause::recovered : Cause::time;
        };
        if (is_answerable(assignment.state) && pace.now >= assignment.expires_at) {
            events.emplace_back(
                by_rule(assignment, AssignmentState::expired, cause(assignment.expires_at))
            );
        } else if (assignment.state == AssignmentState::offered &&
                   pace.now >= assignment.reach_by) {
            events.emplace_back(
                by_rule(assignment, AssignmentState::unreached, cause(assignment.reach_by))
            );
        }
    });
    return events;
}

bool has_enough(const State& state, const Incident& incident) {
    return running_count(state, incident) >= incident.plan->wanted.value;
}

std::vector<Event> stand_down_the_rest(const World& world, const Incident& incident) {
    std::vector<Event> events;
    if (!has_enough(world.state, incident)) {
        return events;
    }
    for_each_assignment(world.state, incident, [&](const Assignment& assignment) {
        if (is_answerable(assignment.state) && assignment.wave > 0) {
            events.emplace_back(by_rule(assignment, AssignmentState::stood_down, Cause::enough));
        }
    });
    return events;
}

const protocol::Wave& plan_wave(const Incident& incident) {
    return incident.plan->waves.items.at(incident.waves.size() - 1);
}

/// How many more the open wave may ask: the plan's number, less those asked and not yet answered
/// and those who go already.
std::uint32_t room(const State& state, const Incident& incident) {
    std::uint32_t taken = running_count(state, incident);
    for_each_assignment(state, incident, [&](const Assignment& assignment) {
        taken += is_open_offer(assignment.state) ? 1 : 0;
    });
    const auto ask = static_cast<std::uint32_t>(plan_wave(incident).ask.value);
    return ask > taken ? ask - taken : 0;
}

WaveOpened open_wave(const World& world, const Incident& incident, TimeMs now) {
    const auto& wave = incident.plan->waves.items.at(incident.waves.size());
    const auto radius_m = static_cast<std::uint32_t>(wave.radius_m.value);
    const Funnel counted = funnel(world.state, incident);
    WaveOpened event;
    event.incident = incident.id;
    event.wave = static_cast<std::uint32_t>(incident.waves.size()) + 1;
    event.radius_m = radius_m;
    event.on_duty = counted.on_duty;
    event.eligible = counted.eligible;
    event.free = counted.free;
    event.in_reach = static_cast<std::uint32_t>(candidates(world, incident, radius_m, now).size());
    event.until = now + wave.seconds.value * 1000;
    return event;
}

std::vector<Event> ask_more(const World& world, const Incident& incident, TimeMs now) {
    std::vector<Event> events;
    const std::uint32_t places = room(world.state, incident);
    if (places == 0) {
        return events;
    }
    const auto radius_m = static_cast<std::uint32_t>(plan_wave(incident).radius_m.value);
    auto nearest = candidates(world, incident, radius_m, now);
    nearest.resize(std::min<std::size_t>(nearest.size(), places));
    const auto wave = static_cast<std::uint32_t>(incident.waves.size());
    std::uint64_t ahead = 0;
    for (const Candidate& candidate : nearest) {
        OfferMade offer = make_offer(world, incident, candidate.person, wave, now);
        offer.assignment.value += ahead++;
        events.emplace_back(std::move(offer));
    }
    return events;
}

bool anybody_asked(const State& state, const Incident& incident) {
    bool asked = false;
    for_each_assignment(state, incident, [&](const Assignment& assignment) {
        asked = asked || is_open_offer(assignment.state);
    });
    return asked;
}

protocol::ShortfallReason shortfall_reason(const State& state, const Incident& incident) {
    using enum protocol::ShortfallReason;
    const Funnel counted = funnel(state, incident);
    bool asked_in_vain = false;
    for_each_assignment(state, incident, [&](const Assignment& assignment) {
        asked_in_vain = asked_in_vain || (assignment.wave > 0 && !is_running(assignment.state));
    });
    if (asked_in_vain) {
        return nobody_accepted;
    }
    if (counted.on_duty == 0) {
        return nobody_on_duty;
    }
    if (counted.eligible == 0) {
        return nobody_eligible;
    }
    return counted.free == 0 ? all_engaged : nobody_in_reach;
}

/// Whether somebody who had accepted gave up after a moment.
bool lost_since(const State& state, const Incident& incident, TimeMs moment) {
    bool lost = false;
    for_each_assignment(state, incident, [&](const Assignment& assignment) {
        lost = lost || (assignment.state == AssignmentState::failed &&
                        assignment.ended_at.value_or(moment) > moment);
    });
    return lost;
}

/// A shortfall, unless one was raised and nobody has been lost since.
std::vector<Event>
raise_once(const State& state, const Incident& incident, protocol::ShortfallReason reason) {
    if (incident.shortfall && !lost_since(state, incident, incident.shortfall->at)) {
        return {};
    }
    const auto wanted = static_cast<std::uint32_t>(incident.plan->wanted.value);
    const std::uint32_t missing = wanted - std::min(wanted, running_count(state, incident));
    return {ShortfallRaised{incident.id, reason, missing}};
}

std::vector<Event> widen(const World& world, const Incident& incident, TimeMs now) {
    const bool over = now >= incident.waves.back().until;
    if (!over && anybody_asked(world.state, incident)) {
        return {};
    }
    if (incident.waves.size() < incident.plan->waves.items.size()) {
        return {open_wave(world, incident, now)};
    }
    return raise_once(world.state, incident, shortfall_reason(world.state, incident));
}

bool lacks_people(const State& state, const Incident& incident) {
    return incident.open() && !incident.dispatcher_only && incident.plan->wanted.value > 0 &&
           !has_enough(state, incident);
}

bool too_old_to_ask(const Incident& incident, TimeMs now) {
    return now - incident.opened_at > incident.plan->max_age_s.value * 1000;
}

} // namespace

bool wants_people(const State& state, const Incident& incident, TimeMs now) {
    return lacks_people(state, incident) && !too_old_to_ask(incident, now);
}

std::vector<Event> next_step(const World& world, const Incident& incident, const Pace& pace) {
    if (!incident.open()) {
        return {};
    }
    if (auto ended = timed_out(world, incident, pace); !ended.empty()) {
        return ended;
    }
    if (auto safety = check_in_step(world, incident, pace); !safety.empty()) {
        return safety;
    }
    if (const auto state = state_by_assignments(world.state, incident); state != incident.state) {
        return {IncidentMoved{incident.id, state}};
    }
    if (auto rest = stand_down_the_rest(world, incident); !rest.empty()) {
        return rest;
    }
    const bool held = pace.now < pace.hold_until && incident.priority.value > 1;
    if (held || !lacks_people(world.state, incident)) {
        return {};
    }
    if (too_old_to_ask(incident, pace.now)) {
        const auto reason = incident.waves.empty() ? protocol::ShortfallReason::tip_too_old
                                                   : shortfall_reason(world.state, incident);
        return raise_once(world.state, incident, reason);
    }
    if (incident.waves.empty()) {
        return {open_wave(world, incident, pace.now)};
    }
    if (auto offers = ask_more(world, incident, pace.now); !offers.empty()) {
        return offers;
    }
    return widen(world, incident, pace.now);
}

std::optional<TimeMs> next_limit(const State& state, const Incident& incident, TimeMs now) {
    std::optional<TimeMs> first;
    const auto consider = [&](TimeMs limit) { first = first ? std::min(*first, limit) : limit; };
    for_each_assignment(state, incident, [&](const Assignment& assignment) {
        if (assignment.state == AssignmentState::offered) {
            consider(std::min(assignment.reach_by, assignment.expires_at));
        } else if (is_answerable(assignment.state)) {
            consider(assignment.expires_at);
        }
    });
    const bool waiting =
        !incident.waves.empty() && !has_enough(state, incident) && !incident.shortfall;
    // A wave whose time passed without the next may be held; the end of holding has its own time.
    if (waiting && incident.waves.back().until > now) {
        consider(incident.waves.back().until);
    }
    if (const auto limit = check_in_limit(state, incident)) {
        consider(*limit);
    }
    return first;
}

} // namespace dageng::engine

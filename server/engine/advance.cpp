#include "server/engine/advance.hpp"

#include "server/engine/apply.hpp"
#include "server/engine/asking.hpp"
#include "server/engine/assignment_states.hpp"
#include "server/engine/commander_making.hpp"
#include "server/engine/desk_time.hpp"
#include "server/engine/hold.hpp"
#include "server/engine/notify.hpp"
#include "server/engine/planted.hpp"
#include "server/engine/safety_time.hpp"
#include "server/engine/shortfall.hpp"

#include <algorithm>
#include <iterator>

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
        if (is_answerable(assignment.state) && pace.now >= assignment.expires_at) {
            events.emplace_back(
                by_rule(assignment, AssignmentState::expired, pace.cause_of(assignment.expires_at))
            );
        } else if (assignment.state == AssignmentState::offered &&
                   pace.now >= assignment.reach_by) {
            events.emplace_back(
                by_rule(assignment, AssignmentState::unreached, pace.cause_of(assignment.reach_by))
            );
        }
    });
    return events;
}

bool has_enough(const State& state, const Incident& incident) {
    return open_needs(state, incident) == 0;
}

std::vector<Event> stand_down_the_rest(const World& world, const Incident& incident) {
    std::vector<Event> events;
    if (planted(Bug::stand_down_forgotten)) {
        return events;
    }
    const NeedSet open = open_needs(world.state, incident);
    for_each_assignment(world.state, incident, [&](const Assignment& assignment) {
        const bool filled = (open >> assignment.need & 1) == 0;
        if (filled && is_answerable(assignment.state) && assignment.wave > 0) {
            events.emplace_back(by_rule(assignment, AssignmentState::stood_down, Cause::enough));
        }
    });
    return events;
}

std::vector<Event> keep_others_away(const World& world, const Incident& incident, TimeMs now) {
    if (incident.kept_away || incident.plan->keep_away_m.value == 0) {
        return {};
    }
    return {KeepAwayGiven{
        incident.id, incident.kind, incident.place, {to_keep_away(world, incident, now)}
    }};
}

bool anybody_asked(const State& state, const Incident& incident) {
    bool asked = false;
    for_each_assignment(state, incident, [&](const Assignment& assignment) {
        asked = asked || is_open_offer(assignment.state);
    });
    return asked;
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
std::vector<Event> raise_once(const World& world, const Incident& incident, const Pace& pace) {
    const State& state = world.state;
    if (incident.shortfall && !lost_since(state, incident, incident.shortfall->at)) {
        return {};
    }
    const Lack found = lack(world, incident, pace.now);
    return {
        ShortfallRaised{incident.id, found.reason, missing_people(state, incident), found.left_out}
    };
}

std::vector<Event> widen(const World& world, const Incident& incident, const Pace& pace) {
    const auto& open = incident.waves.back();
    const auto next = next_wave_of(incident);
    const bool raised =
        next && incident.raised_at && incident.waves.size() == incident.waves_at_raise;
    if (pace.now < open.until && !raised && anybody_asked(world.state, incident)) {
        return {};
    }
    if (next) {
        return open_and_ask(world, incident, *next, pace.now);
    }
    if (planted(Bug::shortfall_forgotten)) {
        return {};
    }
    return raise_once(world, incident, pace);
}

bool lacks_people(const State& state, const Incident& incident) {
    return incident.open() && !incident.dispatcher_only && !has_enough(state, incident);
}

bool too_old_to_ask(const Incident& incident, TimeMs now) {
    // Who raises the alarm, or wants more people, has just looked at it.
    const auto& more = incident.by_hand.asked_more;
    const TimeMs raised = incident.raised_at.value_or(incident.opened_at);
    const TimeMs since = more ? std::max(raised, more->at) : raised;
    return now - since > incident.plan->max_age_s.value * 1000;
}

} // namespace

bool wants_people(const State& state, const Incident& incident, TimeMs now) {
    return !is_held(incident) && lacks_people(state, incident) && !too_old_to_ask(incident, now);
}

std::vector<Event> next_step(const World& world, const Incident& incident, const Pace& pace) {
    if (!incident.open()) {
        return desk_step(world.state, incident, pace.now);
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
    if (auto left = commander_step(world.state, incident); !left.empty()) {
        return left;
    }
    if (auto rest = stand_down_the_rest(world, incident); !rest.empty()) {
        return rest;
    }
    if (auto released = hold_step(incident, pace); !released.empty()) {
        return released;
    }
    if (auto desk = desk_step(world.state, incident, pace.now); !desk.empty()) {
        return desk;
    }
    const bool held = pace.now < pace.hold_until && incident.priority.value > 1;
    if (held || is_held(incident)) {
        return {};
    }
    if (!too_old_to_ask(incident, pace.now)) {
        if (auto told = notify_units(world.state, incident); !told.empty()) {
            return told;
        }
    }
    if (!lacks_people(world.state, incident)) {
        return {};
    }
    if (too_old_to_ask(incident, pace.now)) {
        return raise_once(world, incident, pace);
    }
    if (incident.plan_waves() == 0) {
        const auto first = next_wave_of(incident);
        return first ? open_and_ask(world, incident, *first, pace.now) : std::vector<Event>{};
    }
    auto choice = ask_more(world, incident, pace.now);
    if (asks_somebody(choice)) {
        return choice;
    }
    if (auto told = keep_others_away(world, incident, pace.now); !told.empty()) {
        return told;
    }
    // Why nobody was found is told once, with what follows from it.
    if (auto wider = widen(world, incident, pace); !wider.empty()) {
        std::move(wider.begin(), wider.end(), std::back_inserter(choice));
        return choice;
    }
    return {};
}

std::optional<TimeMs> next_limit(const State& state, const Incident& incident, TimeMs now) {
    std::optional<TimeMs> first;
    const auto consider = [&](TimeMs limit) { first = first ? std::min(*first, limit) : limit; };
    for_each_assignment(state, incident, [&](const Assignment& assignment) {
        if (assignment.state == AssignmentState::offered) {
            consider(std::min(assignment.reach_by, assignment.expires_at));
        } else if (is_answerable(assignment.state) && !planted(Bug::expiry_forgotten)) {
            consider(assignment.expires_at);
        }
    });
    if (const auto limit = hold_limit(incident)) {
        consider(*limit);
    }
    const bool waiting = !is_held(incident) && incident.plan_waves() > 0 &&
                         !has_enough(state, incident) && !incident.shortfall;
    // A wave whose time passed without the next may be held; the end of holding has its own time.
    if (waiting && incident.waves.back().until > now) {
        consider(incident.waves.back().until);
    }
    if (const auto limit = check_in_limit(state, incident)) {
        consider(*limit);
    }
    if (const auto limit = desk_limit(state, incident)) {
        consider(*limit);
    }
    return first;
}

} // namespace dageng::engine

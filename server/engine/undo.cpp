#include "server/engine/undo.hpp"

#include "protocol/names.hpp"
#include "server/engine/apply.hpp"
#include "server/engine/assignment_states.hpp"
#include "server/engine/incident_making.hpp"
#include "server/engine/needs.hpp"

#include <algorithm>

namespace dageng::engine {

using protocol::AssignmentState;
using protocol::ErrorCode;
using protocol::Undoable;

namespace {

template <class E>
std::vector<IncidentId> named(const State& state, const E& event) {
    std::vector<IncidentId> ids;
    if constexpr (requires { event.incident; }) {
        ids.push_back(event.incident);
    }
    if constexpr (requires { IncidentId{event.from}; }) {
        ids.push_back(event.from);
    }
    if constexpr (requires { IncidentId{event.into}; }) {
        ids.push_back(event.into);
    }
    if constexpr (requires { event.tip; }) {
        if (const auto tip = state.tips.find(event.tip); tip != state.tips.end()) {
            ids.push_back(tip->second.incident);
        }
    }
    return ids;
}

/// Notes on every incident that a decision is about that this command was the last.
void note_last_command(State& state, const DecisionRecord& decision) {
    for (const Event& event : decision.events) {
        for (const auto id :
             std::visit([&](const auto& one) { return named(state, one); }, event)) {
            if (const auto found = state.incidents.find(id); found != state.incidents.end()) {
                found->second.last_command = {decision.by, decision.id};
            }
        }
    }
}

template <class E>
const E* event_in(const DecisionRecord& decision) {
    for (const Event& event : decision.events) {
        if (const auto* one = std::get_if<E>(&event)) {
            return one;
        }
    }
    return nullptr;
}

Deed deed(const State& state, Undoable what, IncidentId id, TimeMs at) {
    const Incident& incident = state.incidents.at(id);
    Deed done;
    done.what = what;
    done.incident = id;
    done.at = at;
    done.hold = incident.by_hand.hold;
    done.level = incident.level;
    done.raised_at = incident.raised_at;
    done.waves_at_raise = incident.waves_at_raise;
    return done;
}

/// What a decision did that can be undone.
std::optional<Deed> deed_of(const State& state, const DecisionRecord& decision, TimeMs at) {
    const bool final = event_in<DistressCleared>(decision) != nullptr ||
                       event_in<IncidentReclassified>(decision) != nullptr ||
                       event_in<CommandUndone>(decision) != nullptr;
    if (final) {
        return std::nullopt;
    }
    if (const auto* closed = event_in<IncidentClosed>(decision)) {
        return deed(state, Undoable::closed, closed->incident, at);
    }
    const auto* referred = event_in<IncidentReferred>(decision);
    if (referred != nullptr && referred->by) {
        return deed(state, Undoable::referred, referred->incident, at);
    }
    if (const auto* raised = event_in<AlarmRaised>(decision)) {
        return deed(state, Undoable::raised, raised->incident, at);
    }
    if (const auto* held = event_in<IncidentHeld>(decision)) {
        return deed(state, Undoable::held, held->incident, at);
    }
    if (const auto* released = event_in<IncidentReleased>(decision)) {
        return deed(state, Undoable::released, released->incident, at);
    }
    if (const auto* offer = event_in<OfferMade>(decision)) {
        Deed assigned = deed(state, Undoable::assigned, offer->incident, at);
        assigned.assignment = offer->assignment;
        return assigned;
    }
    return std::nullopt;
}

/// The hold of before stands again, or none does.
void restore_hold(const Deed& done, const Request& request, std::vector<Event>& events) {
    if (done.hold && done.hold->until > request.now) {
        events.emplace_back(
            IncidentHeld{done.incident, request.by, done.hold->until, done.hold->words}
        );
    } else if (done.what == Undoable::held) {
        events.emplace_back(
            IncidentReleased{done.incident, request.by, protocol::HoldEnd::dispatcher}
        );
    }
}

Decided reopen(const World& world, const Request& request, const Incident& incident) {
    Incident again = incident;
    again.closing.reset();
    again.plan_waves_from = again.waves.size();
    const auto state = state_by_assignments(world.state, again);
    return Decision{
        {IncidentReopened{incident.id, state, request.by}}, protocol::IncidentAnswer{incident.id}
    };
}

Decided take_off(const World& world, const Request& request, const Deed& done) {
    const Assignment& one = world.state.assignments.at(done.assignment);
    if (!is_answerable(one.state)) {
        return refuse(
            ErrorCode::wrong_state, "the offer is " + std::string(protocol::enum_name(one.state))
        );
    }
    return Decision{
        {AssignmentChanged{
            one.id,
            one.incident,
            one.person,
            request.by,
            AssignmentState::stood_down,
            protocol::Cause::dispatcher
        }},
        protocol::IncidentAnswer{done.incident}
    };
}

Decided lower(const World& world, const Request& request, const Deed& done) {
    const Incident& incident = world.state.incidents.at(done.incident);
    Decision decision{{}, protocol::IncidentAnswer{done.incident}};
    const auto since = [&](const Assignment& one) {
        return is_answerable(one.state) && one.wave > incident.waves_at_raise;
    };
    stand_down(
        world.state, incident, request.by, protocol::Cause::dispatcher, since, decision.events
    );
    Incident lowered = incident;
    lowered.level = done.level;
    decision.events.emplace_back(AlarmLowered{
        done.incident,
        done.level,
        done.raised_at.value_or(TimeMs{}),
        done.waves_at_raise,
        wanted(lowered),
        request.by
    });
    restore_hold(done, request, decision.events);
    return decision;
}

Decided hold_as_before(const Request& request, const Deed& done) {
    Decision decision{{}, protocol::IncidentAnswer{done.incident}};
    restore_hold(done, request, decision.events);
    if (decision.events.empty()) {
        return refuse(ErrorCode::too_late, "the hold would be over by now");
    }
    return decision;
}

Decided undo(const World& world, const Request& request, const Deed& done) {
    switch (done.what) {
    case Undoable::closed:
        return reopen(world, request, world.state.incidents.at(done.incident));
    case Undoable::referred:
        return decide(world, request, protocol::TakeBackReferral{done.incident});
    case Undoable::assigned:
        return take_off(world, request, done);
    case Undoable::raised:
        return lower(world, request, done);
    case Undoable::held:
    case Undoable::released:
        break;
    }
    return hold_as_before(request, done);
}

} // namespace

bool is_overtaken(const State& state, const CommandKey& key, const Deed& done) {
    return state.incidents.at(done.incident).last_command != key;
}

void remember_deed(State& state, const DecisionRecord& decision, TimeMs at) {
    if (!decision.by) {
        return;
    }
    note_last_command(state, decision);
    auto& order = state.deeds_order;
    while (!order.empty() && at - order.front().first > undo_ms) {
        state.deeds.erase(order.front().second);
        order.pop_front();
    }
    if (auto done = deed_of(state, decision, at)) {
        const CommandKey key{decision.by, decision.id};
        state.deeds[key] = *std::move(done);
        order.emplace_back(at, key);
    }
}

Decided decide(const World& world, const Request& request, const protocol::UndoCommand& command) {
    const CommandKey key{request.by, command.command};
    const auto known = world.state.remembered.find(key);
    if (!known) {
        return refuse(ErrorCode::not_found, "no such command of yours", "data.command");
    }
    if (request.now - known->at > undo_ms) {
        return refuse(ErrorCode::too_late, "a command can be undone for 10 s");
    }
    const auto found = world.state.deeds.find(key);
    if (found == world.state.deeds.end()) {
        return refuse(ErrorCode::wrong_state, "a command of this kind can't be undone");
    }
    const Deed& done = found->second;
    if (is_overtaken(world.state, key, done)) {
        return refuse(
            ErrorCode::wrong_state, "something else has been done about the incident since"
        );
    }
    auto undone = undo(world, request, done);
    if (undone) {
        auto& events = undone->events;
        events.insert(
            events.begin(), CommandUndone{done.incident, done.what, command.command, request.by}
        );
    }
    return undone;
}

} // namespace dageng::engine

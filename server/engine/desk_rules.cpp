#include "server/engine/desk_time.hpp"
#include "server/engine/incident_making.hpp"
#include "server/engine/rules.hpp"
#include "server/engine/safety_making.hpp"

#include <algorithm>

namespace dageng::engine {

using protocol::ErrorCode;

namespace {

IncidentTaken taken(const Incident& incident, PersonId owner, PersonId by) {
    return {incident.id, owner, by, incident.care.steps > 0};
}

/// Somebody takes an incident themselves; who takes it first acknowledges it.
void take(const State& state, const Incident& incident, PersonId by, std::vector<Event>& events) {
    if (incident.acknowledged_at) {
        events.emplace_back(taken(incident, by, by));
        return;
    }
    events.emplace_back(IncidentAcknowledged{incident.id, by, incident.care.steps > 0});
    for (Event& event : acknowledge_distress(state, incident.id)) {
        events.push_back(std::move(event));
    }
}

} // namespace

Decided decide(const World& world, const Request& request, const protocol::TakeOver& command) {
    const auto incident = find_open_incident(world.state, command.incident);
    if (!incident) {
        return incident.refusal();
    }
    const protocol::IncidentAnswer answer{command.incident};
    const Care& care = (*incident)->care;
    if (care.owner == request.by && care.steps == 0) {
        return Decision{{}, answer};
    }
    Decision decision{{}, answer};
    take(world.state, **incident, request.by, decision.events);
    return decision;
}

Decided decide(const World& world, const Request& request, const protocol::HandOver& command) {
    const State& state = world.state;
    const Person* to = state.person(command.to);
    if (to == nullptr || to->role != protocol::Role::dispatcher || to->id == request.by) {
        return refuse(ErrorCode::bad_field, "expected another dispatcher", "data.to");
    }
    if (!state.desks.there.contains(to->id)) {
        return refuse(ErrorCode::wrong_state, "that dispatcher is not at the desk", "data.to");
    }
    Decision decision;
    for (const OpenIncident& open : state.open) {
        const Incident& incident = state.incidents.at(open.id);
        if (incident.care.owner == request.by) {
            decision.events.emplace_back(taken(incident, to->id, request.by));
        }
    }
    const auto count = static_cast<std::uint32_t>(decision.events.size());
    decision.answer = protocol::HandOverAnswer{count};
    return decision;
}

Decided
decide(const World& world, const Request& request, const protocol::AnswerEscalation& command) {
    const auto incident = find_open_incident(world.state, command.incident);
    if (!incident) {
        return incident.refusal();
    }
    const Care& care = (*incident)->care;
    const protocol::IncidentAnswer answer{command.incident};
    if (care.owner == request.by && care.steps == 0) {
        return Decision{{}, answer};
    }
    if (!std::binary_search(care.called.begin(), care.called.end(), request.by)) {
        return refuse(ErrorCode::not_allowed, "you were not called about this incident");
    }
    if (care.steps == 0) {
        return refuse(ErrorCode::wrong_state, "somebody has answered already");
    }
    Decision decision{{}, answer};
    if (!world.state.desks.there.contains(request.by)) {
        decision.events.emplace_back(DeskOpened{request.by});
    }
    take(world.state, **incident, request.by, decision.events);
    return decision;
}

} // namespace dageng::engine

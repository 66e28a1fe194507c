#include "server/engine/assignment_states.hpp"
#include "server/engine/commander_making.hpp"
#include "server/engine/incident_making.hpp"

namespace dageng::engine {

using protocol::ErrorCode;

const Assignment* running_at(const State& state, IncidentId incident, PersonId person) {
    for (const AssignmentId id : state.incidents.at(incident).assignments) {
        const Assignment& one = state.assignments.at(id);
        if (one.person == person && is_running(one.state)) {
            return &one;
        }
    }
    return nullptr;
}

std::vector<PersonId> people_at(const State& state, IncidentId incident) {
    std::vector<PersonId> people;
    for (const AssignmentId id : state.incidents.at(incident).assignments) {
        const Assignment& one = state.assignments.at(id);
        if (is_running(one.state)) {
            people.push_back(one.person);
        }
    }
    return people;
}

std::vector<Event> commander_step(const State& state, const Incident& incident) {
    const Commander* commander = state.scenes.of(incident.id);
    if (commander == nullptr || !commander->person ||
        running_at(state, incident.id, commander->person) != nullptr) {
        return {};
    }
    return {CommanderSet{incident.id, {}, {}, {}}};
}

Decided decide(const World& world, const Request& request, const protocol::SetCommander& command) {
    const State& state = world.state;
    const auto found = find_open_incident(state, command.incident);
    if (!found) {
        return found.refusal();
    }
    const protocol::IncidentAnswer answer{command.incident};
    const Commander* now = state.scenes.of(command.incident);
    const PersonId before = now == nullptr ? PersonId{} : now->person;
    if (command.person.value_or(PersonId{}) == before) {
        return Decision{{}, answer};
    }
    if (!command.person) {
        return Decision{{CommanderSet{command.incident, {}, {}, request.by}}, answer};
    }
    const Person* person = state.person(*command.person);
    if (person == nullptr || person->role != protocol::Role::officer) {
        return refuse(ErrorCode::not_allowed, "an officer commands at a scene", "data.person");
    }
    if (running_at(state, command.incident, person->id) == nullptr) {
        return refuse(
            ErrorCode::wrong_state,
            "the officer is not going to this incident or there",
            "data.person"
        );
    }
    return Decision{
        {CommanderSet{command.incident, person->id, state.name_of(person->id), request.by}}, answer
    };
}

Decided decide(const World& world, const Request& request, const protocol::SetGroup& command) {
    const State& state = world.state;
    const auto found = find_open_incident(state, command.incident);
    if (!found) {
        return found.refusal();
    }
    const auto one = state.assignments.find(command.assignment);
    if (one == state.assignments.end() || one->second.incident != command.incident) {
        return refuse(
            ErrorCode::not_found, "no such assignment of this incident", "data.assignment"
        );
    }
    if (!is_running(one->second.state)) {
        return refuse(
            ErrorCode::wrong_state,
            "they are not going to this incident or there",
            "data.assignment"
        );
    }
    return Decision{
        {GroupSet{
            command.incident, command.assignment, one->second.person, command.group, request.by
        }},
        protocol::IncidentAnswer{command.incident}
    };
}

} // namespace dageng::engine

#include "server/engine/left.hpp"

namespace dageng::engine {

LeftNumbers left_numbers(const Incident& incident) {
    return {incident.id.value, 0};
}

LeftNumbers left_numbers(const Tip& tip) {
    return {tip.id.value, tip.incident.value};
}

LeftNumbers left_numbers(const Assignment& assignment) {
    return {assignment.id.value, assignment.incident.value};
}

void leave(Incident& incident, const LeftNumbers& numbers) {
    incident = {};
    incident.id = {numbers[0]};
    incident.state = protocol::IncidentState::closed;
    incident.closing.emplace();
    incident.words_expired = true;
    incident.photos_expired = true;
}

void leave(Tip& tip, const LeftNumbers& numbers) {
    tip = {};
    tip.id = {numbers[0]};
    tip.incident = {numbers[1]};
}

void leave(Assignment& assignment, const LeftNumbers& numbers) {
    assignment = {};
    assignment.id = {numbers[0]};
    assignment.incident = {numbers[1]};
    assignment.state = protocol::AssignmentState::stood_down;
}

} // namespace dageng::engine

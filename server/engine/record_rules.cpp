#include "server/engine/incident_making.hpp"

namespace dageng::engine {

std::optional<TimeMs> ended_at(const Incident& incident) {
    if (incident.closing) {
        return incident.closing->at;
    }
    if (incident.referral) {
        return incident.referral->at;
    }
    return incident.merging ? std::optional{incident.merging->at} : std::nullopt;
}

Decided decide(const World& world, const Request& request, const protocol::ReadRecord& command) {
    const auto incident = find_incident(world.state, command.incident, "incident");
    if (!incident) {
        return incident.refusal();
    }
    protocol::RecordTicket ticket;
    ticket.incident = command.incident;
    ticket.first = (*incident)->opened_n;
    ticket.last = world.state.last;
    ticket.ended = ended_at(**incident);
    ticket.now = request.now;
    return Decision{{}, ticket};
}

} // namespace dageng::engine

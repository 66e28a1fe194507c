#include "server/engine/hold.hpp"
#include "server/engine/needs.hpp"
#include "server/engine/rules.hpp"

namespace dageng::engine {

using protocol::ErrorCode;

Decided decide(const World& world, const Request& request, const protocol::RaiseAlarm& command) {
    const auto found = world.state.incidents.find(command.incident);
    if (found == world.state.incidents.end()) {
        return refuse(ErrorCode::not_found, "no such incident", "data.incident");
    }
    const Incident& incident = found->second;
    if (!incident.open()) {
        return refuse(ErrorCode::wrong_state, "the incident is closed");
    }
    if (incident.dispatcher_only) {
        return refuse(ErrorCode::wrong_state, "nobody is asked by rule for this incident");
    }
    const auto level = static_cast<std::uint32_t>(command.level.value);
    if (level > incident.plan->levels.items.size()) {
        return refuse(ErrorCode::bad_field, "its plan has no such alarm level", "data.level");
    }
    const protocol::IncidentAnswer answer{command.incident};
    if (level == incident.level) {
        return Decision{{}, answer};
    }
    if (level < incident.level) {
        return refuse(
            ErrorCode::wrong_state, "the alarm level is " + std::to_string(incident.level)
        );
    }
    Decision decision{{AlarmRaised{command.incident, level, request.by}}, answer};
    if (is_held(incident)) {
        decision.events.emplace_back(
            IncidentReleased{command.incident, request.by, protocol::HoldEnd::raised}
        );
    }
    return decision;
}

} // namespace dageng::engine

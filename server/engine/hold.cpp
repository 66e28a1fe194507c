#include "server/engine/hold.hpp"

#include "server/engine/planted.hpp"

namespace dageng::engine {

bool is_held(const Incident& incident) {
    return incident.open() && incident.by_hand.hold.has_value() && !planted(Bug::held_is_asked);
}

std::vector<Event> hold_step(const Incident& incident, const Pace& pace) {
    if (!is_held(incident) || pace.now < incident.by_hand.hold->until) {
        return {};
    }
    const bool missed = pace.cause_of(incident.by_hand.hold->until) == protocol::Cause::recovered;
    return {IncidentReleased{
        incident.id, {}, missed ? protocol::HoldEnd::recovered : protocol::HoldEnd::time
    }};
}

std::optional<TimeMs> hold_limit(const Incident& incident) {
    return is_held(incident) ? std::optional{incident.by_hand.hold->until} : std::nullopt;
}

std::vector<Event>
shorten_hold(const Incident& incident, protocol::Whole<1, 5> priority, PersonId by, TimeMs now) {
    const TimeMs latest = now + longest_urgent_hold_ms;
    if (!is_held(incident) || priority.value > 1 || incident.by_hand.hold->until <= latest) {
        return {};
    }
    return {IncidentHeld{incident.id, by, latest, incident.by_hand.hold->words}};
}

} // namespace dageng::engine

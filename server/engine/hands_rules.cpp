#include "server/engine/hold.hpp"
#include "server/engine/incident_making.hpp"
#include "server/engine/matching.hpp"
#include "server/engine/needs.hpp"

#include <algorithm>
#include <numeric>

namespace dageng::engine {

using protocol::ErrorCode;

namespace {

/// No incident is wanted more for beyond its plan: a wave asks no more people at once.
constexpr std::uint32_t most_more = 100;

/// An open incident for which people are asked by rule, or why it isn't.
protocol::Result<const Incident*> find_asking(const State& state, IncidentId id) {
    const auto found = find_open_incident(state, id);
    if (found && (*found)->dispatcher_only) {
        return refuse(ErrorCode::wrong_state, "nobody is asked by rule for this incident");
    }
    return found;
}

/// Who was told to keep away from the scene is told where it is now, and who is near it now.
KeepAwayGiven keep_away_again(const World& world, const Incident& moved, TimeMs now) {
    KeepAwayGiven again{moved.id, moved.kind, moved.place, {moved.kept_away->people}};
    auto& people = again.people.items;
    for (const PersonId person : to_keep_away(world, moved, now)) {
        const bool known = std::find(people.begin(), people.end(), person) != people.end();
        if (!known && people.size() < most_kept_away) {
            people.push_back(person);
        }
    }
    return again;
}

} // namespace

Decided decide(const World& world, const Request& request, const protocol::HoldIncident& command) {
    const auto found = find_asking(world.state, command.incident);
    if (!found) {
        return found.refusal();
    }
    const Distress* distress = world.state.safety.of(command.incident);
    if (distress != nullptr && distress->open()) {
        return refuse(ErrorCode::wrong_state, "somebody is in distress; help isn't held back");
    }
    const std::int64_t length_ms = command.minutes.value * 60'000;
    if ((*found)->priority.value == 1 && length_ms > longest_urgent_hold_ms) {
        return refuse(ErrorCode::bad_field, "at most 10 minutes for priority 1", "data.minutes");
    }
    return Decision{
        {IncidentHeld{command.incident, request.by, request.now + length_ms, command.words}},
        protocol::IncidentAnswer{command.incident}
    };
}

Decided
decide(const World& world, const Request& request, const protocol::ReleaseIncident& command) {
    const auto found = find_open_incident(world.state, command.incident);
    if (!found) {
        return found.refusal();
    }
    if (!is_held(**found)) {
        return refuse(ErrorCode::wrong_state, "the incident is not held");
    }
    return Decision{
        {IncidentReleased{command.incident, request.by, protocol::HoldEnd::dispatcher}},
        protocol::IncidentAnswer{command.incident}
    };
}

Decided decide(const World& world, const Request& request, const protocol::MoveScene& command) {
    const auto found = find_open_incident(world.state, command.incident);
    if (!found) {
        return found.refusal();
    }
    const Incident& incident = **found;
    if (lies_outside(world.state, command.place)) {
        return refuse(
            ErrorCode::bad_field,
            "the place lies outside the district; refer the incident instead",
            "data.place"
        );
    }
    Decision decision{{}, protocol::IncidentAnswer{command.incident}};
    const bool too_old = request.now - incident.reported_at > incident.plan->max_age_s.value * 1000;
    Incident moved = incident;
    moved.place = command.place;
    moved.dispatcher_only = incident.dispatcher_only && too_old;
    decision.events.emplace_back(SceneMoved{
        incident.id, command.place, command.place_words, moved.dispatcher_only, request.by
    });
    if (moved.dispatcher_only) {
        decision.events.emplace_back(ShortfallRaised{
            incident.id, protocol::ShortfallReason::tip_too_old, wanted(incident), std::nullopt
        });
    }
    if (moved.kept_away) {
        decision.events.emplace_back(keep_away_again(world, moved, request.now));
    }
    return decision;
}

Decided decide(const World& world, const Request& request, const protocol::AskMore& command) {
    const auto found = find_asking(world.state, command.incident);
    if (!found) {
        return found.refusal();
    }
    const Incident& incident = **found;
    if (is_held(incident)) {
        return refuse(ErrorCode::wrong_state, "the incident is held; release it first");
    }
    const auto need = static_cast<std::uint32_t>(command.need.value);
    if (need >= needs_of(incident).size()) {
        return refuse(
            ErrorCode::bad_field, "its plan has no such need at its alarm level", "data.need"
        );
    }
    const auto count = static_cast<std::uint32_t>(command.count.value);
    const auto& more = incident.by_hand.more;
    if (std::accumulate(more.begin(), more.end(), count) > most_more) {
        return refuse(
            ErrorCode::limit_reached,
            "at most " + std::to_string(most_more) + " people beyond the plan"
        );
    }
    return Decision{
        {MoreWanted{incident.id, need, count, wanted(incident) + count, request.by}},
        protocol::IncidentAnswer{command.incident}
    };
}

} // namespace dageng::engine

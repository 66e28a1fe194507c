#include "server/engine/broadcast_making.hpp"
#include "server/engine/incident_making.hpp"
#include "server/engine/planted.hpp"
#include "server/geo/polygon.hpp"

#include <algorithm>

namespace dageng::engine {

using protocol::ErrorCode;

namespace {

/// How long an approval is waited for.
constexpr std::int64_t approval_ms = 5 * 60'000;
/// Their numbers stand in one event, which is made in one step.
constexpr std::size_t most_people = 20'000;
constexpr std::size_t most_waiting = 20;

/// The outline of an area; nothing where it is a circle; a refusal where it is neither.
protocol::Result<std::optional<geo::Boundary>> outline_of(const protocol::BroadcastArea& area) {
    const auto& corners = area.outline.items;
    if (corners.empty()) {
        if (area.radius_m.value == 0) {
            return refuse(ErrorCode::bad_field, "a radius or an outline", "data.area.radius_m");
        }
        return std::optional<geo::Boundary>{};
    }
    auto outline = geo::Boundary::make({geo::Part{corners}});
    if (!outline) {
        return refuse(ErrorCode::bad_field, outline.refusal().detail, "data.area.outline");
    }
    return std::optional{std::move(*outline)};
}

/// The box around an area on the plane of places.
geo::BoxCm box_of(const geo::Plane& plane, const protocol::BroadcastArea& area) {
    if (area.outline.items.empty()) {
        const geo::PointCm centre = plane.to_plane(area.centre);
        const auto reach = static_cast<std::int32_t>(area.radius_m.value * 100);
        return {
            {centre.x_cm - reach, centre.y_cm - reach}, {centre.x_cm + reach, centre.y_cm + reach}
        };
    }
    const geo::PointCm first = plane.to_plane(area.outline.items.front());
    geo::BoxCm box{first, first};
    for (const auto& corner : area.outline.items) {
        const geo::PointCm at = plane.to_plane(corner);
        box.min = {std::min(box.min.x_cm, at.x_cm), std::min(box.min.y_cm, at.y_cm)};
        box.max = {std::max(box.max.x_cm, at.x_cm), std::max(box.max.y_cm, at.y_cm)};
    }
    return box;
}

/// Who of the audience is on duty in the area now, in order of their numbers.
std::vector<PersonId>
people_in(const World& world, const protocol::BroadcastMade& made, TimeMs now) {
    const State& state = world.state;
    const auto outline = outline_of(made.area);
    const std::int64_t age_ms = state.catalogue->place_age_s.value * 1000;
    const bool everybody = made.audience == protocol::BroadcastAudience::responders;
    std::vector<PersonId> people;
    world.places.grid().for_each_in(
        box_of(world.places.plane(), made.area),
        [&](std::uint32_t slot, geo::PointCm) {
            const Person& person = state.people[slot];
            const auto heard = world.places.of(person.id);
            const bool wanted = everybody || person.role == protocol::Role::volunteer;
            if (!person.on_duty || !wanted || !heard ||
                !world.places.fresh(person.id, now, age_ms)) {
                return;
            }
            const bool inside = *outline ? (*outline)->contains(heard->at)
                                         : world.places.distance_m(heard->at, made.area.centre) <=
                                               made.area.radius_m.value;
            if (inside) {
                people.push_back(person.id);
            }
        }
    );
    std::sort(people.begin(), people.end());
    return people;
}

protocol::Result<BroadcastSent>
send(const World& world, const protocol::BroadcastMade& made, PersonId approved_by, TimeMs now) {
    BroadcastSent sent;
    sent.broadcast = made.broadcast;
    sent.approved_by = approved_by;
    sent.exercise = made.exercise.value_or(false);
    sent.people = people_in(world, made, now);
    if (sent.people.empty()) {
        return refuse(ErrorCode::wrong_state, "nobody of that audience is in the area now");
    }
    if (sent.people.size() > most_people) {
        return refuse(
            ErrorCode::limit_reached,
            "at most " + std::to_string(most_people) + " people; choose a smaller area"
        );
    }
    return sent;
}

protocol::Result<const Broadcast*> find_waiting(const State& state, std::uint64_t number) {
    const Broadcast* found = state.broadcasts.of(number);
    if (found == nullptr) {
        return refuse(ErrorCode::not_found, "no such broadcast", "data.broadcast");
    }
    if (found->sent) {
        return refuse(ErrorCode::wrong_state, "the broadcast has been sent");
    }
    if (found->ended) {
        return refuse(
            ErrorCode::wrong_state,
            found->ended->end == protocol::BroadcastEnd::lapsed ? "its time for approval is over"
                                                                : "the broadcast was refused"
        );
    }
    return found;
}

protocol::BroadcastAnswer answer_of(const BroadcastSent& sent) {
    return {sent.broadcast, true, static_cast<std::uint32_t>(sent.people.size())};
}

} // namespace

Decided decide(const World& world, const Request& request, const protocol::SendBroadcast& command) {
    const State& state = world.state;
    if (const auto outline = outline_of(command.area); !outline) {
        return outline.refusal();
    }
    BroadcastMade made;
    if (command.about) {
        const auto incident = find_open_incident(state, *command.about, "data.about");
        if (!incident) {
            return incident.refusal();
        }
        made.about = *command.about;
    }
    made.broadcast = state.broadcasts.all.size() + 1;
    made.area = command.area;
    made.audience = command.audience;
    made.words = command.words;
    made.key = next_key(state);
    made.identifies_person = command.identifies_person;
    made.exercise = command.about ? state.incidents.at(*command.about).exercise : command.exercise;
    made.by = request.by;
    made.device = request.device;
    if (!made.identifies_person) {
        const auto sent = send(world, made_view(made, request.now), {}, request.now);
        if (!sent) {
            return sent.refusal();
        }
        const auto answer = answer_of(*sent);
        return Decision{{std::move(made), *sent}, answer};
    }
    if (state.broadcasts.waiting.size() >= most_waiting) {
        return refuse(
            ErrorCode::limit_reached,
            "at most " + std::to_string(most_waiting) + " broadcasts wait for approval"
        );
    }
    made.approve_by = request.now + approval_ms;
    const protocol::BroadcastAnswer answer{made.broadcast, false, 0};
    return Decision{{std::move(made)}, answer};
}

Decided
decide(const World& world, const Request& request, const protocol::ApproveBroadcast& command) {
    const auto found = find_waiting(world.state, command.broadcast);
    if (!found) {
        return found.refusal();
    }
    const Broadcast& waiting = **found;
    if (waiting.made.by == request.by && !planted(Bug::own_approval)) {
        return refuse(ErrorCode::not_allowed, "another account approves it, not its author's");
    }
    if (waiting.device == request.device && !planted(Bug::own_approval)) {
        return refuse(
            ErrorCode::not_allowed, "it is approved at another device than it was written at"
        );
    }
    if (request.now >= waiting.made.approve_by.value_or(request.now)) {
        return refuse(ErrorCode::too_late, "its time for approval is over");
    }
    auto sent = send(world, waiting.made, request.by, request.now);
    if (!sent) {
        return sent.refusal();
    }
    const auto answer = answer_of(*sent);
    return Decision{{std::move(*sent)}, answer};
}

Decided
decide(const World& world, const Request& request, const protocol::RefuseBroadcast& command) {
    const auto found = find_waiting(world.state, command.broadcast);
    if (!found) {
        return found.refusal();
    }
    return Decision{
        {BroadcastEnded{command.broadcast, protocol::BroadcastEnd::refused, request.by}},
        protocol::BroadcastAnswer{command.broadcast, false, 0}
    };
}

Decided
decide(const World& world, const Request& request, const protocol::RetractBroadcast& command) {
    const Broadcast* found = world.state.broadcasts.of(command.broadcast);
    if (found == nullptr) {
        return refuse(ErrorCode::not_found, "no such broadcast", "data.broadcast");
    }
    if (!found->sent) {
        return refuse(ErrorCode::wrong_state, "the broadcast has not been sent");
    }
    // While it spreads: those who were told so far.
    std::vector<PersonId> people(
        found->people.begin(), found->people.begin() + static_cast<std::ptrdiff_t>(found->reached())
    );
    const protocol::BroadcastAnswer answer{
        command.broadcast, true, static_cast<std::uint32_t>(people.size())
    };
    if (found->retracted) {
        return Decision{{}, answer};
    }
    if (planted(Bug::retraction_to_some)) {
        people.pop_back();
    }
    return Decision{
        {BroadcastRetracted{command.broadcast, command.words, request.by, std::move(people)}},
        answer
    };
}

} // namespace dageng::engine

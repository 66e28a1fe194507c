#include "server/engine/incident_making.hpp"
#include "server/engine/rules.hpp"
#include "server/engine/talk_making.hpp"

#include <algorithm>

namespace dageng::engine {

using protocol::ErrorCode;

namespace {

/// The own, open tip that a command names, or why it can't be changed.
protocol::Result<const Tip*> own_open_tip(const State& state, const Request& request, TipId id) {
    const auto found = state.tips.find(id);
    if (found == state.tips.end() || found->second.reporter != request.by) {
        return refuse(ErrorCode::not_found, "no such tip of yours", "data.tip");
    }
    if (found->second.withdrawn_at) {
        return refuse(ErrorCode::wrong_state, "the tip has been withdrawn");
    }
    if (!state.incidents.at(found->second.incident).open()) {
        return find_open_incident(state, found->second.incident).refusal();
    }
    return &found->second;
}

std::optional<protocol::Refusal>
check_photos(const State& state, PersonId owner, const protocol::Photos& photos) {
    for (const auto& id : photos.items) {
        const auto known = state.photos.find(id);
        const auto used = state.tip_of_photo.find(id);
        if ((known != state.photos.end() && known->second.owner != owner) ||
            used != state.tip_of_photo.end()) {
            return refuse(
                ErrorCode::not_found, "no such photo of yours that isn't in use", "data.photos"
            );
        }
    }
    return std::nullopt;
}

bool is_assigned(const State& state, PersonId person, const Incident& incident) {
    return std::any_of(
        incident.assignments.begin(),
        incident.assignments.end(),
        [&](AssignmentId id) {
            const Assignment& assignment = state.assignments.at(id);
            return assignment.person == person && assignment.answered_at &&
                   assignment.state != protocol::AssignmentState::declined &&
                   assignment.state != protocol::AssignmentState::stood_down;
        }
    );
}

} // namespace

Decided decide(const World& world, const Request& request, const protocol::ReportTip& command) {
    const bool dispatcher = world.state.person(request.by)->role == protocol::Role::dispatcher;
    if (command.exercise && !dispatcher) {
        return refuse(ErrorCode::not_allowed, "a dispatcher begins exercises", "data.exercise");
    }
    const auto plan = plan_for(world.state.catalogue, command.kind);
    if (!plan || plan->by_rule_only) {
        return refuse(ErrorCode::bad_field, "no such kind of incident", "data.kind");
    }
    if (auto refusal = check_photos(world.state, request.by, command.photos)) {
        return *refusal;
    }
    TipReceived tip;
    tip.reporter = request.by;
    tip.client_id = request.id;
    tip.kind = command.kind;
    tip.place = command.place;
    tip.made_at = request.made_at.value_or(request.now);
    tip.place_words = command.place_words;
    tip.words = command.words;
    tip.photos = command.photos;
    tip.silent = command.silent;
    tip.exercise = command.exercise;
    return open_incident(world.state, request, *plan, std::move(tip));
}

Decided decide(const World& world, const Request& request, const protocol::AddToTip& command) {
    const auto tip = own_open_tip(world.state, request, command.tip);
    if (!tip) {
        return tip.refusal();
    }
    if ((*tip)->additions.size() >= 50) {
        return refuse(ErrorCode::limit_reached, "at most 50 additions to a tip");
    }
    if (auto refusal = check_photos(world.state, request.by, command.photos)) {
        return *refusal;
    }
    return Decision{
        {TipExtended{command.tip, command.words, command.photos}}, protocol::TipAnswer{command.tip}
    };
}

Decided decide(const World& world, const Request& request, const protocol::WithdrawTip& command) {
    const auto tip = own_open_tip(world.state, request, command.tip);
    if (!tip) {
        return tip.refusal();
    }
    return Decision{{TipWithdrawn{command.tip}}, protocol::TipAnswer{command.tip}};
}

Decided decide(const World& world, const Request& request, const protocol::BeginPhoto& command) {
    const auto known = world.state.photos.find(command.photo);
    if (known != world.state.photos.end()) {
        const Photo& photo = known->second;
        if (photo.owner != request.by) {
            return refuse(ErrorCode::not_allowed, "another account uploads under this id");
        }
        return Decision{
            {}, protocol::PhotoTicket{photo.id, photo.key, photo.stored_at.has_value()}
        };
    }
    const auto named = world.state.tip_of_photo.find(command.photo);
    if (named != world.state.tip_of_photo.end() &&
        world.state.tips.at(named->second).reporter != request.by) {
        return refuse(ErrorCode::not_allowed, "another account's tip names this id");
    }
    const KeyId key{world.state.last_key.value + 1};
    return Decision{
        {PhotoBegun{command.photo, request.by, key}},
        protocol::PhotoTicket{command.photo, key, false}
    };
}

Decided decide(const World& world, const Request& request, const protocol::FinishPhoto& command) {
    const auto known = world.state.photos.find(command.photo);
    if (known == world.state.photos.end() || known->second.owner != request.by) {
        return refuse(ErrorCode::not_found, "no such upload of yours");
    }
    const protocol::PhotoTicket ticket{command.photo, known->second.key, true};
    if (known->second.stored_at) {
        return Decision{{}, ticket};
    }
    return Decision{
        {PhotoStored{command.photo, command.bytes.value, command.media_type, command.digest}},
        ticket
    };
}

Decided decide(const World& world, const Request& request, const protocol::ReadPhoto& command) {
    const auto refusal = refuse(ErrorCode::not_found, "no such photo that you may see");
    const auto known = world.state.photos.find(command.photo);
    if (known == world.state.photos.end() || !known->second.stored_at) {
        return refusal;
    }
    const Photo& photo = known->second;
    const Decision allowed{{}, protocol::PhotoTicket{photo.id, photo.key, true}};
    if (photo.owner == request.by) {
        return allowed;
    }
    const auto tip = world.state.tip_of_photo.find(command.photo);
    if (tip == world.state.tip_of_photo.end()) {
        return refusal;
    }
    const protocol::Role role = world.state.person(request.by)->role;
    const Incident& incident = world.state.incidents.at(world.state.tips.at(tip->second).incident);
    const bool officer =
        role == protocol::Role::officer && is_assigned(world.state, request.by, incident);
    const bool released = is_released_to(world.state, command.photo, request.by);
    if (role != protocol::Role::dispatcher && !officer && !released) {
        return refusal;
    }
    return allowed;
}

Decided decide(const World& world, const Request& request, const protocol::ReadIncident& command) {
    const auto found = world.state.incidents.find(command.incident);
    const protocol::Role role = world.state.person(request.by)->role;
    if (found == world.state.incidents.end() ||
        (role != protocol::Role::dispatcher && !is_assigned(world.state, request.by, found->second)
        )) {
        return refuse(
            ErrorCode::not_found, "no such incident that you are assigned to", "data.incident"
        );
    }
    protocol::IncidentWords words{command.incident, {}};
    for (const TipId id : found->second.tips) {
        const Tip& tip = world.state.tips.at(id);
        words.said.items.push_back({tip.received_at, tip.place_words, tip.words, tip.photos});
        for (const auto& addition : tip.additions) {
            words.said.items.push_back({addition.at, {}, addition.words, addition.photos});
        }
    }
    auto& said = words.said.items;
    std::sort(said.begin(), said.end(), [](const auto& a, const auto& b) { return a.at > b.at; });
    // Each is at most 2,200 code points of 4 bytes and six photo ids, so six stay within a frame.
    constexpr std::size_t most = 6;
    said.resize(std::min(said.size(), most));
    return Decision{{}, std::move(words)};
}

} // namespace dageng::engine

#include "protocol/names.hpp"
#include "server/engine/assignment_states.hpp"
#include "server/engine/incident_making.hpp"
#include "server/engine/talk_making.hpp"

#include <algorithm>

namespace dageng::engine {

using protocol::ErrorCode;
using protocol::TalkFrom;
using protocol::TalkTo;

namespace {

/// Of one incident.
constexpr std::size_t most_messages = 500;
/// Of one tip's reporter.
constexpr std::size_t most_answers = 50;

template <class Map, class Key>
std::size_t count_of(const Map& numbers, const Key& key) {
    const auto found = numbers.find(key);
    return found == numbers.end() ? 0 : found->second.size();
}

MessageSent said(const State& state, const Request& request, IncidentId incident, TalkFrom from) {
    MessageSent message;
    message.message = state.talk.all.size() + 1;
    message.incident = incident;
    message.from = from;
    message.by = request.by;
    return message;
}

Decision recorded(MessageSent message) {
    const protocol::MessageAnswer answer{message.message};
    Decision decision{{}, answer};
    decision.events.emplace_back(std::move(message));
    return decision;
}

/// To all who are going or there, or one of them.
std::optional<protocol::Refusal> address_responders(
    const State& state,
    const Incident& incident,
    const protocol::SendMessage& command,
    MessageSent& message
) {
    if (command.to == TalkTo::responders) {
        for (const AssignmentId id : incident.assignments) {
            if (is_running(state.assignments.at(id).state)) {
                message.assignments.push_back(id);
            }
        }
        if (message.assignments.empty()) {
            return refuse(ErrorCode::wrong_state, "nobody is going to this incident or there");
        }
        return std::nullopt;
    }
    const auto one =
        command.assignment ? state.assignments.find(*command.assignment) : state.assignments.end();
    if (one == state.assignments.end() || one->second.incident != incident.id) {
        return refuse(
            ErrorCode::not_found, "no such assignment of this incident", "data.assignment"
        );
    }
    if (!is_running(one->second.state)) {
        return refuse(
            ErrorCode::wrong_state,
            "the assignment is " + std::string(protocol::enum_name(one->second.state)),
            "data.assignment"
        );
    }
    message.assignments = {one->first};
    return std::nullopt;
}

/// To all reporters who can be reached, or one of them.
std::optional<protocol::Refusal> address_reporters(
    const State& state,
    const Incident& incident,
    const protocol::SendMessage& command,
    MessageSent& message
) {
    const auto reached = [&](const Tip& tip) { return tip.reporter && !tip.withdrawn_at; };
    if (command.to == TalkTo::reporters) {
        for (const TipId id : incident.tips) {
            if (reached(state.tips.at(id))) {
                message.tips.push_back(id);
            }
        }
        if (message.tips.empty()) {
            return refuse(ErrorCode::wrong_state, "none of its reporters can be reached");
        }
        return std::nullopt;
    }
    const auto one = command.tip ? state.tips.find(*command.tip) : state.tips.end();
    if (one == state.tips.end() || one->second.incident != incident.id) {
        return refuse(ErrorCode::not_found, "no such tip of this incident", "data.tip");
    }
    if (one->second.withdrawn_at) {
        return refuse(ErrorCode::wrong_state, "the tip has been withdrawn", "data.tip");
    }
    if (!one->second.reporter) {
        return refuse(
            ErrorCode::wrong_state, "it came by a call: its reporter has no page", "data.tip"
        );
    }
    message.tips = {one->first};
    return std::nullopt;
}

/// A responder speaks to the desk only, from an assignment of theirs that runs there.
Decided
speak_to_desk(const State& state, const Request& request, const protocol::SendMessage& command) {
    if (command.to != TalkTo::desk) {
        return refuse(ErrorCode::not_allowed, "responders speak to the desk", "data.to");
    }
    const Incident& incident = state.incidents.at(command.incident);
    for (const AssignmentId id : incident.assignments) {
        const Assignment& one = state.assignments.at(id);
        if (one.person == request.by && is_running(one.state)) {
            MessageSent message = said(state, request, incident.id, TalkFrom::responder);
            message.to = TalkTo::desk;
            message.assignments = {id};
            message.words = command.words;
            return recorded(std::move(message));
        }
    }
    return refuse(ErrorCode::not_found, "no running assignment of yours there", "data.incident");
}

std::optional<protocol::Refusal> check_release(
    const State& state, const Incident& incident, const protocol::ReleaseDetails& command
) {
    if (command.tips.items.empty() && command.photos.items.empty()) {
        return refuse(ErrorCode::bad_field, "nothing is released", "data.tips");
    }
    for (const TipId id : command.tips.items) {
        const auto tip = state.tips.find(id);
        if (tip == state.tips.end() || tip->second.incident != incident.id) {
            return refuse(ErrorCode::not_found, "no such tip of this incident", "data.tips");
        }
        if (tip->second.withdrawn_at) {
            return refuse(ErrorCode::wrong_state, "the tip has been withdrawn", "data.tips");
        }
    }
    for (const auto& id : command.photos.items) {
        const auto tip = state.tip_of_photo.find(id);
        const auto photo = state.photos.find(id);
        const bool stored = photo != state.photos.end() && photo->second.stored_at;
        if (tip == state.tip_of_photo.end() || !stored ||
            state.tips.at(tip->second).incident != incident.id) {
            return refuse(
                ErrorCode::not_found, "no such stored photo of this incident", "data.photos"
            );
        }
    }
    return std::nullopt;
}

} // namespace

Decided decide(const World& world, const Request& request, const protocol::SendMessage& command) {
    const State& state = world.state;
    const bool desk = state.person(request.by)->role == protocol::Role::dispatcher;
    const auto found = find_open_incident(state, command.incident);
    if (!found) {
        return found.refusal();
    }
    if (count_of(state.talk.of_incident, command.incident) >= most_messages) {
        return refuse(
            ErrorCode::limit_reached,
            "at most " + std::to_string(most_messages) + " messages within an incident"
        );
    }
    if (!desk) {
        return speak_to_desk(state, request, command);
    }
    MessageSent message = said(state, request, command.incident, TalkFrom::desk);
    message.to = command.to;
    message.words = command.words;
    std::optional<protocol::Refusal> refusal;
    switch (command.to) {
    case TalkTo::responders:
    case TalkTo::assignment:
        refusal = address_responders(state, **found, command, message);
        break;
    case TalkTo::reporters:
    case TalkTo::tip:
        refusal = address_reporters(state, **found, command, message);
        break;
    case TalkTo::desk:
        return refuse(ErrorCode::bad_field, "other desks read notes", "data.to");
    }
    if (refusal) {
        return *std::move(refusal);
    }
    return recorded(std::move(message));
}

Decided decide(const World& world, const Request& request, const protocol::AnswerDesk& command) {
    const State& state = world.state;
    const auto found = state.tips.find(command.tip);
    if (found == state.tips.end() || found->second.reporter != request.by) {
        return refuse(ErrorCode::not_found, "no such tip of yours", "data.tip");
    }
    const Tip& tip = found->second;
    if (tip.withdrawn_at) {
        return refuse(ErrorCode::wrong_state, "the tip has been withdrawn");
    }
    if (const auto incident = find_open_incident(state, tip.incident); !incident) {
        return incident.refusal();
    }
    if (count_of(state.talk.of_tip, tip.id) >= most_answers ||
        count_of(state.talk.of_incident, tip.incident) >= most_messages) {
        return refuse(ErrorCode::limit_reached, "too many messages about this tip");
    }
    MessageSent message = said(state, request, tip.incident, TalkFrom::reporter);
    message.to = TalkTo::desk;
    message.tips = {tip.id};
    message.words = command.words;
    return recorded(std::move(message));
}

Decided
decide(const World& world, const Request& request, const protocol::ReleaseDetails& command) {
    const State& state = world.state;
    const auto found = find_open_incident(state, command.incident);
    if (!found) {
        return found.refusal();
    }
    if (auto refusal = check_release(state, **found, command)) {
        return *std::move(refusal);
    }
    return Decision{
        {DetailsReleased{
            command.incident,
            command.tips.items,
            command.photos.items,
            request.by,
            volunteers_at(state, command.incident)
        }},
        protocol::IncidentAnswer{command.incident}
    };
}

Decided
decide(const World& world, const Request& request, const protocol::WithdrawDetails& command) {
    const State& state = world.state;
    const auto found = find_incident(state, command.incident);
    if (!found) {
        return found.refusal();
    }
    if (state.talk.of(command.incident) == nullptr) {
        return refuse(ErrorCode::wrong_state, "nothing of this incident is released");
    }
    return Decision{
        {DetailsWithdrawn{command.incident, request.by, volunteers_at(state, command.incident)}},
        protocol::IncidentAnswer{command.incident}
    };
}

} // namespace dageng::engine

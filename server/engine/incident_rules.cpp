#include "server/engine/assignment_states.hpp"
#include "server/engine/incident_making.hpp"
#include "server/engine/local_day.hpp"
#include "server/engine/rules.hpp"
#include "server/engine/safety_making.hpp"

#include <algorithm>

namespace dageng::engine {

using protocol::ErrorCode;

namespace {

template <class Map>
auto next_id(const Map& map) {
    return typename Map::key_type{map.empty() ? 1 : map.rbegin()->first.value + 1};
}

protocol::IncidentCode next_code(const State& state, TimeMs now) {
    const std::uint32_t day = local_day(now, state.catalogue->utc_offset_min.value);
    const std::uint32_t number = day == state.day ? state.codes_of_day + 1 : 1;
    const auto digits = [](std::uint32_t value) {
        const std::string text = std::to_string(value);
        return text.size() < 4 ? std::string(4 - text.size(), '0') + text : text;
    };
    return {state.catalogue->code.value + "-" + digits(month_and_day(day)) + "-" + digits(number)};
}

protocol::Result<const Incident*> open_one(const State& state, IncidentId id) {
    const auto found = state.incidents.find(id);
    if (found == state.incidents.end()) {
        return refuse(ErrorCode::not_found, "no such incident", "data.incident");
    }
    if (!found->second.open()) {
        return refuse(ErrorCode::wrong_state, "the incident is closed");
    }
    return &found->second;
}

} // namespace

IncidentOpened new_incident(
    const State& state, TimeMs now, protocol::Slug kind, const protocol::Place& place, KeyId key
) {
    IncidentOpened opened;
    opened.incident = next_id(state.incidents);
    opened.code = next_code(state, now);
    opened.priority = plan_for(state.catalogue, kind)->priority;
    opened.kind = std::move(kind);
    opened.place = place;
    opened.key = key;
    opened.plan_version = state.catalogue->version;
    return opened;
}

std::vector<Event> stand_down_all(const State& state, const Incident& incident, PersonId by) {
    std::vector<Event> events;
    for (const AssignmentId id : incident.assignments) {
        const Assignment& assignment = state.assignments.at(id);
        if (is_answerable(assignment.state) || is_running(assignment.state)) {
            events.emplace_back(AssignmentChanged{
                id,
                incident.id,
                assignment.person,
                by,
                protocol::AssignmentState::stood_down,
                protocol::Cause::closed
            });
        }
    }
    return events;
}

Decision open_incident(
    const State& state, const Request& request, const protocol::Plan& plan, TipReceived tip
) {
    tip.tip = next_id(state.tips);
    tip.incident = next_id(state.incidents);
    tip.key = next_key(state);
    const bool too_old = request.now - tip.made_at > plan.max_age_s.value * 1000;
    const bool outside = state.boundary && !state.boundary->contains(tip.place.at);
    IncidentOpened opened =
        new_incident(state, request.now, tip.kind, tip.place, {tip.key.value + 1});
    opened.dispatcher_only = too_old || outside;
    Decision decision;
    if (tip.taken_by) {
        decision.answer = protocol::CallAnswer{tip.tip, tip.incident};
    } else {
        decision.answer = protocol::TipAnswer{tip.tip};
    }
    decision.events.emplace_back(std::move(tip));
    decision.events.emplace_back(opened);
    if (opened.dispatcher_only) {
        const auto reason = outside ? protocol::ShortfallReason::outside_district
                                    : protocol::ShortfallReason::tip_too_old;
        decision.events.emplace_back(
            ShortfallRaised{opened.incident, reason, static_cast<std::uint32_t>(plan.wanted.value)}
        );
    }
    return decision;
}

Decided decide(const World& world, const Request& request, const protocol::TakeCall& command) {
    const auto plan = plan_for(world.state.catalogue, command.kind);
    if (!plan || plan->by_rule_only) {
        return refuse(ErrorCode::bad_field, "no such kind of incident", "data.kind");
    }
    if (command.channel == protocol::Channel::app) {
        return refuse(ErrorCode::bad_field, "a call comes by telephone or radio", "data.channel");
    }
    TipReceived tip;
    tip.taken_by = request.by;
    tip.client_id = request.id;
    tip.kind = command.kind;
    tip.place = command.place;
    tip.channel = command.channel;
    tip.made_at = request.made_at.value_or(request.now);
    tip.place_words = command.place_words;
    tip.words = command.words;
    tip.contact = command.contact;
    return open_incident(world.state, request, *plan, std::move(tip));
}

Decided
decide(const World& world, const Request& request, const protocol::AcknowledgeIncident& command) {
    const auto incident = open_one(world.state, command.incident);
    if (!incident) {
        return incident.refusal();
    }
    const protocol::IncidentAnswer answer{command.incident};
    if ((*incident)->acknowledged_at) {
        return Decision{{}, answer};
    }
    Decision decision{{IncidentAcknowledged{command.incident, request.by}}, answer};
    for (Event& event : acknowledge_distress(world.state, command.incident)) {
        decision.events.push_back(std::move(event));
    }
    return decision;
}

Decided decide(const World& world, const Request& request, const protocol::AddNote& command) {
    const auto incident = open_one(world.state, command.incident);
    if (!incident) {
        return incident.refusal();
    }
    if ((*incident)->notes.size() >= 500) {
        return refuse(ErrorCode::limit_reached, "at most 500 notes on an incident");
    }
    return Decision{
        {NoteAdded{command.incident, request.by, command.words}},
        protocol::IncidentAnswer{command.incident}
    };
}

Decided decide(const World& world, const Request& request, const protocol::CloseIncident& command) {
    const auto incident = open_one(world.state, command.incident);
    if (!incident) {
        return incident.refusal();
    }
    const auto& dispositions = world.state.catalogue->dispositions.items;
    if (std::none_of(dispositions.begin(), dispositions.end(), [&](const auto& known) {
            return known.disposition == command.disposition;
        })) {
        return refuse(ErrorCode::bad_field, "no such disposition", "data.disposition");
    }
    Decision decision{stand_down_all(world.state, **incident, request.by), {}};
    for (Event& event : clear_by_dispatcher(world.state, command.incident, request.by)) {
        decision.events.push_back(std::move(event));
    }
    decision.events.emplace_back(IncidentClosed{
        command.incident, command.disposition, request.by, command.words, command.outcome
    });
    decision.answer = protocol::IncidentAnswer{command.incident};
    return decision;
}

} // namespace dageng::engine

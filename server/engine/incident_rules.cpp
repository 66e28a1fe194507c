#include "protocol/names.hpp"
#include "server/engine/incident_making.hpp"
#include "server/engine/incident_states.hpp"
#include "server/engine/local_day.hpp"
#include "server/engine/needs.hpp"
#include "server/engine/rules.hpp"
#include "server/engine/safety_making.hpp"

#include <algorithm>

namespace dageng::engine {

using protocol::ErrorCode;

namespace {

protocol::IncidentCode next_code(const State& state, TimeMs now) {
    const std::uint32_t day = local_day(now, state.catalogue->utc_offset_min.value);
    const std::uint32_t number = day == state.day ? state.codes_of_day + 1 : 1;
    const auto digits = [](std::uint32_t value) {
        const std::string text = std::to_string(value);
        return text.size() < 4 ? std::string(4 - text.size(), '0') + text : text;
    };
    return {state.catalogue->code.value + "-" + digits(month_and_day(day)) + "-" + digits(number)};
}

Answer answer_to(const TipReceived& tip) {
    if (tip.taken_by) {
        return protocol::CallAnswer{tip.tip, tip.incident};
    }
    return protocol::TipAnswer{tip.tip};
}

/// The tip is about an incident that is open already.
Decision attach(const State& state, TipReceived tip, const Likeness& like) {
    tip.incident = like.incident;
    const bool responding = state.incidents.at(like.incident).responding_at.has_value();
    const TipAttached attached{tip.tip, like.incident, like.score, responding};
    Decision decision{{}, answer_to(tip)};
    decision.events.emplace_back(std::move(tip));
    decision.events.emplace_back(attached);
    return decision;
}

/// Attaching must hide nothing: what is more urgent than the incident, or comes when all who went
/// are done or nobody is asked by rule, opens an incident that is proposed.
bool may_attach(const State& state, const Likeness& like, const protocol::Plan& plan) {
    const Incident& incident = state.incidents.at(like.incident);
    const bool acted_on =
        !incident.dispatcher_only && incident.state != protocol::IncidentState::clearing;
    return like.score >= static_cast<std::uint32_t>(state.catalogue->duplicates->attach.value) &&
           plan.priority >= incident.priority && acted_on && incident.tips.size() < most_attached;
}

/// What follows at once for an incident that the plan may not act for.
Event leave_to_others(
    const State& state, const IncidentOpened& opened, const protocol::Plan& plan
) {
    const bool outside = lies_outside(state, opened.place);
    const auto& referrals = state.catalogue->referrals;
    if (outside && referrals && referrals->outside) {
        return IncidentReferred{opened.incident, *referrals->outside, {}, {}};
    }
    const auto reason = outside ? protocol::ShortfallReason::outside_district
                                : protocol::ShortfallReason::tip_too_old;
    return ShortfallRaised{opened.incident, reason, wanted(plan, 1), std::nullopt};
}

} // namespace

protocol::Result<const Incident*>
find_incident(const State& state, IncidentId id, std::string_view field) {
    const auto found = state.incidents.find(id);
    if (found == state.incidents.end()) {
        return refuse(ErrorCode::not_found, "no such incident", std::string(field));
    }
    return &found->second;
}

protocol::Result<const Incident*>
find_open_incident(const State& state, IncidentId id, std::string_view field) {
    const auto found = find_incident(state, id, field);
    if (found && !(*found)->open()) {
        return refuse(
            ErrorCode::wrong_state,
            "the incident is " + std::string(protocol::enum_name((*found)->state)),
            std::string(field)
        );
    }
    return found;
}

std::optional<protocol::Refusal> refuse_step(const Incident& incident, protocol::IncidentState to) {
    if (may_step(incident.state, to)) {
        return std::nullopt;
    }
    return refuse(
        ErrorCode::wrong_state,
        "from " + std::string(protocol::enum_name(incident.state)) + " to " +
            std::string(protocol::enum_name(to)) + " is no step"
    );
}

IncidentOpened
new_incident(const State& state, TimeMs now, const protocol::Plan& plan, const Sighting& about) {
    IncidentOpened opened;
    opened.incident = state.incidents.next();
    opened.code = next_code(state, now);
    opened.kind = about.kind;
    opened.priority = plan.priority;
    opened.place = about.place;
    opened.plan_version = state.catalogue->version;
    const bool too_old = now - about.at > plan.max_age_s.value * 1000;
    opened.dispatcher_only = too_old || lies_outside(state, about.place);
    return opened;
}

IncidentOpened new_incident(
    const State& state, TimeMs now, protocol::Slug kind, const protocol::Place& place, KeyId key
) {
    IncidentOpened opened;
    opened.incident = state.incidents.next();
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
    const auto everybody = [](const Assignment&) { return true; };
    stand_down(state, incident, by, protocol::Cause::closed, everybody, events);
    return events;
}

Decision open_incident(
    const State& state, const Request& request, const protocol::Plan& plan, TipReceived tip
) {
    tip.tip = state.tips.next();
    tip.key = next_key(state);
    const Sighting about{tip.kind, tip.place, tip.made_at};
    // Without a number: like none. (g++ 12 takes an optional here for uninitialised.)
    const Likeness like = lies_outside(state, tip.place)
                              ? Likeness{}
                              : likest(state, about, tip.exercise).value_or(Likeness{});
    if (like.incident && may_attach(state, like, plan)) {
        return attach(state, std::move(tip), like);
    }
    IncidentOpened opened = new_incident(state, request.now, plan, about);
    opened.key = {tip.key.value + 1};
    opened.exercise = tip.exercise;
    tip.incident = opened.incident;
    Decision decision{{}, answer_to(tip)};
    decision.events.emplace_back(std::move(tip));
    decision.events.emplace_back(opened);
    if (opened.dispatcher_only) {
        decision.events.push_back(leave_to_others(state, opened, plan));
    }
    if (like.incident) {
        decision.events.emplace_back(DuplicateProposed{opened.incident, like.incident, like.score});
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
    tip.exercise = command.exercise;
    return open_incident(world.state, request, *plan, std::move(tip));
}

Decided
decide(const World& world, const Request& request, const protocol::AcknowledgeIncident& command) {
    const auto incident = find_incident(world.state, command.incident);
    if (!incident) {
        return incident.refusal();
    }
    // What a rule referred waits for a human too.
    if (!(*incident)->open() && !(*incident)->referral) {
        return find_open_incident(world.state, command.incident).refusal();
    }
    const protocol::IncidentAnswer answer{command.incident};
    if ((*incident)->acknowledged_at) {
        return Decision{{}, answer};
    }
    const bool ends_call = (*incident)->care.steps > 0;
    Decision decision{{IncidentAcknowledged{command.incident, request.by, ends_call}}, answer};
    for (Event& event : acknowledge_distress(world.state, command.incident)) {
        decision.events.push_back(std::move(event));
    }
    return decision;
}

Decided decide(const World& world, const Request& request, const protocol::AddNote& command) {
    const auto incident = find_open_incident(world.state, command.incident);
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
    const auto incident = find_incident(world.state, command.incident);
    if (!incident) {
        return incident.refusal();
    }
    if (auto refusal = refuse_step(**incident, protocol::IncidentState::closed)) {
        return *std::move(refusal);
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

#include "protocol/names.hpp"
#include "server/engine/apply.hpp"
#include "server/engine/hold.hpp"
#include "server/engine/incident_making.hpp"
#include "server/engine/incident_states.hpp"
#include "server/engine/needs.hpp"
#include "server/engine/views.hpp"

#include <algorithm>

namespace dageng::engine {

using protocol::ErrorCode;
using protocol::IncidentState;

namespace {

/// No incident has more: reporters are told one by one.
constexpr std::size_t most_tips = 500;

/// Somebody in distress is helped, not made part of something else.
std::optional<protocol::Refusal> refuse_distress(const State& state, IncidentId id) {
    const Distress* distress = state.safety.of(id);
    if (distress == nullptr || !distress->open()) {
        return std::nullopt;
    }
    return refuse(ErrorCode::wrong_state, "somebody is in distress; close it when they are safe");
}

bool may_go(
    const State& state, const protocol::Plan& plan, std::uint32_t level, const Assignment& one
) {
    const Group& group = state.groups.at(state.person(one.person)->group);
    return first_need(plan, level, group).has_value();
}

/// The person's assignment in an incident that is asked or running; nothing when there is none.
const Assignment* live_one(const State& state, const Incident& incident, PersonId person) {
    for (const AssignmentId id : incident.assignments) {
        const Assignment& one = state.assignments.at(id);
        if (one.person == person && (is_answerable(one.state) || is_running(one.state))) {
            return &one;
        }
    }
    return nullptr;
}

/// Who was asked or is going for `from` may be for `into` where its plan allows it. Of two for one
/// person that which is theirs now stays. Whether the person reported either isn't asked: who is
/// left out would tell it.
bool moves_along(const State& state, const Assignment& one, const Incident& into) {
    const bool theirs_now = state.person(one.person)->current == one.id;
    return may_go(state, *into.plan, into.level, one) &&
           (theirs_now || live_one(state, into, one.person) == nullptr);
}

AssignmentMoved moved(const Assignment& one, const Incident& into) {
    return {
        one.id,
        one.person,
        one.incident,
        into.id,
        into.code,
        into.kind,
        into.priority,
        into.place,
        wanted(into),
        into.plan->brief,
        into.plan->bring
    };
}

/// The two incidents of a merge, or why they can't be one.
protocol::Result<std::pair<const Incident*, const Incident*>>
mergeable(const State& state, const protocol::MergeIncidents& command) {
    const auto from = find_incident(state, command.from, "data.from");
    if (!from) {
        return from.refusal();
    }
    if (command.from == command.into) {
        return refuse(ErrorCode::bad_field, "an incident can't be merged into itself", "data.into");
    }
    if (auto refusal = refuse_step(**from, IncidentState::merged)) {
        return *std::move(refusal);
    }
    if (auto refusal = refuse_distress(state, command.from)) {
        return *std::move(refusal);
    }
    const auto into = find_open_incident(state, command.into, "data.into");
    if (!into) {
        return into.refusal();
    }
    if ((*from)->exercise != (*into)->exercise) {
        return refuse(
            ErrorCode::wrong_state, "what is real and an exercise can't be one", "data.into"
        );
    }
    if ((*from)->tips.size() + (*into)->tips.size() > most_tips) {
        return refuse(
            ErrorCode::limit_reached,
            "at most " + std::to_string(most_tips) + " tips of one incident"
        );
    }
    return std::pair{*from, *into};
}

} // namespace

Decided
decide(const World& world, const Request& request, const protocol::MergeIncidents& command) {
    const State& state = world.state;
    const auto both = mergeable(state, command);
    if (!both) {
        return both.refusal();
    }
    const auto& [from, into] = *both;
    Decision decision{{}, protocol::IncidentAnswer{into->id}};
    for (const AssignmentId id : from->assignments) {
        const Assignment& one = state.assignments.at(id);
        const bool live = is_answerable(one.state) || is_running(one.state);
        if (live && moves_along(state, one, *into)) {
            decision.events.emplace_back(moved(one, *into));
        }
    }
    const auto doubled = [&](const Assignment& one) {
        const Assignment* other = live_one(state, *from, one.person);
        return other != nullptr && moves_along(state, *other, *into);
    };
    stand_down(state, *into, request.by, protocol::Cause::dispatcher, doubled, decision.events);
    const auto stays = [&](const Assignment& one) { return !moves_along(state, one, *into); };
    stand_down(state, *from, request.by, protocol::Cause::closed, stays, decision.events);
    decision.events.emplace_back(
        IncidentMerged{from->id, into->id, request.by, from->tips, into->responding_at.has_value()}
    );
    return decision;
}

Decided decide(const World& world, const Request& request, const protocol::SplitTip& command) {
    const State& state = world.state;
    const auto found = state.tips.find(command.tip);
    if (found == state.tips.end()) {
        return refuse(ErrorCode::not_found, "no such tip", "data.tip");
    }
    const Tip& tip = found->second;
    const auto from = find_open_incident(state, tip.incident, "data.tip");
    if (!from) {
        return from.refusal();
    }
    if (tip.withdrawn_at) {
        return refuse(ErrorCode::wrong_state, "the tip has been withdrawn", "data.tip");
    }
    if ((*from)->tips.size() < 2) {
        return refuse(ErrorCode::wrong_state, "its incident has no other tip", "data.tip");
    }
    const auto plan = plan_for(state.catalogue, tip.kind);
    if (!plan) {
        return refuse(ErrorCode::wrong_state, "the catalogue has lost the tip's kind", "data.tip");
    }
    IncidentOpened opened =
        new_incident(state, request.now, *plan, {tip.kind, tip.place, tip.made_at});
    opened.key = next_key(state);
    opened.exercise = tip.exercise;
    Decision decision{{}, protocol::IncidentAnswer{opened.incident}};
    decision.events.emplace_back(opened);
    if (opened.dispatcher_only) {
        const auto reason = lies_outside(state, tip.place)
                                ? protocol::ShortfallReason::outside_district
                                : protocol::ShortfallReason::tip_too_old;
        decision.events.emplace_back(
            ShortfallRaised{opened.incident, reason, wanted(*plan, 1), std::nullopt}
        );
    }
    decision.events.emplace_back(TipSplit{tip.id, tip.incident, opened.incident, request.by});
    return decision;
}

Decided
decide(const World& world, const Request& request, const protocol::ReclassifyIncident& command) {
    const State& state = world.state;
    const auto found = find_open_incident(state, command.incident);
    if (!found) {
        return found.refusal();
    }
    const Incident& incident = **found;
    const auto plan = plan_for(state.catalogue, command.kind);
    if (!plan || plan->by_rule_only) {
        return refuse(ErrorCode::bad_field, "no such kind of incident", "data.kind");
    }
    if (auto refusal = refuse_distress(state, command.incident)) {
        return *std::move(refusal);
    }
    Decision decision{{}, protocol::IncidentAnswer{command.incident}};
    if (incident.kind == command.kind) {
        return decision;
    }
    const auto stays = [&](const Assignment& one) { return !may_go(state, *plan, 1, one); };
    stand_down(state, incident, request.by, protocol::Cause::dispatcher, stays, decision.events);
    const bool too_old = request.now - incident.reported_at > plan->max_age_s.value * 1000;
    decision.events.emplace_back(IncidentReclassified{
        incident.id,
        incident.kind,
        command.kind,
        plan->priority,
        state.catalogue->version,
        too_old || lies_outside(state, incident.place),
        wanted(*plan, 1),
        officers_only(*plan),
        plan->brief,
        plan->bring,
        request.by
    });
    for (Event& event : shorten_hold(incident, plan->priority, request.by, request.now)) {
        decision.events.push_back(std::move(event));
    }
    return decision;
}

Decided decide(const World& world, const Request& request, const protocol::ReferIncident& command) {
    const State& state = world.state;
    const auto found = find_incident(state, command.incident);
    if (!found) {
        return found.refusal();
    }
    if (auto refusal = refuse_step(**found, IncidentState::referred)) {
        return *std::move(refusal);
    }
    if (auto refusal = refuse_distress(state, command.incident)) {
        return *std::move(refusal);
    }
    const auto& referrals = state.catalogue->referrals;
    const auto named = [&](const auto& known) { return known.target == command.to; };
    if (!referrals ||
        std::none_of(referrals->targets.items.begin(), referrals->targets.items.end(), named)) {
        return refuse(ErrorCode::bad_field, "nobody of that name is referred to", "data.to");
    }
    Decision decision{{}, protocol::IncidentAnswer{command.incident}};
    const auto everybody = [](const Assignment&) { return true; };
    stand_down(state, **found, request.by, protocol::Cause::closed, everybody, decision.events);
    decision.events.emplace_back(
        IncidentReferred{command.incident, command.to, request.by, command.words}
    );
    return decision;
}

Decided
decide(const World& world, const Request& request, const protocol::TakeBackReferral& command) {
    const State& state = world.state;
    const auto found = find_incident(state, command.incident);
    if (!found) {
        return found.refusal();
    }
    if (!(*found)->referral) {
        return refuse(
            ErrorCode::wrong_state,
            "the incident is " + std::string(protocol::enum_name((*found)->state)) +
                ", not referred"
        );
    }
    Incident again = **found;
    again.referral.reset();
    Decision decision{{}, protocol::IncidentAnswer{command.incident}};
    decision.events.emplace_back(
        IncidentReopened{command.incident, state_by_assignments(state, again), request.by}
    );
    if (lies_outside(state, again.place)) {
        decision.events.emplace_back(ShortfallRaised{
            command.incident,
            protocol::ShortfallReason::outside_district,
            wanted(again),
            std::nullopt
        });
    }
    return decision;
}

Decided
decide(const World& world, const Request& request, const protocol::DismissDuplicate& command) {
    const auto found = find_incident(world.state, command.incident);
    if (!found) {
        return found.refusal();
    }
    if (!(*found)->proposal) {
        return refuse(ErrorCode::wrong_state, "no proposal stands at this incident");
    }
    return Decision{
        {DuplicateDismissed{command.incident, request.by}},
        protocol::IncidentAnswer{command.incident}
    };
}

} // namespace dageng::engine

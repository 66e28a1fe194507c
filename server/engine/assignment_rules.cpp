#include "protocol/names.hpp"
#include "server/engine/assignment_states.hpp"
#include "server/engine/needs.hpp"
#include "server/engine/rules.hpp"
#include "server/engine/safety_making.hpp"
#include "server/engine/travel.hpp"

#include <algorithm>

namespace dageng::engine {

using protocol::AssignmentState;
using protocol::Cause;
using protocol::ErrorCode;

namespace {

constexpr AssignmentState state_of(protocol::Progress progress) {
    switch (progress) {
    case protocol::Progress::en_route:
        return AssignmentState::en_route;
    case protocol::Progress::on_scene:
        return AssignmentState::on_scene;
    case protocol::Progress::cleared:
        return AssignmentState::cleared;
    case protocol::Progress::failed:
        break;
    }
    return AssignmentState::failed;
}

AssignmentChanged
change(const Assignment& assignment, PersonId by, AssignmentState state, Cause cause) {
    return {assignment.id, assignment.incident, assignment.person, by, state, cause};
}

/// The own assignment that may still be answered, or why not.
protocol::Result<const Assignment*>
answerable(const State& state, const Request& request, AssignmentId id) {
    const auto found = state.assignments.find(id);
    if (found == state.assignments.end() || found->second.person != request.by) {
        return refuse(ErrorCode::not_found, "no such offer to you", "data.assignment");
    }
    if (!is_answerable(found->second.state)) {
        return refuse(
            ErrorCode::offer_over,
            "the offer is " + std::string(protocol::enum_name(found->second.state))
        );
    }
    if (request.now >= found->second.expires_at) {
        return refuse(ErrorCode::offer_over, "the offer's time is over");
    }
    return &found->second;
}

} // namespace

protocol::Slug category_of(const State& state, const Person& person) {
    return state.catalogue->categories.items.at(person.category).category;
}

OfferMade make_offer(const World& world, const Incident& incident, Asking asking, TimeMs now) {
    const State& state = world.state;
    const Person& asked = *state.person(asking.person);
    const auto heard = world.places.of(asking.person);
    OfferMade offer;
    offer.assignment = state.assignments.next();
    offer.incident = incident.id;
    offer.person = asking.person;
    offer.name = state.name_of(asked.id);
    offer.category = category_of(state, asked);
    offer.code = incident.code;
    offer.kind = incident.kind;
    offer.priority = incident.priority;
    offer.place = incident.place;
    offer.wanted = wanted(incident);
    offer.wave = asking.wave;
    offer.need = asking.need;
    offer.distance_m = heard ? world.places.distance_m(heard->at, incident.place.at) : 0;
    offer.reach_by = now + incident.plan->reach_s.value * 1000;
    offer.expires_at = now + incident.plan->offer_s.value * 1000;
    offer.exercise = incident.exercise;
    return offer;
}

Decided decide(const World& world, const Request& request, const protocol::AcceptOffer& command) {
    const auto found = answerable(world.state, request, command.assignment);
    if (!found) {
        return found.refusal();
    }
    const Assignment& assignment = **found;
    const Incident& incident = world.state.incidents.at(assignment.incident);
    const Person& person = *world.state.person(request.by);
    if (!person.on_duty) {
        return refuse(ErrorCode::not_on_duty, "duty has ended since this was asked");
    }
    if (person.current && person.current != assignment.id) {
        return refuse(ErrorCode::busy_elsewhere, "another offer or assignment of yours is open");
    }
    const bool by_rule = assignment.wave > 0;
    if (by_rule && missing_of(world.state, incident).at(assignment.need) == 0) {
        return refuse(ErrorCode::offer_over, "enough others have accepted");
    }
    Decision decision{
        {change(assignment, request.by, AssignmentState::accepted, Cause::person),
         change(assignment, request.by, AssignmentState::en_route, Cause::person)},
        protocol::AssignmentAnswer{assignment.id, AssignmentState::en_route}
    };
    const bool volunteer = person.role == protocol::Role::volunteer;
    if (volunteer && world.state.talk.of(incident.id) != nullptr) {
        decision.events.emplace_back(DetailsShown{incident.id, request.by});
    }
    const Commander* commander = world.state.scenes.of(incident.id);
    if (commander != nullptr && commander->person) {
        decision.events.emplace_back(CommanderTold{incident.id, request.by});
    }
    return decision;
}

Decided decide(const World& world, const Request& request, const protocol::DeclineOffer& command) {
    const auto found = answerable(world.state, request, command.assignment);
    if (!found) {
        return found.refusal();
    }
    return Decision{
        {change(**found, request.by, AssignmentState::declined, Cause::person)},
        protocol::AssignmentAnswer{command.assignment, AssignmentState::declined}
    };
}

Decided decide(const World& world, const Request& request, const protocol::SetStatus& command) {
    const auto found = world.state.assignments.find(command.assignment);
    const bool dispatcher = world.state.person(request.by)->role == protocol::Role::dispatcher;
    if (found == world.state.assignments.end() ||
        (!dispatcher && found->second.person != request.by)) {
        return refuse(ErrorCode::not_found, "no such assignment of yours", "data.assignment");
    }
    const Assignment& assignment = found->second;
    const AssignmentState next = state_of(command.status);
    const protocol::AssignmentAnswer answer{assignment.id, next};
    if (assignment.state == next) {
        return Decision{{}, answer};
    }
    if (!may_step(assignment.state, next)) {
        return refuse(
            ErrorCode::wrong_state,
            "from " + std::string(protocol::enum_name(assignment.state)) + " to " +
                std::string(protocol::enum_name(next)) + " is no step"
        );
    }
    const Cause cause = assignment.person == request.by ? Cause::person : Cause::dispatcher;
    Decision decision{{change(assignment, request.by, next, cause)}, answer};
    if (cause == Cause::person) {
        for (Event& event : heard_from_scene(world.state, assignment)) {
            decision.events.push_back(std::move(event));
        }
    }
    return decision;
}

Decided
decide(const World& world, const Request& request, const protocol::AssignResponder& command) {
    const auto incident = world.state.incidents.find(command.incident);
    if (incident == world.state.incidents.end() || !incident->second.open()) {
        return refuse(ErrorCode::not_found, "no such open incident", "data.incident");
    }
    const Person* person = world.state.person(command.person);
    if (person == nullptr || person->category == no_category) {
        return refuse(ErrorCode::not_found, "no such responder", "data.person");
    }
    if (!person->on_duty) {
        return refuse(ErrorCode::not_on_duty, "this person is not on duty");
    }
    if (person->current) {
        return refuse(ErrorCode::busy_elsewhere, "this person has another offer or assignment");
    }
    const auto need = need_for(world.state, incident->second, *person);
    if (!need) {
        return refuse(ErrorCode::not_allowed, "the response plan doesn't ask for people like this");
    }
    // Whether the person is a reporter is not asked: a refusal would tell the dispatcher who it
    // was.
    const auto& asked = incident->second.assignments;
    const auto unreached = std::find_if(asked.begin(), asked.end(), [&](AssignmentId id) {
        const Assignment& assignment = world.state.assignments.at(id);
        return assignment.person == command.person && is_answerable(assignment.state);
    });
    if (unreached != asked.end()) {
        return refuse(
            ErrorCode::wrong_state, "this person's offer for this incident is still open"
        );
    }
    OfferMade offer = make_offer(world, incident->second, {command.person, *need, 0}, request.now);
    offer.eta_s = eta_s(world, incident->second, *person);
    const protocol::AssignmentAnswer answer{offer.assignment, AssignmentState::offered};
    return Decision{{std::move(offer)}, answer};
}

Decided
decide(const World& world, const Request& request, const protocol::StandDownResponder& command) {
    const auto found = world.state.assignments.find(command.assignment);
    if (found == world.state.assignments.end()) {
        return refuse(ErrorCode::not_found, "no such assignment", "data.assignment");
    }
    const Assignment& assignment = found->second;
    if (!may_step(assignment.state, AssignmentState::stood_down)) {
        return refuse(
            ErrorCode::wrong_state,
            "the assignment is " + std::string(protocol::enum_name(assignment.state))
        );
    }
    return Decision{
        {change(assignment, request.by, AssignmentState::stood_down, Cause::dispatcher)},
        protocol::AssignmentAnswer{assignment.id, AssignmentState::stood_down}
    };
}

} // namespace dageng::engine

#include "server/engine/apply.hpp"
#include "server/engine/left.hpp"

#include <algorithm>

namespace dageng::engine {

namespace {

void forget_photos(State& state, const protocol::Photos& photos) {
    for (const protocol::ClientId& photo : photos.items) {
        state.photos.erase(photo);
        state.tip_of_photo.erase(photo);
    }
}

void forget_tip(State& state, TipId id) {
    Tip& tip = state.tips.at(id);
    if (const auto theirs = state.tips_of.find(tip.reporter); theirs != state.tips_of.end()) {
        std::erase(theirs->second, id);
        if (theirs->second.empty()) {
            state.tips_of.erase(theirs);
        }
    }
    state.tip_of_command.erase({tip.reporter, tip.client_id});
    forget_photos(state, tip.photos);
    for (const TipAddition& addition : tip.additions) {
        forget_photos(state, addition.photos);
    }
    state.reveals.of_tip.erase(id);
    state.talk.of_tip.erase(id);
    leave(tip, left_numbers(tip));
}

void forget_assignment(State& state, AssignmentId id) {
    state.talk.of_assignment.erase(id);
    state.scenes.groups.erase(id);
    Assignment& assignment = state.assignments.at(id);
    leave(assignment, left_numbers(assignment));
}

void forget_talk(State& state, IncidentId incident) {
    if (const auto said = state.talk.of_incident.find(incident);
        said != state.talk.of_incident.end()) {
        for (const std::uint64_t number : said->second) {
            state.talk.all[number - 1] = {};
        }
        state.talk.of_incident.erase(said);
    }
    state.talk.released.erase(incident);
}

void forget_incident(State& state, IncidentId id) {
    forget_talk(state, id);
    state.safety.distress.erase(id);
    std::erase_if(state.safety.panic_of_command, [&](const auto& one) { return one.second == id; });
    state.scenes.commanders.erase(id);
    Incident& incident = state.incidents.at(id);
    leave(incident, left_numbers(incident));
}

void forget(Broadcast& broadcast) {
    const std::uint64_t number = broadcast.made.broadcast;
    broadcast = {};
    broadcast.made.broadcast = number;
    broadcast.ended.emplace();
    broadcast.expired = true;
}

} // namespace

void apply(State& state, Stamp stamp, const FrontCut& event) {
    for (const IncidentId incident : event.incidents) {
        forget_incident(state, incident);
    }
    for (const TipId tip : event.tips) {
        forget_tip(state, tip);
    }
    for (const AssignmentId assignment : event.assignments) {
        forget_assignment(state, assignment);
    }
    for (std::uint64_t number = event.broadcasts; number > 0; --number) {
        Broadcast& broadcast = state.broadcasts.all[number - 1];
        if (broadcast.left()) {
            break; // This one and those before it left with an earlier front.
        }
        forget(broadcast);
    }
    state.front = {event.last, stamp.n};
}

} // namespace dageng::engine

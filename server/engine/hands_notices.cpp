#include "server/engine/hands_notices.hpp"

#include "server/engine/needs.hpp"

namespace dageng::engine {

namespace {

protocol::IncidentReleased released(IncidentId incident, const HoldOver& over) {
    protocol::IncidentReleased message;
    message.incident = incident;
    if (over.by) {
        message.by = over.by;
    }
    message.at = over.at;
    message.cause = over.cause;
    return message;
}

} // namespace

Told told_of_hands(const Telling& telling, const IncidentHeld& event) {
    return telling.as(
        protocol::IncidentHeld{event.incident, event.by, telling.stamp.at, event.until, event.words}
    );
}

Told told_of_hands(const Telling& telling, const IncidentReleased& event) {
    return telling.as(released(event.incident, {telling.stamp.at, event.by, event.cause}));
}

Told told_of_hands(const Telling& telling, const AlarmLowered& event) {
    return telling.as(protocol::AlarmLowered{
        event.incident, event.level, event.wanted, event.by, telling.stamp.at
    });
}

Told told_of_hands(const Telling& telling, const CommandUndone& event) {
    return telling.as(
        protocol::CommandUndone{event.incident, event.what, event.by, telling.stamp.at}
    );
}

Told told_of_hands(const Telling& telling, const SceneMoved& event) {
    if (telling.hearer.view == View::responder) {
        auto task = task_view(
            telling.state, telling.state.incidents.at(event.incident), telling.hearer.person
        );
        task.place = event.place;
        task.at = telling.stamp.at;
        return telling.as(task);
    }
    protocol::SceneMoved message;
    message.incident = event.incident;
    message.place = event.place;
    message.by = event.by;
    message.at = telling.stamp.at;
    message.place_words = event.place_words;
    return telling.as(message);
}

Told told_of_hands(const Telling& telling, const MoreWanted& event) {
    return telling.as(protocol::MoreWanted{
        event.incident, event.need, event.count, event.wanted, event.by, telling.stamp.at
    });
}

protocol::TaskChanged task_view(const State& state, const Incident& incident, PersonId person) {
    protocol::TaskChanged view;
    for (const AssignmentId id : incident.assignments) {
        if (state.assignments.at(id).person == person) {
            view.assignment = id;
        }
    }
    view.incident = incident.id;
    view.code = incident.code;
    view.kind = incident.kind;
    view.priority = incident.priority;
    view.place = incident.place;
    view.wanted = wanted(incident);
    view.brief = incident.plan->brief;
    view.bring = incident.plan->bring;
    return view;
}

protocol::IncidentHeld hold_view(const Incident& incident) {
    const Hold& hold = *incident.by_hand.hold;
    return {incident.id, hold.by, hold.since, hold.until, hold.words};
}

protocol::IncidentReleased over_view(const Incident& incident) {
    return released(incident.id, *incident.by_hand.over);
}

protocol::MoreWanted more_view(const Incident& incident) {
    const MoreAsked& more = *incident.by_hand.asked_more;
    return {incident.id, more.need, more.count, wanted(incident), more.by, more.at};
}

protocol::CommandUndone undone_view(const Incident& incident) {
    const Undone& undone = *incident.by_hand.undone;
    return {incident.id, undone.what, undone.by, undone.at};
}

protocol::SceneMoved scene_view(const Incident& incident) {
    const SceneMove& scene = *incident.by_hand.scene;
    return {incident.id, incident.place, scene.by, scene.at, scene.place_words};
}

} // namespace dageng::engine

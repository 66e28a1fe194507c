#include "server/engine/commander_notices.hpp"

#include "server/engine/commander_making.hpp"

namespace dageng::engine {

Told told_of_commander(const Telling& telling, const CommanderSet& event) {
    const bool left = !event.commander && !event.by;
    return telling.as(
        commander_view(event.incident, {event.commander, event.name, left, telling.stamp.at})
    );
}

Told told_of_commander(const Telling& telling, const CommanderTold& event) {
    return telling.as(commander_view(event.incident, *telling.state.scenes.of(event.incident)));
}

Told told_of_commander(const Telling& telling, const GroupSet& event) {
    protocol::GroupChanged message;
    message.incident = event.incident;
    message.assignment = event.assignment;
    message.group = event.group;
    message.at = telling.stamp.at;
    return telling.as(message);
}

protocol::CommanderChanged commander_view(IncidentId incident, const Commander& commander) {
    protocol::CommanderChanged view;
    view.incident = incident;
    if (commander.person) {
        view.person = commander.person;
        view.name = commander.name;
    }
    view.left = commander.left;
    view.at = commander.at;
    return view;
}

protocol::GroupChanged
group_view(IncidentId incident, AssignmentId assignment, const Grouping& grouping) {
    protocol::GroupChanged view;
    view.incident = incident;
    view.assignment = assignment;
    view.group = grouping.group;
    view.at = grouping.at;
    return view;
}

} // namespace dageng::engine

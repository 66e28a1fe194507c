#include "server/engine/triage_notices.hpp"

#include "server/engine/hands_notices.hpp"
#include "server/engine/views.hpp"

#include <utility>

namespace dageng::engine {

namespace {

/// The hearer's tips belong to another incident from now on.
Told told_of_joining(const Telling& telling, protocol::TipChanged message, IncidentId incident) {
    message.attached = true;
    message.unattended = marked(telling.state.incidents.at(incident).care.steps > 0);
    return telling.as(message);
}

/// What is told of tips of the hearer's, which are yet to be named.
protocol::TipChanged tips_changed(const Telling& telling, bool responding) {
    protocol::TipChanged message;
    message.state = responding ? protocol::TipState::responding : protocol::TipState::received;
    message.at = telling.stamp.at;
    return message;
}

} // namespace

Told told_of_triage(const Telling& telling, const TipAttached& event) {
    if (telling.hearer.view == View::reporter) {
        auto message = tips_changed(telling, event.responding);
        message.tips.items = {event.tip};
        return told_of_joining(telling, std::move(message), event.incident);
    }
    return telling.as(
        protocol::TipAttached{event.tip, event.incident, event.score, telling.stamp.at}
    );
}

Told told_of_triage(const Telling& telling, const DuplicateProposed& event) {
    return telling.as(
        protocol::DuplicateProposed{event.incident, event.like, event.score, telling.stamp.at}
    );
}

Told told_of_triage(const Telling& telling, const DuplicateDismissed& event) {
    return telling.as(protocol::DuplicateDismissed{event.incident, event.by, telling.stamp.at});
}

Told told_of_triage(const Telling& telling, const IncidentMerged& event) {
    if (telling.hearer.view != View::reporter) {
        return telling.as(
            protocol::IncidentMerged{event.from, event.into, event.by, telling.stamp.at}
        );
    }
    auto message = tips_changed(telling, event.responding);
    add_own_tips(message.tips, telling.state, event.tips, telling.hearer.person);
    return told_of_joining(telling, std::move(message), event.into);
}

Told told_of_triage(const Telling& telling, const TipSplit& event) {
    if (telling.hearer.view == View::reporter) {
        auto message = tips_changed(telling, false);
        message.tips.items = {event.tip};
        message.attached = false;
        return telling.as(message);
    }
    return telling.as(
        protocol::TipSplit{event.tip, event.from, event.incident, event.by, telling.stamp.at}
    );
}

Told told_of_triage(const Telling& telling, const AssignmentMoved& event) {
    const TimeMs at = telling.stamp.at;
    if (telling.hearer.view == View::console) {
        return telling.as(
            protocol::AssignmentMoved{event.assignment, event.from, event.incident, at}
        );
    }
    return telling.as(protocol::TaskChanged{
        event.assignment,
        event.incident,
        event.code,
        event.kind,
        event.priority,
        event.place,
        event.wanted,
        event.brief,
        event.bring,
        at
    });
}

Told told_of_triage(const Telling& telling, const IncidentReclassified& event) {
    if (telling.hearer.view == View::responder) {
        auto task = task_view(
            telling.state, telling.state.incidents.at(event.incident), telling.hearer.person
        );
        task.kind = event.kind;
        task.priority = event.priority;
        task.wanted = event.wanted;
        task.brief = event.brief;
        task.bring = event.bring;
        task.at = telling.stamp.at;
        return telling.as(task);
    }
    return telling.as(protocol::IncidentReclassified{
        event.incident,
        event.was,
        event.kind,
        event.priority,
        event.wanted,
        event.officers_only,
        event.by,
        telling.stamp.at
    });
}

} // namespace dageng::engine

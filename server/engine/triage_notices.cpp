#include "server/engine/triage_notices.hpp"

#include "protocol/json_write.hpp"
#include "server/engine/hands_notices.hpp"
#include "server/engine/views.hpp"

#include <utility>

namespace dageng::engine {

namespace {

template <class Message>
Told as(const TriageTelling& telling, const Message& message) {
    return {Message::wire, protocol::to_json(message, {protocol::JsonMode::wire, &telling.opener})};
}

/// The hearer's tips belong to another incident from now on.
Told told_of_joining(
    const TriageTelling& telling, protocol::TipChanged message, IncidentId incident
) {
    message.attached = true;
    message.unattended = marked(telling.state.incidents.at(incident).care.steps > 0);
    return as(telling, message);
}

/// One tip of the hearer's.
protocol::TipChanged one_tip(const TriageTelling& telling, TipId tip, bool responding) {
    protocol::TipChanged message;
    message.tips.items = {tip};
    message.state = responding ? protocol::TipState::responding : protocol::TipState::received;
    message.at = telling.stamp.at;
    return message;
}

} // namespace

Told told_of_triage(const TriageTelling& telling, const TipAttached& event) {
    if (telling.hearer.view == View::reporter) {
        auto message = one_tip(telling, event.tip, event.responding);
        return told_of_joining(telling, std::move(message), event.incident);
    }
    return as(
        telling, protocol::TipAttached{event.tip, event.incident, event.score, telling.stamp.at}
    );
}

Told told_of_triage(const TriageTelling& telling, const DuplicateProposed& event) {
    return as(
        telling,
        protocol::DuplicateProposed{event.incident, event.like, event.score, telling.stamp.at}
    );
}

Told told_of_triage(const TriageTelling& telling, const DuplicateDismissed& event) {
    return as(telling, protocol::DuplicateDismissed{event.incident, event.by, telling.stamp.at});
}

Told told_of_triage(const TriageTelling& telling, const IncidentMerged& event) {
    if (telling.hearer.view != View::reporter) {
        return as(
            telling, protocol::IncidentMerged{event.from, event.into, event.by, telling.stamp.at}
        );
    }
    auto message = one_tip(telling, {}, event.responding);
    message.tips.items.clear();
    for (const TipId id : event.tips) {
        const Tip& tip = telling.state.tips.at(id);
        const bool room = message.tips.items.size() < decltype(message.tips)::max_items;
        if (tip.reporter == telling.hearer.person && !tip.withdrawn_at && room) {
            message.tips.items.push_back(id);
        }
    }
    return told_of_joining(telling, std::move(message), event.into);
}

Told told_of_triage(const TriageTelling& telling, const TipSplit& event) {
    if (telling.hearer.view == View::reporter) {
        auto message = one_tip(telling, event.tip, false);
        message.attached = false;
        return as(telling, message);
    }
    return as(
        telling,
        protocol::TipSplit{event.tip, event.from, event.incident, event.by, telling.stamp.at}
    );
}

Told told_of_triage(const TriageTelling& telling, const AssignmentMoved& event) {
    const TimeMs at = telling.stamp.at;
    if (telling.hearer.view == View::console) {
        return as(
            telling, protocol::AssignmentMoved{event.assignment, event.from, event.incident, at}
        );
    }
    return as(
        telling,
        protocol::TaskChanged{
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
        }
    );
}

Told told_of_triage(const TriageTelling& telling, const IncidentReclassified& event) {
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
        return as(telling, task);
    }
    return as(
        telling,
        protocol::IncidentReclassified{
            event.incident,
            event.was,
            event.kind,
            event.priority,
            event.wanted,
            event.officers_only,
            event.by,
            telling.stamp.at
        }
    );
}

} // namespace dageng::engine

#include "server/engine/desk_notices.hpp"

#include "server/engine/views.hpp"

namespace dageng::engine {

namespace {

Told attention(const Telling& telling, IncidentId incident, bool taken) {
    auto message = attention_view(
        telling.state, telling.state.incidents.at(incident), telling.hearer.person, taken
    );
    message.at = telling.stamp.at;
    return telling.as(message);
}

} // namespace

Told told_of_desk(const Telling& telling, const DeskOpened& event) {
    return telling.as(protocol::DeskChanged{event.person, true, telling.stamp.at});
}

Told told_of_desk(const Telling& telling, const DeskClosed& event) {
    return telling.as(protocol::DeskChanged{event.person, false, telling.stamp.at});
}

Told told_of_desk(const Telling& telling, const IncidentTaken& event) {
    if (telling.hearer.view != View::console) {
        return told_that_call_ended(telling, event.incident);
    }
    return telling.as(protocol::OwnerChanged{event.incident, event.owner, telling.stamp.at});
}

Told told_of_desk(const Telling& telling, const ServiceLimitReached& event) {
    return telling.as(protocol::ServiceLimitTold{
        event.incident, event.limit, event.passed, event.due, telling.stamp.at
    });
}

Told told_of_desk(const Telling& telling, const Escalated& event) {
    if (telling.hearer.view == View::reporter) {
        return attention(telling, event.incident, false);
    }
    if (telling.hearer.view == View::console) {
        return telling.as(protocol::EscalationRaised{
            event.incident,
            event.step,
            event.name,
            static_cast<std::uint32_t>(event.people.items.size()),
            event.reason,
            telling.stamp.at
        });
    }
    auto call = call_view(telling.state.incidents.at(event.incident));
    call.step = event.step;
    call.reason = event.reason;
    call.at = telling.stamp.at;
    return telling.as(call);
}

Told told_of_desk(const Telling& telling, const EscalationEnded& event) {
    return told_that_call_ended(telling, event.incident);
}

Told told_that_call_ended(const Telling& telling, IncidentId incident) {
    if (telling.hearer.view == View::reporter) {
        return attention(telling, incident, true);
    }
    auto call = call_view(telling.state.incidents.at(incident));
    call.over = true;
    call.at = telling.stamp.at;
    return telling.as(call);
}

protocol::EscalationCall call_view(const Incident& incident) {
    protocol::EscalationCall view;
    view.incident = incident.id;
    view.code = incident.code;
    view.kind = incident.kind;
    view.priority = incident.priority;
    view.place = incident.place;
    view.step = incident.care.steps;
    view.reason = incident.care.reason;
    view.at = incident.care.last_step_at;
    view.exercise = marked(incident.exercise);
    return view;
}

protocol::EscalationRaised escalation_view(const Incident& incident) {
    const auto& steps = incident.terms->escalation->steps.items;
    const std::uint32_t taken = incident.care.steps;
    protocol::EscalationRaised view;
    view.incident = incident.id;
    view.step = taken;
    view.name = steps[std::min<std::size_t>(taken, steps.size()) - 1].name;
    view.people = static_cast<std::uint32_t>(incident.care.called.size());
    view.reason = incident.care.reason;
    view.at = incident.care.last_step_at;
    return view;
}

protocol::TipAttention
attention_view(const State& state, const Incident& incident, PersonId reporter, bool taken) {
    protocol::TipAttention view;
    add_own_tips(view.tips, state, incident.tips, reporter);
    view.taken = taken;
    view.at = incident.care.last_step_at;
    return view;
}

} // namespace dageng::engine

#include "server/engine/notices.hpp"

#include "server/engine/broadcast_notices.hpp"
#include "server/engine/commander_notices.hpp"
#include "server/engine/desk_notices.hpp"
#include "server/engine/hands_notices.hpp"
#include "server/engine/needs.hpp"
#include "server/engine/planted.hpp"
#include "server/engine/reveal_notices.hpp"
#include "server/engine/safety_notices.hpp"
#include "server/engine/silent_events.hpp"
#include "server/engine/talk_notices.hpp"
#include "server/engine/triage_notices.hpp"
#include "server/engine/views.hpp"
#include "server/engine/waves.hpp"

#include <type_traits>
#include <utility>

namespace dageng::engine {

namespace {

template <Silent E>
Told told(const Telling&, const E&) {
    return {};
}

/// Duty as the event says it.
protocol::DutyChanged duty(const Telling& telling, PersonId id, bool on, protocol::Cause cause) {
    const Person& person = *telling.state.person(id);
    protocol::DutyChanged message;
    message.person = id;
    message.on = on;
    message.at = telling.stamp.at;
    message.category = category_of(telling.state, person);
    message.cause = cause;
    message.name = telling.state.name_of(id);
    return message;
}

Told told(const Telling& telling, const DutyBegan& event) {
    auto message = duty(telling, event.person, true, protocol::Cause::person);
    message.ends_at = event.ends_at;
    message.device = event.device;
    return telling.as(message);
}

Told told(const Telling& telling, const DutyEnded& event) {
    return telling.as(duty(telling, event.person, false, event.cause));
}

Told told(const Telling& telling, const TipReceived& event) {
    protocol::TipReceived message;
    message.tip = event.tip;
    message.incident = event.incident;
    message.kind = event.kind;
    message.place = event.place;
    message.channel = event.channel;
    message.made_at = event.made_at;
    message.received_at = telling.stamp.at;
    message.place_words = event.place_words;
    message.words = event.words;
    message.photos = event.photos;
    message.exercise = marked(event.exercise);
    return telling.as(message);
}

Told told(const Telling& telling, const TipExtended& event) {
    const IncidentId incident = telling.state.tips.at(event.tip).incident;
    return telling.as(
        protocol::TipAdded{event.tip, incident, telling.stamp.at, event.words, event.photos}
    );
}

Told told(const Telling& telling, const TipWithdrawn& event) {
    const TimeMs at = telling.stamp.at;
    if (telling.hearer.view == View::reporter) {
        return telling.as(protocol::TipChanged{
            {{event.tip}}, protocol::TipState::withdrawn, at, std::nullopt, std::nullopt
        });
    }
    return telling.as(
        protocol::TipWithdrawn{event.tip, telling.state.tips.at(event.tip).incident, at}
    );
}

Told told(const Telling& telling, const PhotoStored& event) {
    return telling.as(protocol::PhotoStored{event.photo, telling.stamp.at});
}

/// The hearer's own tips in an incident, those taken back excepted.
protocol::TipChanged
own_tips(const Telling& telling, IncidentId incident, protocol::TipState state) {
    protocol::TipChanged message;
    const auto& tips = telling.state.incidents.at(incident).tips;
    add_own_tips(message.tips, telling.state, tips, telling.hearer.person);
    message.state = state;
    message.at = telling.stamp.at;
    return message;
}

Told told(const Telling& telling, const IncidentOpened& event) {
    // A kind and plan that came later are told by the event that brought them, too.
    auto message = incident_view(telling.state.incidents.at(event.incident));
    message.level = 1;
    message.wanted = wanted(*telling.state.incidents.at(event.incident).plan, message.level);
    message.state = protocol::IncidentState::triaged;
    message.changed_at = telling.stamp.at;
    message.acknowledged_at.reset();
    message.acknowledged_by.reset();
    return telling.as(message);
}

Told told(const Telling& telling, const IncidentMoved& event) {
    if (telling.hearer.view == View::reporter) {
        return telling.as(own_tips(telling, event.incident, protocol::TipState::responding));
    }
    return telling.as(protocol::IncidentChanged{event.incident, event.state, telling.stamp.at});
}

Told told(const Telling& telling, const IncidentAcknowledged& event) {
    if (telling.hearer.view == View::responder || telling.hearer.view == View::reporter) {
        return told_that_call_ended(telling, event.incident);
    }
    return telling.as(protocol::IncidentAcknowledged{event.incident, event.by, telling.stamp.at});
}

Told told(const Telling& telling, const WaveOpened& event) {
    return telling.as(as_kept(event, telling.stamp.at));
}

Told told(const Telling& telling, const ShortfallRaised& event) {
    return telling.as(protocol::Shortfall{
        event.incident, event.reason, event.missing, telling.stamp.at, event.left_out
    });
}

Told told(const Telling& telling, const NoteAdded& event) {
    return telling.as(protocol::NoteAdded{event.incident, event.by, telling.stamp.at, event.words});
}

Told told(const Telling& telling, const IncidentClosed& event) {
    if (telling.hearer.view == View::reporter) {
        auto message = own_tips(telling, event.incident, protocol::TipState::closed);
        message.disposition = event.disposition;
        message.outcome = event.outcome;
        return telling.as(message);
    }
    const Distress* distress = telling.state.safety.of(event.incident);
    if (telling.hearer.view == View::map && distress != nullptr && event.by == distress->person) {
        // Who was in distress is no map's business, not even as a number.
        return telling.as(protocol::IncidentChanged{
            event.incident, protocol::IncidentState::closed, telling.stamp.at
        });
    }
    // Not as the incident is now: it may have been closed, taken back, and closed otherwise.
    const Closing closing{
        telling.stamp.at, event.by, event.disposition, event.words, event.outcome
    };
    return telling.as(closing_view(event.incident, closing));
}

/// The plan's own sentence; with a planted fault what a reporter said.
protocol::Bilingual brief_of(const Telling& telling, const OfferMade& event) {
    const Incident& incident = telling.state.incidents.at(event.incident);
    protocol::Bilingual brief = incident.plan->brief;
    if (planted(Bug::words_in_offer)) {
        const TipId tip = incident.tips.front();
        brief.zh = {telling.opener(telling.state.tips.at(tip).words.sealed()).value_or("")};
    }
    return brief;
}

Told told(const Telling& telling, const OfferMade& event) {
    if (telling.hearer.view == View::console) {
        protocol::OfferMade message;
        message.assignment = event.assignment;
        message.incident = event.incident;
        message.person = event.person;
        message.name = event.name;
        message.category = event.category;
        message.wave = event.wave;
        message.distance_m = event.distance_m;
        message.channel = event.channel;
        message.offered_at = telling.stamp.at;
        message.reach_by = event.reach_by;
        message.expires_at = event.expires_at;
        message.eta_s = event.eta_s;
        message.need = event.need.value_or(0);
        return telling.as(message);
    }
    return telling.as(protocol::Offer{
        event.assignment,
        event.incident,
        event.code,
        event.kind,
        event.priority,
        event.place,
        event.distance_m,
        event.wanted,
        brief_of(telling, event),
        telling.state.incidents.at(event.incident).plan->bring,
        telling.stamp.at,
        event.expires_at,
        protocol::AssignmentState::offered,
        event.wave == 0,
        event.eta_s,
        marked(event.exercise)
    });
}

Told told(const Telling& telling, const AssignmentChanged& event) {
    return telling.as(protocol::AssignmentChanged{
        event.assignment, event.incident, event.person, event.state, telling.stamp.at, event.cause
    });
}

Told told(const Telling& telling, const AlarmRaised& event) {
    Incident raised = telling.state.incidents.at(event.incident);
    raised.level = event.level;
    return telling.as(protocol::AlarmRaised{
        event.incident, event.level, wanted(raised), event.by, telling.stamp.at
    });
}

Told told(const Telling& telling, const KeepAwayGiven& event) {
    const Incident& incident = telling.state.incidents.at(event.incident);
    return telling.as(
        scene_notice<protocol::KeepAway>(incident, event.kind, event.place, telling.stamp.at)
    );
}

Told told(const Telling& telling, const UnitsNotified& event) {
    if (telling.hearer.view == View::console) {
        return telling.as(protocol::UnitsNotified{
            event.incident,
            event.level,
            event.units,
            static_cast<std::uint32_t>(event.people.items.size()),
            telling.stamp.at
        });
    }
    const Incident& incident = telling.state.incidents.at(event.incident);
    return telling.as(
        scene_notice<protocol::UnitNotice>(incident, event.kind, event.place, telling.stamp.at)
    );
}

Told told(const Telling& telling, const IncidentReferred& event) {
    if (telling.hearer.view == View::reporter) {
        auto message = own_tips(telling, event.incident, protocol::TipState::referred);
        message.referred_to = event.to;
        return telling.as(message);
    }
    protocol::IncidentReferred message;
    message.incident = event.incident;
    message.to = event.to;
    if (event.by) {
        message.by = event.by;
    }
    message.at = telling.stamp.at;
    message.words = event.words;
    return telling.as(message);
}

Told told(const Telling& telling, const IncidentReopened& event) {
    if (telling.hearer.view == View::reporter) {
        const auto& responding_at = telling.state.incidents.at(event.incident).responding_at;
        const bool responding = responding_at && *responding_at <= telling.stamp.at;
        return telling.as(own_tips(
            telling,
            event.incident,
            responding ? protocol::TipState::responding : protocol::TipState::received
        ));
    }
    if (telling.hearer.view == View::map) {
        // A map has forgotten what had ended.
        auto message = incident_view(telling.state.incidents.at(event.incident));
        message.state = event.state;
        message.changed_at = telling.stamp.at;
        return telling.as(message);
    }
    return telling.as(
        protocol::IncidentReopened{event.incident, event.state, event.by, telling.stamp.at}
    );
}

template <class HandsEvent>
    requires boost::mp11::mp_contains<HandsEvents, HandsEvent>::value
Told told(const Telling& telling, const HandsEvent& event) {
    return told_of_hands(telling, event);
}

template <class TriageEvent>
    requires boost::mp11::mp_contains<TriageEvents, TriageEvent>::value
Told told(const Telling& telling, const TriageEvent& event) {
    return told_of_triage(telling, event);
}

template <class TalkEvent>
    requires boost::mp11::mp_contains<TalkEvents, TalkEvent>::value
Told told(const Telling& telling, const TalkEvent& event) {
    return told_of_talk(telling, event);
}

template <class BroadcastEvent>
    requires boost::mp11::mp_contains<BroadcastEvents, BroadcastEvent>::value
Told told(const Telling& telling, const BroadcastEvent& event) {
    return told_of_broadcast(telling, event);
}

template <class DeskEvent>
    requires boost::mp11::mp_contains<DeskEvents, DeskEvent>::value
Told told(const Telling& telling, const DeskEvent& event) {
    return told_of_desk(telling, event);
}

template <class CommanderEvent>
    requires boost::mp11::mp_contains<CommanderEvents, CommanderEvent>::value
Told told(const Telling& telling, const CommanderEvent& event) {
    return told_of_commander(telling, event);
}

template <class RevealEvent>
    requires boost::mp11::mp_contains<RevealEvents, RevealEvent>::value
Told told(const Telling& telling, const RevealEvent& event) {
    return told_of_reveal(telling, event);
}

template <class SafetyEvent>
    requires boost::mp11::mp_contains<SafetyEvents, SafetyEvent>::value
Told told(const Telling& telling, const SafetyEvent& event) {
    return told_of_safety(telling, event);
}

} // namespace

Told tell(
    const State& state,
    const Event& event,
    Stamp stamp,
    const Hearer& hearer,
    const protocol::Opener& opener
) {
    const Telling telling{state, stamp, hearer, opener};
    return std::visit([&](const auto& fact) { return told(telling, fact); }, event);
}

} // namespace dageng::engine

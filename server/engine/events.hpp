#pragma once

#include "protocol/one_of.hpp"
#include "server/engine/account_events.hpp"
#include "server/engine/alarm_events.hpp"
#include "server/engine/assignment_events.hpp"
#include "server/engine/broadcast_events.hpp"
#include "server/engine/choice_events.hpp"
#include "server/engine/commander_events.hpp"
#include "server/engine/desk_events.hpp"
#include "server/engine/duty_events.hpp"
#include "server/engine/hands_events.hpp"
#include "server/engine/incident_events.hpp"
#include "server/engine/registry_events.hpp"
#include "server/engine/retention_events.hpp"
#include "server/engine/reveal_events.hpp"
#include "server/engine/safety_events.hpp"
#include "server/engine/search_events.hpp"
#include "server/engine/talk_events.hpp"
#include "server/engine/tip_events.hpp"
#include "server/engine/travel_events.hpp"
#include "server/engine/triage_events.hpp"

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

namespace dageng::engine {

/// Every kind of fact that a journal can hold.
using EventKinds = boost::mp11::mp_append<
    RegistryEvents,
    DutyEvents,
    TipEvents,
    IncidentEvents,
    AssignmentEvents,
    TravelEvents,
    AlarmEvents,
    TriageEvents,
    SafetyEvents,
    HandsEvents,
    TalkEvents,
    BroadcastEvents,
    CommanderEvents,
    ChoiceEvents,
    DeskEvents,
    AccountEvents,
    RevealEvents,
    RetentionEvents,
    SearchEvents>;

using Event = protocol::OneOf<EventKinds>;

} // namespace dageng::engine

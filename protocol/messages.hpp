#pragma once

#include "protocol/alarm_messages.hpp"
#include "protocol/assignment_messages.hpp"
#include "protocol/audit_messages.hpp"
#include "protocol/broadcast_messages.hpp"
#include "protocol/catalogue.hpp"
#include "protocol/choice_messages.hpp"
#include "protocol/commander_messages.hpp"
#include "protocol/desk_messages.hpp"
#include "protocol/duty_messages.hpp"
#include "protocol/hands_messages.hpp"
#include "protocol/incident_messages.hpp"
#include "protocol/one_of.hpp"
#include "protocol/photo_messages.hpp"
#include "protocol/record_messages.hpp"
#include "protocol/registry_messages.hpp"
#include "protocol/replay_messages.hpp"
#include "protocol/reveal_messages.hpp"
#include "protocol/safety_messages.hpp"
#include "protocol/search_messages.hpp"
#include "protocol/session_messages.hpp"
#include "protocol/talk_messages.hpp"
#include "protocol/tip_messages.hpp"
#include "protocol/triage_messages.hpp"

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

/// Every message there is. A subject adds its own lists in its own header; here they are joined.
namespace dageng::protocol {

/// Commands that come in frames.
using FrameCommands = boost::mp11::mp_append<
    SessionCommands,
    TipCommands,
    DutyCommands,
    AssignmentCommands,
    IncidentCommands,
    AlarmCommands,
    TriageCommands,
    SafetyCommands,
    HandsCommands,
    TalkCommands,
    BroadcastCommands,
    CommanderCommands,
    DeskCommands,
    RevealCommands,
    RegistryCommands,
    SearchCommands>;

/// What the engine decides.
using CommandKinds = boost::mp11::mp_append<FrameCommands, PhotoCommands, RecordCommands>;
using Command = OneOf<CommandKinds>;

/// What a client may send in a frame.
using ClientMessageKinds =
    boost::mp11::mp_append<boost::mp11::mp_list<Hello, Seen, Position, WatchMap>, FrameCommands>;
using ClientMessage = OneOf<ClientMessageKinds>;

/// Those of tips, duty, assignments and incidents themselves.
using FirstNotices = boost::mp11::mp_list<
    TipChanged,
    TipReceived,
    TipAdded,
    TipWithdrawn,
    PhotoStored,
    DutyChanged,
    Offer,
    OfferMade,
    AssignmentChanged,
    IncidentOpened,
    IncidentChanged,
    IncidentAcknowledged,
    WaveOpened,
    Shortfall,
    NoteAdded,
    IncidentClosed,
    AlarmRaised,
    KeepAway,
    UnitsNotified,
    UnitNotice,
    CheckInChanged,
    DistressRaised,
    DistressChanged,
    PanicChanged,
    SafeWordSet>;

/// Numbered notices, and those of them that are items of snapshots.
using Notices = boost::mp11::mp_append<
    FirstNotices,
    TriageNotices,
    HandsNotices,
    TalkNotices,
    BroadcastNotices,
    CommanderNotices,
    DeskNotices,
    RevealNotices>;

/// Items of snapshots that are no notices.
using SnapshotItems = boost::mp11::mp_list<Catalogue, MyTip>;

/// Of the moment: without a number.
using Moments = boost::mp11::mp_append<
    boost::mp11::mp_list<Tile, Counts, Totals, ResponderPlaces, Viewers>,
    AuditMoments,
    SearchMoments>;

/// Data of `ok`, beside nothing at all.
using Answers = boost::mp11::mp_list<
    Welcome,
    TipAnswer,
    DutyAnswer,
    AssignmentAnswer,
    CallAnswer,
    IncidentAnswer,
    IncidentWords,
    CheckInAnswer,
    PanicAnswer,
    MessageAnswer,
    BroadcastAnswer,
    HandOverAnswer,
    RevealAnswer,
    PersonAnswer,
    UnitAnswer,
    SearchAnswer>;

} // namespace dageng::protocol

#pragma once

#include "protocol/types.hpp"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <concepts>
#include <cstdint>
#include <optional>
#include <string_view>

/// Words that several messages share.
namespace dageng::protocol {

/// What an account may do, in the order of its reach.
enum class Role : std::uint8_t {
    resident,
    volunteer,
    officer,
    dispatcher,
    coordinator,
    supervisor,
    administrator,
};
BOOST_DESCRIBE_ENUM(
    Role, resident, volunteer, officer, dispatcher, coordinator, supervisor, administrator
)

/// A set of values of a small enum: nothing is in it that wasn't named.
template <class E>
struct SetOf {
    std::uint8_t bits = 0;

    constexpr SetOf() = default;
    template <std::same_as<E>... Some>
    constexpr explicit SetOf(Some... some)
        : bits(static_cast<std::uint8_t>((0U | ... | (1U << static_cast<unsigned>(some))))) {}
    constexpr bool has(E one) const { return (bits & (1U << static_cast<unsigned>(one))) != 0; }
};

using Roles = SetOf<Role>;

inline constexpr Roles every_role{
    Role::resident,
    Role::volunteer,
    Role::officer,
    Role::dispatcher,
    Role::coordinator,
    Role::supervisor,
    Role::administrator
};
inline constexpr Roles responder_roles{Role::volunteer, Role::officer};
inline constexpr Roles dispatcher_roles{Role::dispatcher};
inline constexpr Roles responder_and_dispatcher_roles{
    Role::volunteer, Role::officer, Role::dispatcher
};

/// As what somebody is told of a thing: how much of it they see. Each message that the server sends
/// unasked says who sees it, `seen_by`, and which of its fields only some of those see,
/// `fields_seen_by`; json_seen.hpp writes no more than that.
enum class View : std::uint8_t {
    console,   ///< A dispatcher: everything but who reported.
    map,       ///< A supervisor: incidents without words.
    responder, ///< The person asked, going, called or told; of their own matters.
    reporter,  ///< Somebody whose tip it is about.
};
BOOST_DESCRIBE_ENUM(View, console, map, responder, reporter)

using Views = SetOf<View>;

inline constexpr Views every_view{View::console, View::map, View::responder, View::reporter};
inline constexpr Views seen_by_consoles{View::console};
inline constexpr Views seen_by_watchers{View::console, View::map};
inline constexpr Views seen_by_responders{View::responder};
inline constexpr Views seen_by_consoles_and_responders{View::console, View::responder};
inline constexpr Views seen_by_reporters{View::reporter};
inline constexpr Views seen_by_consoles_and_reporters{View::console, View::reporter};

/// A field that not all see who see its message. To the others it is absent, or empty.
struct FieldSeen {
    std::string_view field;
    Views by;
};

/// As what an account watches the whole district; nothing for those who don't.
constexpr std::optional<View> watching_as(Role role) {
    return role == Role::dispatcher   ? std::optional{View::console}
           : role == Role::supervisor ? std::optional{View::map}
                                      : std::nullopt;
}

/// How somebody gets about.
enum class TravelMode : std::uint8_t { foot, bicycle, car };
BOOST_DESCRIBE_ENUM(TravelMode, foot, bicycle, car)

/// Where an assignment stands. The transitions are in server/engine/assignment_states.hpp.
enum class AssignmentState : std::uint8_t {
    offered,    ///< Asked; not known whether the phone rang.
    seen,       ///< The offer is on the screen of the person's phone.
    unreached,  ///< No phone showed it in the plan's reach time; may still be accepted while there
                ///< is room.
    accepted,   ///< Will go.
    en_route,   ///< On the way.
    on_scene,   ///< There.
    cleared,    ///< Done there. End.
    declined,   ///< Won't go. End.
    expired,    ///< No answer in the offer's time. End.
    stood_down, ///< Not needed any more, or taken off by a dispatcher. End.
    failed,     ///< Had accepted and can't go on; the place is offered anew. End.
};
BOOST_DESCRIBE_ENUM(
    AssignmentState,
    offered,
    seen,
    unreached,
    accepted,
    en_route,
    on_scene,
    cleared,
    declined,
    expired,
    stood_down,
    failed
)

/// Where an incident stands. Acknowledged (a dispatcher opened it) is a time, not a state. The
/// transitions are in server/engine/incident_states.hpp.
enum class IncidentState : std::uint8_t {
    received,    ///< A tip is in; no plan has begun.
    triaged,     ///< Has kind, priority and plan.
    dispatching, ///< People are being asked; nobody has accepted.
    responding,  ///< Somebody has accepted.
    on_scene,    ///< Somebody is there.
    clearing,    ///< Everybody who went is done; waits to be closed.
    closed,      ///< Has a disposition. End.
    referred,    ///< Somebody else's business, who was told. End, unless taken back.
    merged,      ///< The same as another incident, which goes on. End.
};
BOOST_DESCRIBE_ENUM(
    IncidentState,
    received,
    triaged,
    dispatching,
    responding,
    on_scene,
    clearing,
    closed,
    referred,
    merged
)

/// What a reporter sees of a tip.
enum class TipState : std::uint8_t {
    received,   ///< On disk; being looked at.
    responding, ///< Somebody is on the way or there.
    closed,     ///< Has an outcome.
    withdrawn,  ///< Taken back by its reporter.
    referred,   ///< Passed on to those whose business it is.
};
BOOST_DESCRIBE_ENUM(TipState, received, responding, closed, withdrawn, referred)

/// How a tip came in.
enum class Channel : std::uint8_t { app, telephone, radio };
BOOST_DESCRIBE_ENUM(Channel, app, telephone, radio)

/// How an alert travels to a person.
enum class AlertChannel : std::uint8_t { socket };
BOOST_DESCRIBE_ENUM(AlertChannel, socket)

/// What brought a change about, when nobody did it by hand.
enum class Cause : std::uint8_t {
    person,     ///< The person concerned did it.
    dispatcher, ///< A dispatcher did it for them.
    time,       ///< A limit passed.
    geofence,   ///< The person's place came within the scene.
    enough,     ///< Enough others accepted.
    closed,     ///< The incident was closed.
    recovered,  ///< A limit passed while the server was down.
    off_duty,   ///< The person's duty ended.
};
BOOST_DESCRIBE_ENUM(Cause, person, dispatcher, time, geofence, enough, closed, recovered, off_duty)

enum class Language : std::uint8_t { zh, en };
BOOST_DESCRIBE_ENUM(Language, zh, en)

/// A place as a device measured it or a caller described it.
struct Place {
    LatLon at;
    Whole<0, 5000> accuracy_m; ///< Radius within which the true place lies, in metres.

    bool operator==(const Place&) const = default;
};
BOOST_DESCRIBE_STRUCT(Place, (), (at, accuracy_m))

/// A sentence in both languages of the pages.
struct Bilingual {
    Text<1, 200> zh;
    Text<1, 200> en;

    bool operator==(const Bilingual&) const = default;
};
BOOST_DESCRIBE_STRUCT(Bilingual, (), (zh, en))

/// What is said about a place or a thing, by a reporter, a caller or a dispatcher.
using Words = Personal<Text<0, 2000>>;
using PlaceWords = Personal<Text<0, 200>>;
using PersonName = Personal<Text<0, 60>>;
/// How to reach somebody: a telephone number, as a rule.
using Contact = Personal<Text<0, 100>>;

/// Photos of one message.
using Photos = List<ClientId, 6>;

/// Today's number of an incident for radio talk, such as `CY-1124-0187`.
using IncidentCode = Text<1, 20>;

} // namespace dageng::protocol

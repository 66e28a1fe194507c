#pragma once

#include "protocol/values.hpp"

#include <boost/mp11/list.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

/// A word to everybody on duty in an area, and taking it back. What identifies a person is sent
/// only when a second account approves it.
namespace dageng::protocol {

struct BroadcastAnswer;

using BroadcastWords = Personal<Text<1, 500>>;

/// Around a place, or within an outline where there is one.
struct BroadcastArea {
    LatLon centre;
    Whole<0, 20000> radius_m;
    List<LatLon, 32> outline; ///< At least 3 corners, not closed.
};
BOOST_DESCRIBE_STRUCT(BroadcastArea, (), (centre, radius_m, outline))

/// Of those on duty with a fresh place in the area.
enum class BroadcastAudience : std::uint8_t { volunteers, responders };
BOOST_DESCRIBE_ENUM(BroadcastAudience, volunteers, responders)

/// Says something to everybody there; at once, or when it is approved.
struct SendBroadcast {
    static constexpr std::string_view wire = "broadcast";
    static constexpr Roles allowed = dispatcher_roles;
    static constexpr std::int64_t good_for_ms = 60'000;
    using Answer = BroadcastAnswer;

    BroadcastArea area;
    BroadcastAudience audience = BroadcastAudience::volunteers;
    BroadcastWords words;
    bool identifies_person = false; ///< By name, description or picture: waits for an approval.
    std::optional<IncidentId> about;
    bool exercise = false; ///< Of one about an incident: as the incident.
};
BOOST_DESCRIBE_STRUCT(
    SendBroadcast, (), (area, audience, words, identifies_person, about, exercise)
)

/// Sends what another account wrote at another device, as it stands.
struct ApproveBroadcast {
    static constexpr std::string_view wire = "approve-broadcast";
    static constexpr Roles allowed = dispatcher_roles;
    static constexpr std::int64_t good_for_ms = 60'000;
    using Answer = BroadcastAnswer;

    std::uint64_t broadcast = 0;
};
BOOST_DESCRIBE_STRUCT(ApproveBroadcast, (), (broadcast))

/// It isn't sent. Its own author may do this too.
struct RefuseBroadcast {
    static constexpr std::string_view wire = "refuse-broadcast";
    static constexpr Roles allowed = dispatcher_roles;
    static constexpr std::int64_t good_for_ms = 60'000;
    using Answer = BroadcastAnswer;

    std::uint64_t broadcast = 0;
};
BOOST_DESCRIBE_STRUCT(RefuseBroadcast, (), (broadcast))

/// What was said is wrong or over: all who were told are told that.
struct RetractBroadcast {
    static constexpr std::string_view wire = "retract-broadcast";
    static constexpr Roles allowed = dispatcher_roles;
    static constexpr std::int64_t good_for_ms = 60'000;
    using Answer = BroadcastAnswer;

    std::uint64_t broadcast = 0;
    BroadcastWords words; ///< Why; told to all of them.
};
BOOST_DESCRIBE_STRUCT(RetractBroadcast, (), (broadcast, words))

using BroadcastCommands =
    boost::mp11::mp_list<SendBroadcast, ApproveBroadcast, RefuseBroadcast, RetractBroadcast>;

/// `people`: how many were told; 0 while it waits for an approval.
struct BroadcastAnswer {
    std::uint64_t broadcast = 0; ///< Its number in the district, from 1.
    bool sent = false;
    std::uint32_t people = 0;
};
BOOST_DESCRIBE_STRUCT(BroadcastAnswer, (), (broadcast, sent, people))

/// Notice to consoles, and an item of their snapshot for a day: all that will be sent.
struct BroadcastMade {
    static constexpr std::string_view wire = "broadcast-made";
    static constexpr Views seen_by = seen_by_consoles;

    std::uint64_t broadcast = 0;
    BroadcastArea area;
    BroadcastAudience audience = BroadcastAudience::volunteers;
    BroadcastWords words;
    bool identifies_person = false;
    std::optional<IncidentId> about;
    std::optional<bool> exercise; ///< Absent: real.
    PersonId by;
    TimeMs at;
    std::optional<TimeMs> approve_by; ///< Then it lapses. Absent: needs no approval.
};
BOOST_DESCRIBE_STRUCT(
    BroadcastMade,
    (),
    (broadcast, area, audience, words, identifies_person, about, exercise, by, at, approve_by)
)

/// Notice to consoles, and an item of their snapshot.
struct BroadcastSent {
    static constexpr std::string_view wire = "broadcast-sent";
    static constexpr Views seen_by = seen_by_consoles;

    std::uint64_t broadcast = 0;
    std::optional<PersonId> approved_by;
    std::uint32_t people = 0;
    TimeMs at;
};
BOOST_DESCRIBE_STRUCT(BroadcastSent, (), (broadcast, approved_by, people, at))

/// Why one that waited for an approval wasn't sent.
enum class BroadcastEnd : std::uint8_t { refused, lapsed };
BOOST_DESCRIBE_ENUM(BroadcastEnd, refused, lapsed)

/// Notice to consoles, and an item of their snapshot.
struct BroadcastEnded {
    static constexpr std::string_view wire = "broadcast-ended";
    static constexpr Views seen_by = seen_by_consoles;

    std::uint64_t broadcast = 0;
    BroadcastEnd end = BroadcastEnd::refused;
    std::optional<PersonId> by; ///< Absent: by time.
    TimeMs at;
};
BOOST_DESCRIBE_STRUCT(BroadcastEnded, (), (broadcast, end, by, at))

/// Notice to those in the area; an item of their snapshot for a day.
struct Broadcast {
    static constexpr std::string_view wire = "broadcast-told";
    static constexpr Views seen_by = seen_by_responders;

    std::uint64_t broadcast = 0;
    BroadcastWords words;
    TimeMs at;
    std::optional<bool> exercise; ///< Absent: real.
};
BOOST_DESCRIBE_STRUCT(Broadcast, (), (broadcast, words, at, exercise))

/// Notice to all who were told, and to consoles; an item of their snapshots.
struct BroadcastRetracted {
    static constexpr std::string_view wire = "broadcast-retracted";
    static constexpr Views seen_by = seen_by_consoles_and_responders;
    static constexpr FieldSeen fields_seen_by[] = {
        {"by", seen_by_consoles}, {"people", seen_by_consoles}
    };

    std::uint64_t broadcast = 0;
    BroadcastWords words;                ///< Why.
    std::optional<PersonId> by;          ///< To consoles.
    std::optional<std::uint32_t> people; ///< To consoles.
    TimeMs at;
};
BOOST_DESCRIBE_STRUCT(BroadcastRetracted, (), (broadcast, words, by, people, at))

using BroadcastNotices = boost::mp11::
    mp_list<BroadcastMade, BroadcastSent, BroadcastEnded, Broadcast, BroadcastRetracted>;

} // namespace dageng::protocol

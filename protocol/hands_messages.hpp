#pragma once

#include "protocol/incident_messages.hpp"
#include "protocol/values.hpp"

#include <boost/mp11/list.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

/// The dispatcher's hands on a running response: hold it, move its scene, want more people, undo.
namespace dageng::protocol {

/// From now on nobody new is asked by rule and no wave opens; those who are going go on. It ends by
/// itself. Of an incident that is held already it sets another end.
struct HoldIncident {
    static constexpr std::string_view wire = "hold-incident";
    static constexpr Roles allowed = dispatcher_roles;
    static constexpr std::int64_t good_for_ms = 60'000;
    using Answer = IncidentAnswer;

    IncidentId incident;
    Whole<1, 60> minutes; ///< From now; of priority 1 at most 10.
    Words words;          ///< Why, for other dispatchers.
};
BOOST_DESCRIBE_STRUCT(HoldIncident, (), (incident, minutes, words))

/// The plan goes on asking at once.
struct ReleaseIncident {
    static constexpr std::string_view wire = "release-incident";
    static constexpr Roles allowed = dispatcher_roles;
    static constexpr std::int64_t good_for_ms = 60'000;
    using Answer = IncidentAnswer;

    IncidentId incident;
};
BOOST_DESCRIBE_STRUCT(ReleaseIncident, (), (incident))

/// Takes back what this account did within the last 10 s, while nobody has done anything else about
/// that incident: a closing, a referral, a hold or release, somebody's assigning, a raised alarm.
struct UndoCommand {
    static constexpr std::string_view wire = "undo-command";
    static constexpr Roles allowed = dispatcher_roles;
    static constexpr std::int64_t good_for_ms = 10'000;
    using Answer = IncidentAnswer;

    ClientId command; ///< The id that it was sent under.
};
BOOST_DESCRIBE_STRUCT(UndoCommand, (), (command))

/// The scene is elsewhere, within the district: all who are asked or going are told, and the plan
/// goes on around the new place.
struct MoveScene {
    static constexpr std::string_view wire = "move-scene";
    static constexpr Roles allowed = dispatcher_roles;
    static constexpr std::int64_t good_for_ms = 60'000;
    using Answer = IncidentAnswer;

    IncidentId incident;
    Place place;
    PlaceWords place_words; ///< For other dispatchers.
};
BOOST_DESCRIBE_STRUCT(MoveScene, (), (incident, place, place_words))

/// Wants more people for a need than the plan does; its waves begin anew to find them. Who was
/// asked is not asked again.
struct AskMore {
    static constexpr std::string_view wire = "ask-more";
    static constexpr Roles allowed = dispatcher_roles;
    static constexpr std::int64_t good_for_ms = 60'000;
    using Answer = IncidentAnswer;

    IncidentId incident;
    Whole<0, 39> need; ///< Its number: see WaveNeed.
    Whole<1, 20> count;
};
BOOST_DESCRIBE_STRUCT(AskMore, (), (incident, need, count))

using HandsCommands =
    boost::mp11::mp_list<HoldIncident, ReleaseIncident, UndoCommand, MoveScene, AskMore>;

/// Notice to consoles, and an item of their snapshot while it stands.
struct IncidentHeld {
    static constexpr std::string_view wire = "incident-held";
    static constexpr Views seen_by = seen_by_consoles;

    IncidentId incident;
    PersonId by;
    TimeMs at;
    TimeMs until; ///< Then it is released by itself.
    Words words;
};
BOOST_DESCRIBE_STRUCT(IncidentHeld, (), (incident, by, at, until, words))

/// What ended a hold.
enum class HoldEnd : std::uint8_t {
    dispatcher,
    time,      ///< Its time was over.
    recovered, ///< Its time was over while the server was down.
    raised,    ///< The alarm was raised.
};
BOOST_DESCRIBE_ENUM(HoldEnd, dispatcher, time, recovered, raised)

/// Notice to consoles, and an item of their snapshot while no other hold stands.
struct IncidentReleased {
    static constexpr std::string_view wire = "incident-released";
    static constexpr Views seen_by = seen_by_consoles;

    IncidentId incident;
    std::optional<PersonId> by; ///< Absent: by time.
    TimeMs at;
    HoldEnd cause = HoldEnd::dispatcher;
};
BOOST_DESCRIBE_STRUCT(IncidentReleased, (), (incident, by, at, cause))

/// Notice to consoles: raising the alarm was undone.
struct AlarmLowered {
    static constexpr std::string_view wire = "alarm-lowered";
    static constexpr Views seen_by = seen_by_consoles;

    IncidentId incident;
    std::uint32_t level = 1;
    std::uint32_t wanted = 0; ///< The sum of the needs from now on.
    PersonId by;
    TimeMs at;
};
BOOST_DESCRIBE_STRUCT(AlarmLowered, (), (incident, level, wanted, by, at))

/// What can be undone.
enum class Undoable : std::uint8_t { closed, referred, held, released, assigned, raised };
BOOST_DESCRIBE_ENUM(Undoable, closed, referred, held, released, assigned, raised)

/// Notice to consoles; the last of an incident is an item of their snapshot. What it means for the
/// incident is told by notices of its own.
struct CommandUndone {
    static constexpr std::string_view wire = "command-undone";
    static constexpr Views seen_by = seen_by_consoles;

    IncidentId incident;
    Undoable what = Undoable::closed;
    PersonId by;
    TimeMs at;
};
BOOST_DESCRIBE_STRUCT(CommandUndone, (), (incident, what, by, at))

/// Notice to consoles and maps (to maps without words), and an item of consoles' snapshot. A
/// shortfall whose reason was the place is over, unless another follows.
struct SceneMoved {
    static constexpr std::string_view wire = "scene-moved";
    static constexpr Views seen_by = seen_by_watchers;
    static constexpr FieldSeen fields_seen_by[] = {{"place_words", seen_by_consoles}};

    IncidentId incident;
    Place place;
    PersonId by;
    TimeMs at;
    std::optional<PlaceWords> place_words;
};
BOOST_DESCRIBE_STRUCT(SceneMoved, (), (incident, place, by, at, place_words))

/// Notice to consoles: more people are wanted. A shortfall raised before is over. The last of an
/// incident is an item of their snapshot.
struct MoreWanted {
    static constexpr std::string_view wire = "more-wanted";
    static constexpr Views seen_by = seen_by_consoles;

    IncidentId incident;
    std::uint32_t need = 0;
    std::uint32_t count = 0;
    std::uint32_t wanted = 0; ///< The sum of the needs from now on.
    PersonId by;
    TimeMs at;
};
BOOST_DESCRIBE_STRUCT(MoreWanted, (), (incident, need, count, wanted, by, at))

using HandsNotices = boost::mp11::
    mp_list<IncidentHeld, IncidentReleased, AlarmLowered, CommandUndone, SceneMoved, MoreWanted>;

} // namespace dageng::protocol

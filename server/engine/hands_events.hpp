#pragma once

#include "protocol/hands_messages.hpp"

#include <boost/mp11/list.hpp>

#include <cstdint>
#include <string_view>

namespace dageng::engine {

/// Nobody is asked by rule until then, or until it is released.
struct IncidentHeld {
    static constexpr std::string_view wire = "incident-held";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    protocol::PersonId by;
    protocol::TimeMs until;
    protocol::Words words;
};
BOOST_DESCRIBE_STRUCT(IncidentHeld, (), (incident, by, until, words))

/// `by` is nobody when its time was over.
struct IncidentReleased {
    static constexpr std::string_view wire = "incident-released";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    protocol::PersonId by;
    protocol::HoldEnd cause = protocol::HoldEnd::dispatcher;
};
BOOST_DESCRIBE_STRUCT(IncidentReleased, (), (incident, by, cause))

/// Raising the alarm was undone; who had been asked since has been stood down before.
struct AlarmLowered {
    static constexpr std::string_view wire = "alarm-lowered";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    std::uint32_t level = 1;
    protocol::TimeMs raised_at;       ///< As before the raise that is undone; 0: never raised.
    std::uint32_t waves_at_raise = 0; ///< The same.
    std::uint32_t wanted = 0;
    protocol::PersonId by;
};
BOOST_DESCRIBE_STRUCT(AlarmLowered, (), (incident, level, raised_at, waves_at_raise, wanted, by))

/// A command was undone; the events that do it follow.
struct CommandUndone {
    static constexpr std::string_view wire = "command-undone";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    protocol::Undoable what = protocol::Undoable::closed;
    protocol::ClientId command;
    protocol::PersonId by;
};
BOOST_DESCRIBE_STRUCT(CommandUndone, (), (incident, what, command, by))

/// `dispatcher_only`: as in IncidentOpened, by the new place.
struct SceneMoved {
    static constexpr std::string_view wire = "scene-moved";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    protocol::Place place;
    protocol::PlaceWords place_words;
    bool dispatcher_only = false;
    protocol::PersonId by;
};
BOOST_DESCRIBE_STRUCT(SceneMoved, (), (incident, place, place_words, dispatcher_only, by))

/// More people are wanted for a need than the plan wants; its waves begin anew.
struct MoreWanted {
    static constexpr std::string_view wire = "more-wanted";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    std::uint32_t need = 0;
    std::uint32_t count = 0;
    std::uint32_t wanted = 0; ///< The sum of the needs from now on.
    protocol::PersonId by;
};
BOOST_DESCRIBE_STRUCT(MoreWanted, (), (incident, need, count, wanted, by))

using HandsEvents = boost::mp11::
    mp_list<IncidentHeld, IncidentReleased, AlarmLowered, CommandUndone, SceneMoved, MoreWanted>;

} // namespace dageng::engine

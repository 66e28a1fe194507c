#pragma once

#include "protocol/commander_messages.hpp"

#include <boost/mp11/list.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

namespace dageng::engine {

/// Who commands at a scene from now on; nobody: none does. `by` is nobody when the commander's
/// assignment has ended.
struct CommanderSet {
    static constexpr std::string_view wire = "commander-set";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    protocol::PersonId commander;
    protocol::PersonName name; ///< As sealed with the commander's key.
    protocol::PersonId by;
};
BOOST_DESCRIBE_STRUCT(CommanderSet, (), (incident, commander, name, by))

/// Somebody who has accepted is told who commands there.
struct CommanderTold {
    static constexpr std::string_view wire = "commander-told";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    protocol::PersonId person;
};
BOOST_DESCRIBE_STRUCT(CommanderTold, (), (incident, person))

/// Somebody is of a group at the scene, or of none.
struct GroupSet {
    static constexpr std::string_view wire = "group-set";
    static constexpr unsigned version = 1;

    protocol::IncidentId incident;
    protocol::AssignmentId assignment;
    protocol::PersonId person;
    std::optional<protocol::SceneGroup> group;
    protocol::PersonId by;
};
BOOST_DESCRIBE_STRUCT(GroupSet, (), (incident, assignment, person, group, by))

using CommanderEvents = boost::mp11::mp_list<CommanderSet, CommanderTold, GroupSet>;

} // namespace dageng::engine

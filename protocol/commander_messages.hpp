#pragma once

#include "protocol/incident_messages.hpp"
#include "protocol/values.hpp"

#include <boost/mp11/list.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

/// Several agencies at one scene: who commands there, and who works together.
namespace dageng::protocol {

/// An officer who is going or there commands at the scene; nobody: the command ends.
struct SetCommander {
    static constexpr std::string_view wire = "set-commander";
    static constexpr Roles allowed = dispatcher_roles;
    static constexpr std::int64_t good_for_ms = 60'000;
    using Answer = IncidentAnswer;

    IncidentId incident;
    std::optional<PersonId> person;
};
BOOST_DESCRIBE_STRUCT(SetCommander, (), (incident, person))

/// Those at one scene who do the same.
enum class SceneGroup : std::uint8_t { search, cordon, traffic, medical, contact, reserve };
BOOST_DESCRIBE_ENUM(SceneGroup, search, cordon, traffic, medical, contact, reserve)

/// Puts somebody who is going or there into a group, or out of any.
struct SetGroup {
    static constexpr std::string_view wire = "set-group";
    static constexpr Roles allowed = dispatcher_roles;
    static constexpr std::int64_t good_for_ms = 60'000;
    using Answer = IncidentAnswer;

    IncidentId incident;
    AssignmentId assignment;
    std::optional<SceneGroup> group;
};
BOOST_DESCRIBE_STRUCT(SetGroup, (), (incident, assignment, group))

using CommanderCommands = boost::mp11::mp_list<SetCommander, SetGroup>;

/// Notice to consoles and to those who are going or there, and an item of their snapshots.
struct CommanderChanged {
    static constexpr std::string_view wire = "commander-changed";
    static constexpr Views seen_by = seen_by_consoles_and_responders;

    IncidentId incident;
    std::optional<PersonId> person; ///< Nobody: there is none.
    std::optional<PersonName> name;
    bool left = false; ///< There is none since the last one's assignment ended.
    TimeMs at;
};
BOOST_DESCRIBE_STRUCT(CommanderChanged, (), (incident, person, name, left, at))

/// Notice to consoles and the responder, and an item of their snapshots.
struct GroupChanged {
    static constexpr std::string_view wire = "group-changed";
    static constexpr Views seen_by = seen_by_consoles_and_responders;

    IncidentId incident;
    AssignmentId assignment;
    std::optional<SceneGroup> group; ///< None: in no group.
    TimeMs at;
};
BOOST_DESCRIBE_STRUCT(GroupChanged, (), (incident, assignment, group, at))

using CommanderNotices = boost::mp11::mp_list<CommanderChanged, GroupChanged>;

} // namespace dageng::protocol

#pragma once

#include "protocol/commander_messages.hpp"

#include <map>

/// The part of the durable state that says who commands at scenes and who works together there.
namespace dageng::engine {

struct Commander {
    protocol::PersonId person; ///< Nobody: there was one.
    protocol::PersonName name;
    bool left = false; ///< There is none since their assignment ended.
    protocol::TimeMs at;
};

struct Grouping {
    protocol::SceneGroup group = protocol::SceneGroup::search;
    protocol::TimeMs at;
};

struct Scenes {
    std::map<protocol::IncidentId, Commander> commanders;
    std::map<protocol::AssignmentId, Grouping> groups;

    /// Who commands or did last; nothing where nobody ever did.
    const Commander* of(protocol::IncidentId incident) const {
        const auto found = commanders.find(incident);
        return found == commanders.end() ? nullptr : &found->second;
    }
};

} // namespace dageng::engine

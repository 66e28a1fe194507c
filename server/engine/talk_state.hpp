#pragma once

#include "protocol/talk_messages.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

/// The part of the durable state that is said within incidents.
namespace dageng::engine {

struct Said {
    protocol::TimeMs at;
    protocol::IncidentId incident;
    protocol::TalkFrom from = protocol::TalkFrom::desk;
    protocol::TalkTo to = protocol::TalkTo::desk;
    protocol::PersonId by;
    std::vector<protocol::AssignmentId> assignments;
    std::vector<protocol::TipId> tips;
    protocol::Saying words;
};

/// What volunteers at one incident may see.
struct Released {
    protocol::TimeMs at;
    protocol::PersonId by;
    std::vector<protocol::TipId> tips;
    std::vector<protocol::ClientId> photos;
};

struct Talk {
    std::vector<Said> all; ///< Message n stands at n - 1.
    std::map<protocol::IncidentId, std::vector<std::uint64_t>> of_incident; ///< Numbers.
    std::map<protocol::AssignmentId, std::vector<std::uint64_t>> of_assignment;
    std::map<protocol::TipId, std::vector<std::uint64_t>> of_tip;
    std::map<protocol::IncidentId, Released> released;

    /// What is released of an incident, or nothing.
    const Released* of(protocol::IncidentId incident) const {
        const auto found = released.find(incident);
        return found == released.end() ? nullptr : &found->second;
    }
};

} // namespace dageng::engine

#pragma once

#include "protocol/desk_messages.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

/// The part of the durable state that says who is at the desk and who answers for what.
namespace dageng::engine {

/// Of one incident.
struct Care {
    protocol::PersonId owner; ///< Who answers for it; nobody: nobody has yet.
    protocol::TimeMs since;
    std::uint32_t steps = 0; ///< Of the escalation that runs; 0: none does.
    protocol::TimeMs last_step_at;
    protocol::EscalationReason reason = protocol::EscalationReason::nobody_there; ///< Of that step.
    std::vector<protocol::PersonId> called; ///< In this escalation or the last; sorted.
    std::uint8_t limits_told = 0;           ///< Bit 2 × limit: near; the next: passed.
};

struct Desks {
    std::map<protocol::PersonId, protocol::TimeMs> there; ///< Since when.
    std::map<protocol::PersonId, protocol::TimeMs> left;  ///< Of those who aren't: when.
    protocol::TimeMs empty_since;                         ///< While nobody is there.
    std::set<protocol::IncidentId> calling;               ///< Whose escalation runs.
    std::size_t unattended = 0;                           ///< Of those, exercises apart.
};

} // namespace dageng::engine

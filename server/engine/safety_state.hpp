#pragma once

#include "protocol/safety_messages.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>

/// The part of the durable state that is about people's own safety.
namespace dageng::engine {

/// The running check-in clock of an assignment on scene.
struct CheckInClock {
    protocol::AssignmentId assignment;
    protocol::IncidentId incident;
    protocol::PersonId person;
    protocol::TimeMs warn_at;
    protocol::TimeMs due_at;
    protocol::TimeMs changed_at;
    bool warned = false;
    protocol::IncidentId distress; ///< What was raised when it ended; nothing while it runs.
};

struct Distress {
    protocol::IncidentId incident;
    protocol::DistressKind kind = protocol::DistressKind::panic;
    protocol::PersonId person;
    std::optional<protocol::Place> place;
    bool silent = false;
    protocol::TimeMs made_at;
    protocol::TimeMs raised_at;
    protocol::TimeMs withdraw_until; ///< Of a panic.
    std::optional<protocol::IncidentId> about;
    std::optional<protocol::AssignmentId> assignment;
    std::optional<protocol::TimeMs> again_at;
    std::optional<protocol::TimeMs> acknowledged_at;
    bool duress = false;
    bool shown_over = false; ///< The person is shown that it is over, though it isn't.
    std::optional<protocol::TimeMs> cleared_at;
    protocol::DistressEnd end = protocol::DistressEnd::dispatcher;

    bool open() const { return !cleared_at.has_value(); }
};

struct SafeWord {
    std::string fingerprint;
    protocol::TimeMs set_at;
};

struct Safety {
    std::map<protocol::AssignmentId, CheckInClock> clocks; ///< Of assignments on scene only.
    std::map<protocol::IncidentId, Distress> distress;
    std::map<protocol::PersonId, protocol::IncidentId> open_panic_of;
    std::map<std::pair<protocol::PersonId, protocol::ClientId>, protocol::IncidentId>
        panic_of_command;
    std::map<protocol::PersonId, SafeWord> words;

    /// The distress that an incident is, or nothing.
    const Distress* of(protocol::IncidentId incident) const {
        const auto found = distress.find(incident);
        return found == distress.end() ? nullptr : &found->second;
    }
    /// The open panic of a person, or nothing.
    const Distress* panic_of(protocol::PersonId person) const {
        const auto found = open_panic_of.find(person);
        return found == open_panic_of.end() ? nullptr : of(found->second);
    }
};

} // namespace dageng::engine

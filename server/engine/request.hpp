#pragma once

#include "protocol/errors.hpp"
#include "protocol/messages.hpp"
#include "protocol/one_of.hpp"
#include "server/engine/events.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace dageng::engine {

/// Who asks, when, and under which id.
struct Request {
    protocol::PersonId by;
    protocol::ClientId device;
    protocol::ClientId id;
    protocol::TimeMs now;
    std::optional<protocol::TimeMs> made_at; ///< Corrected to the server's clock.
    std::string
        fingerprint; ///< Of the command's content, keyed: tells a repetition from another command.
    std::string secret; ///< Fingerprint of the safe word or of the words looked for in the command;
                        ///< empty for others.
};

using AnswerKinds = boost::mp11::mp_list<
    std::monostate,
    protocol::TipAnswer,
    protocol::DutyAnswer,
    protocol::AssignmentAnswer,
    protocol::CallAnswer,
    protocol::IncidentAnswer,
    protocol::IncidentWords,
    protocol::CheckInAnswer,
    protocol::PanicAnswer,
    protocol::MessageAnswer,
    protocol::BroadcastAnswer,
    protocol::HandOverAnswer,
    protocol::RevealAnswer,
    protocol::PersonAnswer,
    protocol::UnitAnswer,
    protocol::SearchAnswer,
    protocol::PhotoTicket,
    protocol::RecordTicket>;

using Answer = protocol::OneOf<AnswerKinds>;

/// What was decided: events in order, and what the asker is told. Without events nothing is
/// recorded.
struct Decision {
    std::vector<Event> events;
    Answer answer;
};

/// A decision as one record holds it.
struct DecisionRecord {
    protocol::PersonId by; ///< Nobody for what time and rule decided.
    protocol::ClientId id; ///< Empty then.
    std::string fingerprint;
    std::string answer; ///< JSON; empty when there is none to repeat.
    std::vector<Event> events;
};

} // namespace dageng::engine

#pragma once

#include "protocol/json_options.hpp"
#include "protocol/record_messages.hpp"
#include "server/engine/decision_text.hpp"
#include "server/journal/journal.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

/// What the journal says of one incident. Any thread. Throws JournalError when it is broken.
namespace dageng::district {

/// How far is read for one incident; of one that is open for longer not all is read.
inline constexpr std::uint64_t most_events_read = 2'000'000;

/// A record's decision.
engine::DecisionRecord decision_of(const journal::Record& record);

/// Gives the records that name the ticket's incident, in order, from the event that opened it to
/// the ticket's last and up to `until`, until `visit` returns false. False: there was more.
bool read_incident(
    const journal::Journal& journal,
    const protocol::RecordTicket& ticket,
    std::optional<protocol::TimeMs> until,
    const std::function<bool(const journal::Record&)>& visit
);

/// What a personal text says; nothing when its key is gone.
template <class P>
std::optional<std::string> opened(const P& value, const protocol::Opener& opener) {
    return value.is_sealed() ? opener(value.sealed()) : std::optional{value.clear().value};
}

} // namespace dageng::district

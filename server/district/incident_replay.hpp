#pragma once

#include "protocol/json_options.hpp"
#include "protocol/record_messages.hpp"
#include "protocol/replay_messages.hpp"
#include "server/journal/journal.hpp"

namespace dageng::district {

/// An incident's minutes, from the journal alone: its scene, waves and states, and who was asked,
/// with the ways they went; those that `opener` can't open are said to be so. Names stay sealed,
/// for whoever writes the answer. What was taken over from another incident by merging begins with
/// that moment and has no name. Any thread. Throws JournalError when the journal is broken.
protocol::Replay read_replay(
    const journal::Journal& journal,
    const protocol::RecordTicket& ticket,
    const protocol::Opener& opener
);

} // namespace dageng::district

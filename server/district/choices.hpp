#pragma once

#include "protocol/choice_messages.hpp"
#include "protocol/errors.hpp"
#include "protocol/json_options.hpp"
#include "protocol/record_messages.hpp"
#include "server/journal/journal.hpp"

#include <string>

namespace dageng::district {

/// The decisions about whom to ask for an incident, from the journal alone: between the ticket's
/// `first` and `last` and up to its `ended`. What is sealed is opened by `opener`; what it can't
/// open, or is older than it is shown by the ticket's `now`, is said to be so. Names stay sealed,
/// for whoever writes the answer. Any thread. Throws JournalError when the journal is broken.
protocol::Choices read_choices(
    const journal::Journal& journal,
    const protocol::RecordTicket& ticket,
    const protocol::Opener& opener
);

/// The incident of this number or code, such as `12` or `CY-1124-0003`, as of the journal's end;
/// `not_found` when there is none. Reads the whole journal.
protocol::Result<protocol::RecordTicket>
find_choices(const journal::Journal& journal, const std::string& incident);

} // namespace dageng::district

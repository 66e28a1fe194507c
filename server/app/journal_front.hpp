#pragma once

#include "server/app/foundation.hpp"

#include <optional>
#include <string>

namespace dageng::app {

/// Lets the journal's front go as far as may be (engine/front_rules.hpp), when that is a day's
/// worth: an event that says so, then the records. Finishes what was cut off. Gives a line that
/// says up to where; nothing when nothing leaves. `dry_run`: only that. One thread at a time, not
/// the district's. Throws JournalError.
std::optional<std::string> let_front_go(Foundation& foundation, bool dry_run);

/// Lets go what an event of the journal says (engine::FrontCut): folds the journal up to there,
/// takes what leaves out of that state, and puts it in the records' place. Takes as long as a start
/// without kept states, and as much memory again as the state. One thread, not the district's.
/// Throws JournalError, also when `n` is no such event's number.
void cut_journal(journal::SqliteJournal& journal, protocol::Offset n);

} // namespace dageng::app

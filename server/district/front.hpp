#pragma once

#include "server/engine/engine.hpp"
#include "server/journal/journal.hpp"

namespace dageng::district {

/// An engine before a journal's first record: empty, or with the state that stands in the place of
/// the records that were let go. Any thread. Throws JournalError when that can't be read.
engine::Engine engine_at_front(const journal::Journal& journal);

} // namespace dageng::district

#pragma once

#include "protocol/errors.hpp"
#include "server/app/foundation.hpp"

#include <string>
#include <vector>

/// What dispatchers looked for, from the journal: `dageng searches`.
namespace dageng::app {

struct ListSearches {
    /// Only searches for just these words, whatever their order, capitals and blanks; empty: all.
    protocol::Text<0, 100> words;
};
BOOST_DESCRIBE_STRUCT(ListSearches, (), (words))

/// A line for each search, the oldest first: when, who by number, and what was looked for. Words
/// are in none: only their number is on record, and a keyed fingerprint. Any thread but the
/// district's. Throws JournalError, VaultError.
protocol::Result<std::vector<std::string>>
list_searches(Foundation& foundation, const ListSearches& wanted);

} // namespace dageng::app

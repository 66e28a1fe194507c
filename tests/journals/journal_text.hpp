#pragma once

#include "server/journal/journal.hpp"

#include <string>
#include <string_view>
#include <vector>

/// A journal kept as plain text, for review: a line `digest <hex>` (engine::digest of its fold),
/// then for each record a line `record <first> <events> <milliseconds>` and its body as it stands.
namespace dageng::journals {

struct KeptJournal {
    std::string digest;
    std::vector<journal::Record> records;
};

std::string to_text(const KeptJournal& kept);

/// Throws std::runtime_error for what isn't of this form.
KeptJournal from_text(std::string_view text);

/// The digest of the fold of its records by today's code. Throws std::runtime_error when a record
/// can't be read.
std::string fold(const KeptJournal& kept);

} // namespace dageng::journals

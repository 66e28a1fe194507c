#pragma once

#include "server/engine/decision_text.hpp"
#include "server/journal/sqlite_journal.hpp"
#include "tests/engine/town.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>

namespace dageng::test {

/// Writes what a town has recorded since the journal of a data folder ends; durable on return.
inline void write_journal(const Town& town, const std::filesystem::path& folder) {
    journal::SqliteJournal journal{folder / "journal.db"};
    const protocol::Offset last = journal.head().last;
    protocol::Offset first = 1;
    for (std::size_t i = 0; i < town.records.size(); ++i) {
        const auto events = static_cast<std::uint32_t>(town.records[i].events.size());
        if (first > last) {
            journal.append({{first, events, town.times[i], engine::to_text(town.records[i])}});
        }
        first += events;
    }
}

} // namespace dageng::test

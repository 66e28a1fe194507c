#pragma once

#include <string>

namespace SQLite { // NOLINT(readability-identifier-naming): the library calls itself so.
class Database;
}

namespace dageng::vault {

/// The format that a vault's database has; 0: it holds nothing yet. Throws VaultError for what is
/// no vault, or one of a newer program; `name`: the file, for that.
int format_of(SQLite::Database& file, const std::string& name);

/// Makes all tables. `proof`: the master key's (key_rows.hpp).
void create_vault(SQLite::Database& file, const std::string& proof);

/// To the present format, and syncs what the log holds: of a process that was killed it may hold
/// transactions that were written but not synced. SQLite shows them as committed; a power cut could
/// still take them. A commit of our own, even one that changes nothing, syncs the log whole.
void raise_vault(SQLite::Database& file, int format);

} // namespace dageng::vault

#pragma once

#include <filesystem>
#include <string>

/// What back-up and restore need of the files of a data folder.
namespace dageng::journal {

/// Copies an SQLite database as it is at one moment, whole transactions only, into a new file that
/// its owner alone may read; a server may be writing to it meanwhile, in this process or another.
/// The copy is one file, has been checked by SQLite, and is durable on return, its entry in the
/// folder too. For every database of a data folder: copy the journal first, so that the vault's
/// copy has each key that the journal's copy needs. Throws JournalError, and leaves no file, when
/// `from` isn't there or `to` is.
void copy_database(const std::filesystem::path& from, const std::filesystem::path& to);

/// Gives the journal in `file` the name `log`, from its end on: what a restore does, so that
/// clients which know offsets of the old name take a snapshot. The names before remain in the
/// journal, and its chain verifies across them (see branch). Durable on return. Throws JournalError
/// when there is no journal or a server uses it.
void rename_log(const std::filesystem::path& file, const std::string& log);

} // namespace dageng::journal

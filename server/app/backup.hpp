#pragma once

#include "protocol/ids.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>

namespace dageng::app {

/// A back-up can't be made, or isn't whole. The text is for the operator.
struct BackupError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// What a back-up holds.
struct BackupSummary {
    std::string log;           ///< Of the journal that it was made from; of a restore: the new one.
    protocol::Offset last = 0; ///< The last event in it.
    std::uint64_t photos = 0;  ///< Files, previews included.
    std::size_t erased = 0;    ///< People whom a restore erased again.
};

/// Lists of those who were erased (erasures.hpp), which no back-up holds.
struct ErasureLists {
    std::filesystem::path known;    ///< Carried out by the restore; empty: none.
    std::filesystem::path restored; ///< Of the restored district; empty: in its folder.
};

/// Back-ups are one SQLite file: the journal, the vault, the roads and the photos as they are on
/// disk, in pieces, each file with its BLAKE2b-256. Everything about people in it is sealed; the
/// master key is apart, in `<file>.key`, to be kept somewhere else.
///
/// Copies a data folder while its server runs (or not): the journal first, so that the vault, the
/// roads and the photos have whatever it names. Throws BackupError, and leaves no file;
/// JournalError.
BackupSummary make_backup(const std::filesystem::path& folder, const std::filesystem::path& file);

/// Makes a data folder from a back-up under a new `log`, so that clients take a snapshot. Every
/// file's hash, the journal's whole chain and the vault's key are checked before the folder gets
/// its name, and those whom the list names are erased. `key`: the master key's file, by default
/// `<file>.key`. Throws BackupError,
/// JournalError, VaultError.
BackupSummary restore_backup(
    const std::filesystem::path& file,
    const std::filesystem::path& folder,
    const std::optional<std::filesystem::path>& key,
    const ErasureLists& erasures = {}
);

} // namespace dageng::app

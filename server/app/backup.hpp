#pragma once

#include "protocol/ids.hpp"
#include "server/vault/vault.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
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
    std::size_t keys_removed = 0; ///< Older back-ups whose keys went.
};

/// Lists of those who were erased (erasures.hpp), which no back-up holds.
struct ErasureLists {
    std::filesystem::path known;    ///< Carried out by the restore; empty: none.
    std::filesystem::path restored; ///< Of the restored district; empty: in its folder.
};

/// What is to be copied where.
struct BackupWish {
    std::filesystem::path folder;
    std::filesystem::path file;
    /// Keys of back-ups beside it that are older are removed: whoever was erased since is unknown
    /// from then on there, too.
    std::int64_t key_days = 30;
};

/// A back-up is one SQLite file with the journal, the roads and the photos as they are on disk, in
/// pieces, each file with its BLAKE2b-256. Everything about people in it is sealed; the vault with
/// the wrapped keys is apart in `<file>.vault`, and the master key in `<file>.key` (none where it
/// isn't in a file): both to be kept somewhere else, and not for long.
///
/// Copies a data folder while its server runs (or not): the journal first, so that the vault, the
/// roads and the photos have whatever it names. Throws BackupError, and leaves no file;
/// JournalError.
BackupSummary make_backup(const BackupWish& wish);

struct RestoreWish {
    std::filesystem::path file;
    std::filesystem::path folder;
    std::optional<std::filesystem::path> key = {}; ///< The master key's file, else `<file>.key`.
    ErasureLists erasures = {};
    std::function<vault::SecretKey()> master = {}; ///< Gives the master key where no file does.
};

/// Makes a data folder from a back-up under a new `log`, so that clients take a snapshot. Every
/// file's hash, the journal's whole chain and the vault's key are checked before the folder gets
/// its name, and those whom the list names are erased. Throws BackupError, JournalError,
/// VaultError.
BackupSummary restore_backup(const RestoreWish& wish);

} // namespace dageng::app

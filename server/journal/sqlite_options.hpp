#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>

namespace dageng::journal {

/// Where the files of a SqliteJournal live. The default is the system's file system.
struct SqliteOptions {
    /// Name of a registered SQLite VFS; empty for the system's. A VFS named here is taken for a
    /// disk of this process alone, so that no lock file is made.
    std::string vfs;

    /// Makes the entries of a folder durable; throws when it can't. Needed with a VFS, as SQLite
    /// offers no way to ask for it; empty for the system's.
    std::function<void(const std::filesystem::path&)> sync_directory;

    /// Pages of write-ahead log (4 KiB each) after which it is taken into the database file, beside
    /// the commits (see checkpointer.hpp).
    int checkpoint_pages = 1000;

    /// Pages at which a commit waits for that. Not more than `checkpoint_pages`: each does.
    int most_pages = 8000;

    /// How long records that are wanted soon wait at most for others to share a sync with.
    std::chrono::milliseconds soon{40};
};

} // namespace dageng::journal

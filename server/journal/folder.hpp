#pragma once

#include <filesystem>

namespace dageng::journal {

/// The folder that a file is in; `.` for a mere name.
std::filesystem::path folder_of(const std::filesystem::path& file);

/// Makes the entries of a folder durable. Throws JournalError.
void sync_directory(const std::filesystem::path& folder);

/// Makes an empty file that its owner alone may read, unless there is a file. Throws JournalError.
/// Returns whether it made one.
bool make_private_file(const std::filesystem::path& file);

/// Keeps other processes from writing the same journal, as long as it lives; the system releases it
/// when the process ends, however that happens.
class FolderLock {
  public:
    /// Takes `journal.lock` in the folder, and makes it first if need be. Throws JournalError when
    /// somebody else holds it.
    explicit FolderLock(const std::filesystem::path& folder);
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;
    ~FolderLock();

  private:
    int fd_;
};

} // namespace dageng::journal

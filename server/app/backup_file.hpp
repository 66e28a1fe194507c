#pragma once

#include "server/app/backup.hpp"

#include <filesystem>
#include <memory>
#include <string>

namespace dageng::app {

/// Writes the file of a back-up.
class BackupWriter {
  public:
    /// The file must not be there. Throws BackupError.
    explicit BackupWriter(const std::filesystem::path& file);
    ~BackupWriter();
    BackupWriter(const BackupWriter&) = delete;
    BackupWriter& operator=(const BackupWriter&) = delete;

    /// Adds a file under a relative name. Throws BackupError.
    void add(const std::string& name, const std::filesystem::path& file);
    /// Durable on return; nothing may be added after.
    void finish(const BackupSummary& summary);

  private:
    struct Store;
    std::unique_ptr<Store> store_;
};

/// Reads the file of a back-up. Throws BackupError when it is none or was damaged.
class BackupReader {
  public:
    explicit BackupReader(const std::filesystem::path& file);
    ~BackupReader();
    BackupReader(const BackupReader&) = delete;
    BackupReader& operator=(const BackupReader&) = delete;

    BackupSummary summary() const;
    /// Writes all files below `folder`, for their owner alone, synced, and holds each against its
    /// hash.
    void extract_all(const std::filesystem::path& folder) const;

  private:
    struct Store;
    std::unique_ptr<Store> store_;
};

} // namespace dageng::app

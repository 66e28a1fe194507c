#pragma once

#include "server/vault/files.hpp"
#include "tests/powercut/power_cut_disk.hpp"

#include <mutex>
#include <set>

namespace dageng::powercut {

/// The files of a PowerCutDisk, as one process sees them. Whatever the disk throws, PowerCut too,
/// arrives as vault::FilesError. All files are private.
class PowerCutFiles final : public vault::Files {
  public:
    /// The disk must outlive it and the handles it gives.
    explicit PowerCutFiles(PowerCutDisk& disk) : disk_(disk) {}

    std::unique_ptr<vault::FileHandle> create_new(const std::filesystem::path& file) override;
    std::unique_ptr<vault::FileHandle>
    append_to(const std::filesystem::path& file, std::uint64_t size) override;
    void make_directory(const std::filesystem::path& folder) override;
    void sync_directory(const std::filesystem::path& folder) override;
    void rename(const std::filesystem::path& from, const std::filesystem::path& to) override;
    void remove(const std::filesystem::path& file) override;
    bool exists(const std::filesystem::path& path) const override;
    std::string
    read(const std::filesystem::path& file, std::uint64_t offset, std::size_t most) const override;
    using vault::Files::read;
    std::uint64_t size(const std::filesystem::path& file) const override;
    /// Nothing here bounds it.
    std::uint64_t free_bytes(const std::filesystem::path&) const override { return UINT64_MAX; }
    std::vector<std::string> list(const std::filesystem::path& folder) const override;
    bool is_private(const std::filesystem::path& file) const override;
    std::unique_ptr<vault::FileLock> lock(const std::filesystem::path& file) override;

  private:
    class Lock;

    FileId find(const std::filesystem::path& file) const;

    PowerCutDisk& disk_;
    std::mutex mutex_;
    std::set<std::filesystem::path> locked_;
};

} // namespace dageng::powercut

#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

/// Power cuts for tests: a disk in memory that keeps only what was synced, and perhaps some of the
/// rest. SIGKILL can't show a missing sync, as the system's page cache survives it.
namespace dageng::powercut {

class Survival;

/// Whatever is asked of a disk after its power was cut.
struct PowerCut : std::runtime_error {
    PowerCut() : std::runtime_error("the power was cut") {}
};

/// A file or folder, by whatever name; the disk's own number.
using FileId = std::uint64_t;

/// Which syncs do nothing, to see whether a test notices.
enum class Unsynced { none, files, directories, all };

/// A disk in memory, as strict as POSIX allows a real one to be:
///
/// - Contents are durable after a sync of the file. Before it, each changed sector of 512 bytes is
///   on the disk or isn't, in any order; where a file grew, a sector that wasn't written may hold
///   anything.
/// - Names (of files made, renamed or removed, of folders made) are durable after a sync of the
///   folder, not of the file. Before it, each change has happened or hasn't, in any order; a rename
///   is one change.
///
/// A cut picks by the seed what is left: nothing unsynced, all of it, a run of changes up to some
/// moment with the last one torn, or any mixture. All functions but the switches throw PowerCut
/// once the power is gone, and std::runtime_error for what a file system would refuse. Any thread.
class PowerCutDisk {
  public:
    /// A disk with the folder `/` and nothing in it.
    explicit PowerCutDisk(std::uint64_t seed);

    /// The power goes at the sync of this number (1 is the first), which doesn't complete.
    void cut_at(std::uint64_t sync);

    /// The power goes now.
    void cut();

    void switch_syncing_off(Unsynced what = Unsynced::all);

    bool is_cut() const;

    /// How many syncs there were, those that did nothing and the one that was cut included.
    std::uint64_t count_syncs() const;

    /// The disk that a power cut at this moment leaves, running again; each call makes another
    /// choice of what is left. Syncing works on it.
    std::unique_ptr<PowerCutDisk> after_cut();

    /// The disk as it stands if only the process dies: everything written is there to be read, but
    /// what wasn't synced still isn't durable.
    std::unique_ptr<PowerCutDisk> after_kill() const;

    // Names.
    std::optional<FileId> find(const std::filesystem::path& path) const;
    FileId create(const std::filesystem::path& file);         ///< Throws when the name is taken.
    FileId create_nameless();                                 ///< A file that no cut leaves.
    void make_directory(const std::filesystem::path& folder); ///< Nothing to do when it is there.
    void rename(const std::filesystem::path& from, const std::filesystem::path& to);
    bool remove(const std::filesystem::path& file); ///< Whether there was one.
    void sync_directory(const std::filesystem::path& folder);
    std::vector<std::string> list(const std::filesystem::path& folder
    ) const; ///< Files' names, sorted.

    // Contents.
    std::size_t read(FileId file, std::uint64_t offset, char* to, std::size_t most) const;
    void write(FileId file, std::uint64_t offset, std::string_view bytes);
    void truncate(FileId file, std::uint64_t size);
    std::uint64_t size(FileId file) const;
    void sync(FileId file);

  private:
    using Names = std::map<std::string, FileId>;

    /// A write, or with `cuts` a truncation to `offset`.
    struct Change {
        std::uint64_t order = 0;
        std::uint64_t offset = 0;
        std::string bytes;
        bool cuts = false;
    };

    struct File {
        bool directory = false;
        std::string now;             ///< What the process reads.
        std::string durable;         ///< What is surely on the disk.
        std::vector<Change> changes; ///< What lies between.

        std::string after_cut(Survival& survival) const;
    };

    /// Names that change together, each to a file or to nothing.
    struct NameChange {
        std::uint64_t order = 0;
        std::map<std::string, std::optional<FileId>> names;

        bool touches(const std::string& folder) const;
        void apply(Names& to) const;
    };

    void require_power() const;
    std::uint64_t first_change() const;
    void count_sync();
    File& file(FileId id);
    const File& file(FileId id) const;
    void require_folder_of(const std::string& path) const;
    void change_names(std::map<std::string, std::optional<FileId>> names);

    mutable std::mutex mutex_;
    std::mt19937_64 random_;
    std::map<FileId, File> files_;
    Names names_;
    Names durable_names_;
    std::vector<NameChange> name_changes_;
    FileId last_file_ = 0;
    std::uint64_t order_ = 0;
    std::uint64_t syncs_ = 0;
    std::uint64_t cut_at_ = 0;
    bool cut_ = false;
    Unsynced unsynced_ = Unsynced::none;
};

} // namespace dageng::powercut

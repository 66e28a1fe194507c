#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace dageng::vault {

/// The disk did not do what it was asked to. The text names the path.
struct FilesError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A file being written. Closed, but not synced, when it goes. One thread at a time. All functions
/// throw FilesError.
class FileHandle {
  public:
    virtual ~FileHandle() = default;

    /// Adds all of `bytes` at the end.
    virtual void write(std::string_view bytes) = 0;

    /// Makes what was written durable. The file's name is durable only when its folder is synced.
    virtual void sync() = 0;
};

/// Held as long as it lives; the system lets go of it when the process ends.
class FileLock {
  public:
    virtual ~FileLock() = default;
};

/// The file system, for what isn't a database: photos and the master key. Nothing is durable before
/// it has been synced: contents by FileHandle::sync, names (of files made, renamed or removed, of
/// folders made) by sync_directory. Any thread. All functions throw FilesError.
class Files {
  public:
    virtual ~Files() = default;

    /// Makes a file that its owner alone may read and write. Throws when there is one.
    virtual std::unique_ptr<FileHandle> create_new(const std::filesystem::path& file) = 0;

    /// Opens a file that is there, to write on after its first `size` bytes; what stood after them
    /// is cut off. Throws when it is shorter.
    virtual std::unique_ptr<FileHandle>
    append_to(const std::filesystem::path& file, std::uint64_t size) = 0;

    /// Makes a folder that its owner alone may enter; does nothing when there is one. Its own name
    /// becomes durable with a sync of the folder that holds it.
    virtual void make_directory(const std::filesystem::path& folder) = 0;

    /// Makes the names in a folder durable.
    virtual void sync_directory(const std::filesystem::path& folder) = 0;

    /// Renames a file within or between folders; a file that had the name is replaced in one step.
    virtual void rename(const std::filesystem::path& from, const std::filesystem::path& to) = 0;

    /// Removes a file; does nothing when there is none.
    virtual void remove(const std::filesystem::path& file) = 0;

    virtual bool exists(const std::filesystem::path& path) const = 0;

    /// The whole file; throws when there is none.
    std::string read(const std::filesystem::path& file) const;

    /// Up to `most` bytes from `offset` on; fewer only at the end of the file.
    virtual std::string
    read(const std::filesystem::path& file, std::uint64_t offset, std::size_t most) const = 0;

    /// In bytes; throws when there is no such file.
    virtual std::uint64_t size(const std::filesystem::path& file) const = 0;

    /// Bytes that this process may still fill on the file system of a folder.
    virtual std::uint64_t free_bytes(const std::filesystem::path& folder) const = 0;

    /// Names, not paths, of the files in a folder, sorted.
    virtual std::vector<std::string> list(const std::filesystem::path& folder) const = 0;

    /// Whether nobody but its owner may read or write the file.
    virtual bool is_private(const std::filesystem::path& file) const = 0;

    /// Takes the lock of a file, which is made if need be; nothing when somebody else holds it, in
    /// this process or another.
    virtual std::unique_ptr<FileLock> lock(const std::filesystem::path& file) = 0;
};

/// The system's file system.
std::shared_ptr<Files> posix_files();

} // namespace dageng::vault

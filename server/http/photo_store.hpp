#pragma once

#include "protocol/types.hpp"
#include "server/vault/files.hpp"
#include "server/vault/sealed_stream.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace dageng::http {

/// The two files of a photo.
enum class PhotoFile : std::uint8_t {
    original, ///< As it was uploaded: `photos/<first two>/<id>.sealed`.
    preview,  ///< Smaller, without metadata: `photos/<first two>/<id>.preview.sealed`.
};

/// Removes both files of a photo from the store's folder, if there; durable on return. Throws
/// vault::FilesError. Any thread.
void remove_photo(
    vault::Files& files, const std::filesystem::path& folder, const protocol::ClientId& photo
);

/// A sealed file that is being written under a name of its own; gone when it goes, unless kept. One
/// thread at a time. Functions throw vault::FilesError.
class PhotoDraft {
  public:
    PhotoDraft(
        vault::Files& files,
        std::filesystem::path part,
        std::filesystem::path name,
        const vault::SecretKey& key,
        std::string_view sealed_name
    );
    PhotoDraft(const PhotoDraft&) = delete;
    PhotoDraft& operator=(const PhotoDraft&) = delete;
    ~PhotoDraft();

    void push(std::string_view clear);
    /// The end: the contents are durable now, and can be read back from `part`.
    void finish();
    /// Gives it its name. Durable after PhotoStore::sync.
    void keep();

    const std::filesystem::path& part() const { return part_; }

  private:
    vault::Files& files_;
    std::filesystem::path part_;
    std::filesystem::path name_;
    vault::SealedWriter writer_;
    std::unique_ptr<vault::FileHandle> file_;
    bool kept_ = false;
};

/// The photos' files on disk, all sealed. Any thread.
class PhotoStore {
  public:
    /// Makes `folder` when there is none and removes what uploads of an earlier run left
    /// unfinished. `reserve_bytes`: room on the disk that photos leave to others. Throws
    /// vault::FilesError.
    PhotoStore(
        std::shared_ptr<vault::Files> files,
        std::filesystem::path folder,
        std::uint64_t reserve_bytes
    );

    /// Whether less than the reserve is free; logged when that changes.
    bool is_full();

    /// A draft that no other draft shares, though it be of the same photo: a second upload may
    /// begin before the first, cut off, is known to be.
    std::unique_ptr<PhotoDraft>
    draft(const protocol::ClientId& photo, PhotoFile which, const vault::SecretKey& key);

    /// Makes the names of this photo's files durable.
    void sync(const protocol::ClientId& photo);

    /// The clear bytes of a finished draft; nothing when it doesn't open.
    std::optional<std::string> read_back(
        const PhotoDraft& draft,
        const protocol::ClientId& photo,
        PhotoFile which,
        const vault::SecretKey& key
    ) const;

    /// The clear bytes; nothing when there is no such file or it doesn't open.
    std::optional<std::string>
    read(const protocol::ClientId& photo, PhotoFile which, const vault::SecretKey& key) const;

    /// Removes both files, if there.
    void remove(const protocol::ClientId& photo);

  private:
    std::filesystem::path folder_of(const protocol::ClientId& photo) const;
    std::filesystem::path path_of(const protocol::ClientId& photo, PhotoFile which) const;
    void make_folder(const std::filesystem::path& folder);
    void sweep(const std::filesystem::path& folder);

    const std::shared_ptr<vault::Files> files_;
    const std::filesystem::path folder_;
    const std::uint64_t reserve_bytes_;
    std::atomic<bool> full_ = false;
    std::atomic<std::uint64_t> drafts_ = 0;
    std::mutex mutex_;
    std::set<std::filesystem::path> durable_; ///< Folders known to be on disk.
};

} // namespace dageng::http

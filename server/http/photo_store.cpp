#include "server/http/photo_store.hpp"

#include <spdlog/spdlog.h>

#include <utility>

namespace dageng::http {

namespace {

std::string sealed_name(const protocol::ClientId& photo, PhotoFile which) {
    return (which == PhotoFile::original ? "photo/" : "preview/") + photo.value;
}

std::filesystem::path
folder_in(const std::filesystem::path& folder, const protocol::ClientId& photo) {
    return folder / photo.value.substr(0, 2);
}

std::filesystem::path
path_in(const std::filesystem::path& folder, const protocol::ClientId& photo, PhotoFile which) {
    const std::string_view ending = which == PhotoFile::original ? ".sealed" : ".preview.sealed";
    return folder_in(folder, photo) / (photo.value + std::string(ending));
}

std::optional<std::string> open_file(
    const vault::Files& files,
    const std::filesystem::path& path,
    std::string_view name,
    const vault::SecretKey& key
) {
    vault::SealedReader reader(key, name);
    std::string clear;
    std::uint64_t offset = 0;
    while (true) {
        const auto sealed = files.read(path, offset, vault::stream_chunk_bytes);
        if (sealed.empty()) {
            break;
        }
        offset += sealed.size();
        const auto more = reader.push(sealed);
        if (!more) {
            return std::nullopt;
        }
        clear += *more;
    }
    const auto last = reader.finish();
    if (!last) {
        return std::nullopt;
    }
    return clear + *last;
}

} // namespace

PhotoDraft::PhotoDraft(
    vault::Files& files,
    std::filesystem::path part,
    std::filesystem::path name,
    const vault::SecretKey& key,
    std::string_view sealed_name
)
    : files_(files), part_(std::move(part)), name_(std::move(name)), writer_(key, sealed_name),
      file_(files.create_new(part_)) {}

PhotoDraft::~PhotoDraft() {
    if (kept_) {
        return;
    }
    file_.reset();
    try {
        files_.remove(part_);
    } catch (const vault::FilesError&) {
        kept_ = false; // The next start sweeps it.
    }
}

void PhotoDraft::push(std::string_view clear) {
    const auto sealed = writer_.push(clear);
    if (!sealed.empty()) {
        file_->write(sealed);
    }
}

void PhotoDraft::finish() {
    file_->write(writer_.finish());
    file_->sync();
    file_.reset();
}

void PhotoDraft::keep() {
    files_.rename(part_, name_);
    kept_ = true;
}

PhotoStore::PhotoStore(
    std::shared_ptr<vault::Files> files, std::filesystem::path folder, std::uint64_t reserve_bytes
)
    : files_(std::move(files)), folder_(std::move(folder)), reserve_bytes_(reserve_bytes) {
    files_->make_directory(folder_);
    files_->sync_directory(folder_.has_parent_path() ? folder_.parent_path() : ".");
    // Files lists no folders, so all that there may be are looked for.
    for (std::size_t i = 0; i < 64 * 64; ++i) {
        constexpr std::string_view letters =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
        const auto folder_of_two = folder_ / std::string{letters[i / 64], letters[i % 64]};
        if (files_->exists(folder_of_two)) {
            sweep(folder_of_two);
        }
    }
}

bool PhotoStore::is_full() {
    const std::uint64_t free = files_->free_bytes(folder_);
    const bool full = free < reserve_bytes_;
    if (full_.exchange(full) != full) {
        spdlog::log(
            full ? spdlog::level::err : spdlog::level::info,
            "{} bytes are free for data: photos are {}",
            free,
            full ? "refused, so that tips, panics and closings can still be written" : "taken again"
        );
    }
    return full;
}

void PhotoStore::sweep(const std::filesystem::path& folder) {
    for (const auto& name : files_->list(folder)) {
        if (name.ends_with(".part")) {
            files_->remove(folder / name);
        }
    }
}

std::filesystem::path PhotoStore::folder_of(const protocol::ClientId& photo) const {
    return folder_in(folder_, photo);
}

std::filesystem::path PhotoStore::path_of(const protocol::ClientId& photo, PhotoFile which) const {
    return path_in(folder_, photo, which);
}

void PhotoStore::make_folder(const std::filesystem::path& folder) {
    const std::lock_guard lock(mutex_);
    if (durable_.contains(folder)) {
        return;
    }
    files_->make_directory(folder);
    files_->sync_directory(folder_);
    durable_.insert(folder);
}

std::unique_ptr<PhotoDraft>
PhotoStore::draft(const protocol::ClientId& photo, PhotoFile which, const vault::SecretKey& key) {
    make_folder(folder_of(photo));
    const auto name = path_of(photo, which);
    const auto part = name.string() + "." + std::to_string(++drafts_) + ".part";
    return std::make_unique<PhotoDraft>(*files_, part, name, key, sealed_name(photo, which));
}

void PhotoStore::sync(const protocol::ClientId& photo) {
    files_->sync_directory(folder_of(photo));
}

std::optional<std::string> PhotoStore::read_back(
    const PhotoDraft& draft,
    const protocol::ClientId& photo,
    PhotoFile which,
    const vault::SecretKey& key
) const {
    return open_file(*files_, draft.part(), sealed_name(photo, which), key);
}

std::optional<std::string> PhotoStore::read(
    const protocol::ClientId& photo, PhotoFile which, const vault::SecretKey& key
) const {
    const auto path = path_of(photo, which);
    if (!files_->exists(path)) {
        return std::nullopt;
    }
    return open_file(*files_, path, sealed_name(photo, which), key);
}

void PhotoStore::remove(const protocol::ClientId& photo) {
    remove_photo(*files_, folder_, photo);
}

void remove_photo(
    vault::Files& files, const std::filesystem::path& folder, const protocol::ClientId& photo
) {
    files.remove(path_in(folder, photo, PhotoFile::preview));
    files.remove(path_in(folder, photo, PhotoFile::original));
    if (files.exists(folder_in(folder, photo))) {
        files.sync_directory(folder_in(folder, photo));
    }
}

} // namespace dageng::http

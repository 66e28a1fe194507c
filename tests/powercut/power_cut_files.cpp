#include "tests/powercut/power_cut_files.hpp"

#include <utility>

namespace dageng::powercut {

namespace {

namespace fs = std::filesystem;

/// Runs `work`; what the disk throws arrives as what files throw.
template <class Work>
auto as_files(Work&& work) {
    try {
        return work();
    } catch (const std::exception& error) {
        throw vault::FilesError(error.what());
    }
}

class Handle final : public vault::FileHandle {
  public:
    Handle(PowerCutDisk& disk, FileId file, std::uint64_t end)
        : disk_(disk), file_(file), end_(end) {}

    void write(std::string_view bytes) override {
        as_files([&] { disk_.write(file_, end_, bytes); });
        end_ += bytes.size();
    }

    void sync() override {
        as_files([&] { disk_.sync(file_); });
    }

  private:
    PowerCutDisk& disk_;
    FileId file_;
    std::uint64_t end_;
};

} // namespace

class PowerCutFiles::Lock final : public vault::FileLock {
  public:
    Lock(PowerCutFiles& files, fs::path file) : files_(files), file_(std::move(file)) {}
    ~Lock() override {
        const std::lock_guard lock(files_.mutex_);
        files_.locked_.erase(file_);
    }

  private:
    PowerCutFiles& files_;
    fs::path file_;
};

FileId PowerCutFiles::find(const fs::path& file) const {
    const auto found = disk_.find(file);
    if (!found)
        throw vault::FilesError(file.string() + " isn't there");
    return *found;
}

std::unique_ptr<vault::FileHandle> PowerCutFiles::create_new(const fs::path& file) {
    return as_files([&] { return std::make_unique<Handle>(disk_, disk_.create(file), 0); });
}

std::unique_ptr<vault::FileHandle>
PowerCutFiles::append_to(const fs::path& file, std::uint64_t size) {
    return as_files([&] {
        const FileId found = find(file);
        if (disk_.size(found) < size)
            throw vault::FilesError(file.string() + " is shorter");
        if (disk_.size(found) > size)
            disk_.truncate(found, size);
        return std::make_unique<Handle>(disk_, found, size);
    });
}

void PowerCutFiles::make_directory(const fs::path& folder) {
    as_files([&] { disk_.make_directory(folder); });
}

void PowerCutFiles::sync_directory(const fs::path& folder) {
    as_files([&] { disk_.sync_directory(folder); });
}

void PowerCutFiles::rename(const fs::path& from, const fs::path& to) {
    as_files([&] { disk_.rename(from, to); });
}

void PowerCutFiles::remove(const fs::path& file) {
    as_files([&] { disk_.remove(file); });
}

bool PowerCutFiles::exists(const fs::path& path) const {
    return as_files([&] { return disk_.find(path).has_value(); });
}

std::string
PowerCutFiles::read(const fs::path& file, std::uint64_t offset, std::size_t most) const {
    return as_files([&] {
        std::string bytes(most, '\0');
        bytes.resize(disk_.read(find(file), offset, bytes.data(), most));
        return bytes;
    });
}

std::uint64_t PowerCutFiles::size(const fs::path& file) const {
    return as_files([&] { return disk_.size(find(file)); });
}

std::vector<std::string> PowerCutFiles::list(const fs::path& folder) const {
    return as_files([&] { return disk_.list(folder); });
}

bool PowerCutFiles::is_private(const fs::path& file) const {
    return exists(file);
}

std::unique_ptr<vault::FileLock> PowerCutFiles::lock(const fs::path& file) {
    const std::lock_guard lock(mutex_);
    if (!locked_.insert(file).second)
        return nullptr;
    return std::make_unique<Lock>(*this, file);
}

} // namespace dageng::powercut

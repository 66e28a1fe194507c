#include "server/vault/files.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace dageng::vault {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const char* what, const fs::path& path, int error = errno) {
    throw FilesError(std::string("can't ") + what + " " + path.string() + ": " + strerror(error));
}

class Descriptor {
  public:
    Descriptor(const fs::path& path, int flags, const char* what)
        : fd_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {
        if (fd_ < 0)
            fail(what, path);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() { ::close(fd_); }

    int get() const { return fd_; }

  private:
    int fd_;
};

struct stat stat_of(const fs::path& file) {
    struct stat found{};
    if (::stat(file.c_str(), &found) != 0)
        fail("look at", file);
    return found;
}

class PosixFile final : public FileHandle {
  public:
    PosixFile(fs::path path, int flags, const char* what)
        : path_(std::move(path)), file_(path_, flags | O_WRONLY | O_APPEND, what) {}

    void cut(std::uint64_t size) {
        if (stat_of(path_).st_size < static_cast<off_t>(size))
            fail("write on", path_, EINVAL);
        if (::ftruncate(file_.get(), static_cast<off_t>(size)) != 0)
            fail("cut", path_);
    }

    void write(std::string_view bytes) override {
        while (!bytes.empty()) {
            const ssize_t written = ::write(file_.get(), bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR)
                continue;
            if (written < 0)
                fail("write", path_);
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
    }

    void sync() override {
        if (::fsync(file_.get()) != 0)
            fail("sync", path_);
    }

  private:
    fs::path path_;
    Descriptor file_;
};

class PosixLock final : public FileLock {
  public:
    explicit PosixLock(const fs::path& file) : file_(file, O_RDWR | O_CREAT, "open") {}

    bool take(const fs::path& file) const {
        if (::flock(file_.get(), LOCK_EX | LOCK_NB) == 0)
            return true;
        if (errno != EWOULDBLOCK)
            fail("lock", file);
        return false;
    }

  private:
    Descriptor file_;
};

class PosixFiles final : public Files {
  public:
    std::unique_ptr<FileHandle> create_new(const fs::path& file) override {
        return std::make_unique<PosixFile>(file, O_CREAT | O_EXCL, "make");
    }

    std::unique_ptr<FileHandle> append_to(const fs::path& file, std::uint64_t size) override {
        auto opened = std::make_unique<PosixFile>(file, 0, "open");
        opened->cut(size);
        return opened;
    }

    void make_directory(const fs::path& folder) override {
        if (::mkdir(folder.c_str(), 0700) == 0)
            return;
        const int error = errno;
        if (error != EEXIST || !fs::is_directory(folder))
            fail("make the folder", folder, error);
    }

    void sync_directory(const fs::path& folder) override {
        const Descriptor opened(folder, O_RDONLY | O_DIRECTORY, "open the folder");
        if (::fsync(opened.get()) != 0)
            fail("sync the folder", folder);
    }

    void rename(const fs::path& from, const fs::path& to) override {
        if (::rename(from.c_str(), to.c_str()) != 0)
            fail("rename", from);
    }

    void remove(const fs::path& file) override {
        if (::unlink(file.c_str()) != 0 && errno != ENOENT)
            fail("remove", file);
    }

    bool exists(const fs::path& path) const override {
        std::error_code error;
        const bool found = fs::exists(path, error);
        if (error)
            fail("look at", path, error.value());
        return found;
    }

    std::string read(const fs::path& file, std::uint64_t offset, std::size_t most) const override {
        const Descriptor opened(file, O_RDONLY, "open");
        std::string bytes(most, '\0');
        std::size_t done = 0;
        while (done < most) {
            const ssize_t got = ::pread(
                opened.get(), bytes.data() + done, most - done, static_cast<off_t>(offset + done)
            );
            if (got < 0 && errno == EINTR)
                continue;
            if (got < 0)
                fail("read", file);
            if (got == 0)
                break;
            done += static_cast<std::size_t>(got);
        }
        bytes.resize(done);
        return bytes;
    }

    std::uint64_t size(const fs::path& file) const override {
        return static_cast<std::uint64_t>(stat_of(file).st_size);
    }

    std::uint64_t free_bytes(const fs::path& folder) const override {
        struct statvfs found{};
        if (::statvfs(folder.c_str(), &found) != 0)
            fail("look at the file system of", folder);
        return std::uint64_t{found.f_bavail} * found.f_frsize;
    }

    std::vector<std::string> list(const fs::path& folder) const override {
        std::vector<std::string> names;
        try {
            for (const auto& entry : fs::directory_iterator(folder))
                if (entry.is_regular_file())
                    names.push_back(entry.path().filename().string());
        } catch (const fs::filesystem_error& error) {
            fail("list", folder, error.code().value());
        }
        std::ranges::sort(names);
        return names;
    }

    bool is_private(const fs::path& file) const override {
        return (stat_of(file).st_mode & (S_IRWXG | S_IRWXO)) == 0;
    }

    std::unique_ptr<FileLock> lock(const fs::path& file) override {
        auto opened = std::make_unique<PosixLock>(file);
        if (!opened->take(file))
            return nullptr;
        return opened;
    }
};

} // namespace

std::shared_ptr<Files> posix_files() {
    return std::make_shared<PosixFiles>();
}

} // namespace dageng::vault

#include "server/journal/folder.hpp"

#include "server/journal/journal.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/file.h>
#include <unistd.h>

namespace dageng::journal {

namespace {

[[noreturn]] void fail(const char* what, const std::filesystem::path& path) {
    const int error = errno;
    throw JournalError(std::string(what) + " " + path.string() + ": " + std::strerror(error));
}

} // namespace

std::filesystem::path folder_of(const std::filesystem::path& file) {
    return file.has_parent_path() ? file.parent_path() : ".";
}

void sync_directory(const std::filesystem::path& folder) {
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        fail("can't open the folder", folder);
    const int rc = ::fsync(fd);
    const int error = errno;
    ::close(fd);
    errno = error;
    if (rc != 0)
        fail("can't sync the folder", folder);
}

bool make_private_file(const std::filesystem::path& file) {
    const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0 && errno == EEXIST)
        return false;
    if (fd < 0)
        fail("can't make", file);
    ::close(fd);
    return true;
}

FolderLock::FolderLock(const std::filesystem::path& folder) {
    const std::filesystem::path file = folder / "journal.lock";
    fd_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd_ < 0)
        fail("can't open", file);
    if (::flock(fd_, LOCK_EX | LOCK_NB) == 0)
        return;
    const int error = errno;
    ::close(fd_);
    if (error == EWOULDBLOCK)
        throw JournalError("another server uses the folder " + folder.string());
    errno = error;
    fail("can't lock", file);
}

FolderLock::~FolderLock() {
    ::close(fd_);
}

} // namespace dageng::journal

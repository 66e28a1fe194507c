// Loaded before the C library into a server under test: each sync of a file takes a second, as on a
// disk that is failing or shared with something greedy.

#include <ctime>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

void wait_a_second() {
    const timespec second{1, 0};
    nanosleep(&second, nullptr);
}

} // namespace

extern "C" int fdatasync(int file) {
    wait_a_second();
    return static_cast<int>(syscall(SYS_fdatasync, file));
}

extern "C" int fsync(int file) {
    wait_a_second();
    return static_cast<int>(syscall(SYS_fsync, file));
}

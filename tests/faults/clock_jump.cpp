// Loaded before the C library into a server under test: its wall clock is ahead of the machine's by
// as many milliseconds as the file $DAGENG_CLOCK_FILE says at that moment (a whole number of eight
// bytes). The steady clock is left alone.

#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

namespace {

const volatile std::int64_t* offset_ms() {
    static const volatile std::int64_t* const mapped = []() -> const std::int64_t* {
        const char* const path = std::getenv("DAGENG_CLOCK_FILE");
        const int file = path == nullptr ? -1 : open(path, O_RDONLY | O_CLOEXEC);
        void* const at = file < 0
                             ? MAP_FAILED
                             : mmap(nullptr, sizeof(std::int64_t), PROT_READ, MAP_SHARED, file, 0);
        return at == MAP_FAILED ? nullptr : static_cast<const std::int64_t*>(at);
    }();
    return mapped;
}

constexpr std::int64_t ns_a_second = 1'000'000'000;

} // namespace

extern "C" int clock_gettime(clockid_t clock, timespec* now) {
    const auto result = static_cast<int>(syscall(SYS_clock_gettime, clock, now));
    const volatile std::int64_t* const offset = offset_ms();
    if (result == 0 && offset != nullptr &&
        (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
        const std::int64_t ns =
            now->tv_sec * ns_a_second + now->tv_nsec + *offset * (ns_a_second / 1000);
        now->tv_sec = ns / ns_a_second;
        now->tv_nsec = ns % ns_a_second;
    }
    return result;
}

extern "C" int gettimeofday(timeval* now, void*) {
    timespec exact{};
    const int result = clock_gettime(CLOCK_REALTIME, &exact);
    now->tv_sec = exact.tv_sec;
    now->tv_usec = exact.tv_nsec / 1000;
    return result;
}

extern "C" time_t time(time_t* at) {
    timespec exact{};
    clock_gettime(CLOCK_REALTIME, &exact);
    if (at != nullptr) {
        *at = exact.tv_sec;
    }
    return exact.tv_sec;
}

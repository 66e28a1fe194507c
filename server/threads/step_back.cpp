#include "server/threads/step_back.hpp"

#include <cstdint>
#include <pthread.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace dageng::threads {

namespace {

/// Not SCHED_IDLE: on a busy machine such a thread could keep the leader waiting for a lock that it
/// holds (an allocator's, a mailbox's) without being given the core to leave it.
constexpr int by = 10;

/// What sched_setattr(2) takes. The kernel's own header can't stand beside the C library's.
struct Attributes {
    std::uint32_t size = sizeof(Attributes);
    std::uint32_t policy = SCHED_OTHER;
    std::uint64_t flags = 0;
    std::int32_t nice = 0;
    std::uint32_t priority = 0;
    std::uint64_t runtime = 0; ///< Of this policy: the slice, in ns.
    std::uint64_t deadline = 0;
    std::uint64_t period = 0;
};

} // namespace

void step_back() {
    const sched_param none{};
    pthread_setschedparam(pthread_self(), SCHED_OTHER, &none);
    const auto self = static_cast<id_t>(gettid());
    setpriority(PRIO_PROCESS, self, getpriority(PRIO_PROCESS, self) + by);
}

void step_far_back() {
    // The slice is what matters: who wakes up waits for the end of it, or for the next tick,
    // however little weight it has. Older kernels than 6.12 take no slice and the niceness alone.
    Attributes wanted;
    wanted.nice = 19;
    wanted.runtime = 100'000;
    syscall(SYS_sched_setattr, 0, &wanted, 0U);
}

} // namespace dageng::threads

#include "server/threads/step_back.hpp"

#include <pthread.h>
#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

namespace dageng::threads {

namespace {

/// Not SCHED_IDLE: on a busy machine such a thread could keep the leader waiting for a lock that it
/// holds (an allocator's, a mailbox's) without being given the core to leave it.
constexpr int by = 10;

} // namespace

void step_back() {
    const sched_param none{};
    pthread_setschedparam(pthread_self(), SCHED_OTHER, &none);
    const auto self = static_cast<id_t>(gettid());
    setpriority(PRIO_PROCESS, self, getpriority(PRIO_PROCESS, self) + by);
}

} // namespace dageng::threads

#include "server/threads/name.hpp"

#include <cassert>
#include <pthread.h>

namespace dageng::threads {

void name(const char* name) {
    [[maybe_unused]] const int refused = pthread_setname_np(pthread_self(), name);
    assert(refused == 0);
}

} // namespace dageng::threads

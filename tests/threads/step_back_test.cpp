#include "server/threads/step_back.hpp"

#include <boost/test/unit_test.hpp>

#include <sys/resource.h>
#include <thread>
#include <unistd.h>

namespace {

using namespace dageng;

int niceness() {
    return getpriority(PRIO_PROCESS, static_cast<id_t>(gettid()));
}

BOOST_AUTO_TEST_CASE(a_thread_that_steps_back_works_behind_those_that_did_not) {
    const int before = niceness();
    int after = before;
    std::thread{[&after] {
        threads::step_back();
        after = niceness();
    }}.join();
    BOOST_TEST(after > before);
    BOOST_TEST(niceness() == before);
}

} // namespace

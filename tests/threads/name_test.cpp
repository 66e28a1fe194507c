#include "server/threads/name.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <pthread.h>
#include <string>
#include <thread>

namespace {

using namespace dageng;

BOOST_AUTO_TEST_CASE(a_thread_is_seen_under_the_name_that_it_gave_itself) {
    std::string seen;
    std::thread{[&seen] {
        threads::name("engine");
        std::array<char, 16> name{};
        pthread_getname_np(pthread_self(), name.data(), name.size());
        seen = name.data();
    }}.join();
    BOOST_TEST(seen == "engine");
}

} // namespace

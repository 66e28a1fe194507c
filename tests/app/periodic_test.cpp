#include "server/app/periodic.hpp"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <future>
#include <stdexcept>

// Server/app/periodic.cpp: what a server does again and again.
using dageng::app::Periodic;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_SUITE(periodic)

BOOST_AUTO_TEST_CASE(it_works_at_once_and_again_though_the_work_failed) {
    std::atomic<int> times = 0;
    std::promise<void> thrice;
    const Periodic one{"test", 1ms, [&] {
                           if (++times == 3) {
                               thrice.set_value();
                           }
                           throw std::runtime_error("this time it can't be done");
                       }};
    BOOST_TEST((thrice.get_future().wait_for(10s) == std::future_status::ready));
}

BOOST_AUTO_TEST_CASE(it_ends_at_once_while_it_waits) {
    std::promise<void> once;
    std::atomic<int> times = 0;
    {
        const Periodic one{"test", 24h, [&] {
                               ++times;
                               once.set_value();
                           }};
        once.get_future().wait();
    }
    BOOST_TEST(times == 1);
}

BOOST_AUTO_TEST_SUITE_END()

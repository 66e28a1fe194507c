#include "server/sign_in/attempts.hpp"

#include <boost/test/unit_test.hpp>

using namespace dageng::sign_in;
using namespace std::chrono_literals;

namespace {

constexpr TimeMs start{1'000'000};

TimeMs after(std::chrono::milliseconds time) {
    return start + time.count();
}

} // namespace

BOOST_AUTO_TEST_SUITE(attempts)

BOOST_AUTO_TEST_CASE(who_fails_as_often_as_allowed_waits_until_the_first_failure_is_old) {
    Attempts tries{{3, 15min}};
    tries.failed("a", start);
    tries.failed("a", after(1min));
    BOOST_TEST(!tries.wait("a", after(2min)).has_value());
    tries.failed("a", after(2min));
    BOOST_REQUIRE(tries.wait("a", after(5min)).has_value());
    BOOST_TEST((*tries.wait("a", after(5min)) == 10min));
    BOOST_TEST(!tries.wait("b", after(5min)).has_value());
    BOOST_TEST(!tries.wait("a", after(15min)).has_value());
}

BOOST_AUTO_TEST_CASE(failures_that_are_far_apart_dont_add_up) {
    Attempts tries{{2, 15min}};
    for (int i = 0; i < 10; ++i) {
        const TimeMs now = after(i * 15min);
        BOOST_TEST(!tries.wait("a", now).has_value());
        tries.failed("a", now);
    }
}

BOOST_AUTO_TEST_CASE(who_gets_it_right_begins_anew) {
    Attempts tries{{2, 15min}};
    tries.failed("a", start);
    tries.succeeded("a");
    tries.failed("a", start);
    BOOST_TEST(!tries.wait("a", start).has_value());
}

BOOST_AUTO_TEST_CASE(memory_is_bounded_and_the_oldest_are_forgotten_first) {
    Attempts tries{{1, 15min}};
    for (std::size_t i = 0; i <= Attempts::max_kept; ++i) {
        tries.failed(std::to_string(i), start + static_cast<std::int64_t>(i));
    }
    BOOST_TEST(tries.size() == Attempts::max_kept);
    BOOST_TEST(!tries.wait("0", after(2min)).has_value());
    BOOST_TEST(tries.wait("1", after(2min)).has_value());
    // Those whose time is over make room for all.
    tries.failed("late", after(60min));
    BOOST_TEST(tries.size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()

#include "server/gateway/crowding.hpp"

#include <boost/test/unit_test.hpp>

// Server/gateway/crowding.hpp: when frames wait for each other.
namespace {

using dageng::gateway::Crowding;
using dageng::http::Instant;
using namespace std::chrono_literals;

/// So many events in each of these milliseconds.
void come(Crowding& crowding, Instant& now, int events, std::chrono::milliseconds time) {
    for (const Instant end = now + time; now < end; now += 1ms) {
        crowding.came(events, now);
    }
}

} // namespace

BOOST_AUTO_TEST_SUITE(crowding)

BOOST_AUTO_TEST_CASE(thousands_a_second_are_a_crowd_and_hundreds_are_none) {
    Crowding crowding;
    Instant now{5s};
    come(crowding, now, 3, 50ms);
    BOOST_TEST(!crowding.is_crowded());
    come(crowding, now, 10, 50ms);
    BOOST_TEST(crowding.is_crowded());
}

BOOST_AUTO_TEST_CASE(it_is_over_a_hundredth_of_a_second_after_they_have_gone) {
    Crowding crowding;
    Instant now{5s};
    come(crowding, now, 10, 50ms);
    come(crowding, now, 1, 25ms);
    BOOST_TEST(!crowding.is_crowded());
}

BOOST_AUTO_TEST_CASE(one_event_after_a_long_silence_is_no_crowd_whatever_came_before) {
    Crowding crowding;
    Instant now{5s};
    come(crowding, now, 10, 55ms);
    now += 60s;
    crowding.came(1, now);
    BOOST_TEST(!crowding.is_crowded());
}

BOOST_AUTO_TEST_SUITE_END()

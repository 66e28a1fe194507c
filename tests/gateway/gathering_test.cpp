#include "server/gateway/gathering.hpp"

#include <boost/test/unit_test.hpp>

namespace {

using dageng::gateway::Gathering;
using dageng::gateway::Instant;

/// A thread to which `each` connections are ready every `every` ms, for a second.
Gathering after_a_second(std::size_t each, Instant every) {
    Gathering gathering;
    for (Instant now{5'000}; now <= Instant{6'000}; now += every) {
        gathering.took(each, now);
    }
    return gathering;
}

} // namespace

BOOST_AUTO_TEST_SUITE(gathering)

BOOST_AUTO_TEST_CASE(where_frames_come_thick_they_gather) {
    BOOST_TEST(after_a_second(10, Instant{1}).is_due());
}

BOOST_AUTO_TEST_CASE(where_few_come_each_is_taken_at_once) {
    BOOST_TEST(!Gathering{}.is_due());
    BOOST_TEST(!after_a_second(1, Instant{10}).is_due());
    BOOST_TEST(!after_a_second(5, Instant{1}).is_due());
}

BOOST_AUTO_TEST_CASE(what_came_all_at_once_after_a_long_rest_is_not_thick) {
    Gathering gathering;
    gathering.took(1, Instant{5'000});
    gathering.took(250, Instant{65'000});
    gathering.took(1, Instant{65'001});
    BOOST_TEST(!gathering.is_due());
}

BOOST_AUTO_TEST_CASE(a_thread_that_hardly_keeps_up_does_not_wait_for_more) {
    Gathering gathering = after_a_second(10, Instant{1});
    gathering.took(200, Instant{6'001});
    BOOST_TEST(!gathering.is_due());
    gathering.took(3, Instant{6'002});
    BOOST_TEST(gathering.is_due());
}

BOOST_AUTO_TEST_CASE(when_they_come_thin_again_none_waits_any_more) {
    Gathering gathering = after_a_second(10, Instant{1});
    for (Instant now{6'001}; now <= Instant{6'600}; now += Instant{20}) {
        gathering.took(1, now);
    }
    BOOST_TEST(!gathering.is_due());
}

BOOST_AUTO_TEST_SUITE_END()

#include "server/district/time.hpp"
#include "tests/district/rig.hpp"
#include "tests/engine/town.hpp"

#include <boost/test/unit_test.hpp>

// The district's time, whatever the machine's clocks do.
using namespace dageng;
using namespace dageng::test;
using district::Clocks;
using district::DistrictTime;

BOOST_AUTO_TEST_SUITE(time_suite)

BOOST_AUTO_TEST_CASE(it_begins_at_the_wall_clock_and_goes_on_by_the_steady_one) {
    const DistrictTime time{Clocks{1'000'000, 70}, {900'000}};
    BOOST_TEST(time.now({1'000'000, 70}).value == 1'000'000);
    BOOST_TEST(time.now({1'000'250, 320}).value == 1'000'250);
}

BOOST_AUTO_TEST_CASE(a_wall_clock_that_is_set_changes_nothing_and_shows_as_drift) {
    const DistrictTime time{Clocks{1'000'000, 70}, {0}};
    BOOST_TEST(time.now({5'000'000, 170}).value == 1'000'100);
    BOOST_TEST(time.drift_ms({5'000'000, 170}) == 3'999'900);
    BOOST_TEST(time.now({10, 170}).value == 1'000'100);
    BOOST_TEST(time.drift_ms({10, 170}) == -1'000'090);
}

BOOST_AUTO_TEST_CASE(a_wall_clock_behind_the_journal_begins_at_the_journals_end) {
    const DistrictTime time{Clocks{1'000'000, 70}, {2'000'000}};
    BOOST_TEST(time.now({1'000'000, 70}).value == 2'000'000);
    BOOST_TEST(time.now({1'000'010, 80}).value == 2'000'010);
}

BOOST_FIXTURE_TEST_CASE(
    after_a_restart_with_a_clock_set_back_no_record_is_earlier_than_the_last, Rig
) {
    account("reporter", Role::resident);
    tip(connect("reporter"));
    const auto end = journal.head().at;
    wall_ms -= 7'200'000;
    restart();
    BOOST_TEST(now().value >= end.value);
    tip(connect("reporter"));
    BOOST_TEST(journal.head().at.value >= end.value);
}

BOOST_FIXTURE_TEST_CASE(a_wall_clock_that_jumps_ends_no_offer, Rig) {
    account("reporter", Role::resident);
    const auto walker = on_duty("walker", metres(100));
    tip(connect("reporter"));
    wall_ms += 3'600'000;
    leader->tick(clocks());
    durable();
    BOOST_TEST(of(walker).notices().back().at("type") == "offer");
}

BOOST_FIXTURE_TEST_CASE(a_wall_clock_far_from_the_districts_time_is_an_alarm_until_it_is_set, Rig) {
    const auto look = [this](std::int64_t jump_ms) {
        wall_ms += jump_ms;
        pass(1'000);
        leader->tick(clocks());
        return metric("dageng_clock_alarm").value();
    };
    BOOST_TEST(look(0) == 0);
    BOOST_TEST(look(district::DistrictTime::alarm_ms) == 0);
    BOOST_TEST(look(1) == 1);
    BOOST_TEST(look(-10'000) == 0);
    BOOST_TEST(look(-1'000) == 1);
}

BOOST_FIXTURE_TEST_CASE(after_a_start_waves_wait_until_people_are_heard_of_or_long_enough, Rig) {
    account("reporter", Role::resident);
    const auto walker = on_duty("walker", metres(100));
    send(bus::Closed{walker});
    restart();
    const auto reporter = connect("reporter");
    const auto phone = connect("walker");
    tip(reporter);
    BOOST_TEST(of(phone).told("offer").empty());
    pass(district::Leader::hold_ms - 1);
    BOOST_TEST(of(phone).told("offer").empty());
    place(phone, metres(100));
    durable();
    BOOST_TEST(of(phone).told("offer").size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()

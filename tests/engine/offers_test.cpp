#include "tests/engine/town.hpp"

#include <boost/test/unit_test.hpp>

// Server/engine/advance.cpp and matching.cpp: who is asked, and what follows from the answers.
using namespace dageng::test;
namespace engine = dageng::engine;

BOOST_AUTO_TEST_SUITE(offers)

BOOST_AUTO_TEST_CASE(the_nearest_on_duty_are_asked_as_many_as_the_wave_says) {
    Town town;
    const auto reporter = town.person(Role::resident);
    const auto far = town.on_duty(metres(400));
    const auto near = town.on_duty(metres(100));
    const auto middle = town.on_duty(metres(0, 200), "patrol");
    const auto fourth = town.on_duty(metres(-450));
    const auto incident = town.incident_of(town.tip(reporter));
    const std::vector<PersonId> asked{near, middle, far};
    BOOST_TEST((town.people(incident, AssignmentState::offered) == asked));
    BOOST_TEST(!town.current(fourth));
}

BOOST_AUTO_TEST_CASE(off_duty_busy_ineligible_stale_and_reporting_people_are_not_asked) {
    Town town;
    const auto reporter = town.on_duty(metres(10));
    const auto officer = town.on_duty(metres(20), "officer");
    const auto gone_home = town.on_duty(metres(30));
    town.say(gone_home, EndDuty{});
    const auto stale = town.on_duty(metres(40));
    town.pass(121'000);
    town.place(reporter, metres(10));
    town.place(officer, metres(20));
    const auto fresh = town.on_duty(metres(300));
    const auto incident = town.incident_of(town.tip(reporter));
    BOOST_TEST((town.people(incident, AssignmentState::offered) == std::vector<PersonId>{fresh}));
    BOOST_TEST(!town.current(stale));
    const auto second = town.incident_of(town.tip(town.person(Role::resident)));
    BOOST_TEST((town.people(second, AssignmentState::offered) == std::vector<PersonId>{reporter}));
}

BOOST_AUTO_TEST_CASE(who_declines_is_replaced_at_once) {
    Town town;
    const auto reporter = town.person(Role::resident);
    std::vector<PersonId> people;
    for (int i = 1; i <= 4; ++i) {
        people.push_back(town.on_duty(metres(i * 100)));
    }
    const auto incident = town.incident_of(town.tip(reporter));
    BOOST_TEST(!town.current(people[3]));
    town.say(people[0], DeclineOffer{town.current(people[0])});
    BOOST_TEST(
        (town.people(incident, AssignmentState::declined) == std::vector<PersonId>{people[0]})
    );
    BOOST_TEST(bool(town.current(people[3])));
    BOOST_TEST(!town.current(people[0]));
}

BOOST_AUTO_TEST_CASE(whose_phone_shows_nothing_in_the_reach_time_is_replaced_and_may_still_accept) {
    Town town;
    const auto reporter = town.person(Role::resident);
    std::vector<PersonId> people;
    for (int i = 1; i <= 4; ++i) {
        people.push_back(town.on_duty(metres(i * 100)));
    }
    const auto incident = town.incident_of(town.tip(reporter));
    const auto first = town.current(people[0]);
    town.see(people[1]);
    town.see(people[2]);
    town.pass(2'999);
    BOOST_TEST(!town.current(people[3]));
    town.pass(1);
    BOOST_TEST(
        (town.people(incident, AssignmentState::unreached) == std::vector<PersonId>{people[0]})
    );
    BOOST_TEST(bool(town.current(people[3])));
    const auto late = town.say(people[0], AcceptOffer{first});
    BOOST_TEST((late.as<AssignmentAnswer>().state == AssignmentState::en_route));
}

BOOST_AUTO_TEST_CASE(enough_acceptances_stand_the_others_down_and_refuse_the_late) {
    Town town;
    const auto reporter = town.person(Role::resident);
    std::vector<PersonId> people;
    for (int i = 1; i <= 3; ++i) {
        people.push_back(town.on_duty(metres(i * 100)));
    }
    const auto incident = town.incident_of(town.tip(reporter));
    const auto third = town.current(people[2]);
    town.say(people[0], AcceptOffer{town.current(people[0])});
    BOOST_TEST((town.incident(incident).state == IncidentState::responding));
    town.say(people[1], AcceptOffer{town.current(people[1])});
    BOOST_TEST((town.state_of(third) == AssignmentState::stood_down));
    BOOST_TEST((town.say(people[2], AcceptOffer{third}).refused == ErrorCode::offer_over));
}

BOOST_AUTO_TEST_CASE(an_offer_expires_at_its_time_and_not_before) {
    Town town;
    const auto reporter = town.person(Role::resident);
    const auto person = town.on_duty(metres(100));
    town.tip(reporter);
    const auto offer = town.current(person);
    town.see(person);
    town.pass(44'999);
    BOOST_TEST((town.state_of(offer) == AssignmentState::seen));
    town.pass(1);
    BOOST_TEST((town.state_of(offer) == AssignmentState::expired));
    BOOST_TEST((town.say(person, AcceptOffer{offer}).refused == ErrorCode::offer_over));
    BOOST_TEST(!town.current(person));
}

BOOST_AUTO_TEST_CASE(a_wave_that_brings_too_few_widens_and_the_last_raises_a_shortfall_once) {
    Town town;
    const auto reporter = town.person(Role::resident);
    const auto near = town.on_duty(metres(100));
    const auto far = town.on_duty(metres(800));
    const auto incident = town.incident_of(town.tip(reporter));
    town.see(near);
    BOOST_TEST(!town.current(far));
    town.pass(45'000);
    BOOST_TEST(bool(town.current(far)));
    town.take_events();
    town.place(far, metres(800));
    town.see(far);
    town.pass(200'000);
    const auto events = town.take<engine::ShortfallRaised>();
    BOOST_REQUIRE_EQUAL(events.size(), 1U);
    BOOST_TEST((events[0].reason == ShortfallReason::nobody_accepted));
    BOOST_TEST(events[0].missing == 2U);
    BOOST_TEST(town.incident(incident).waves.size() == 2U);
}

BOOST_AUTO_TEST_CASE(nobody_on_duty_is_a_shortfall_at_once_with_its_reason) {
    Town town;
    const auto incident = town.incident_of(town.tip(town.person(Role::resident)));
    const auto events = town.take<engine::ShortfallRaised>();
    BOOST_REQUIRE_EQUAL(events.size(), 1U);
    BOOST_TEST((events[0].reason == ShortfallReason::nobody_on_duty));
    BOOST_TEST(town.incident(incident).open());
}

BOOST_AUTO_TEST_CASE(somebody_who_comes_on_duty_after_a_shortfall_is_asked_within_five_seconds) {
    Town town;
    town.tip(town.person(Role::resident));
    const auto late = town.on_duty(metres(50));
    town.pass(5'000);
    BOOST_TEST(bool(town.current(late)));
}

BOOST_AUTO_TEST_CASE(violent_incidents_ask_officers_only) {
    Town town;
    const auto volunteer = town.on_duty(metres(10));
    const auto officer = town.on_duty(metres(1500), "officer");
    town.tip(town.person(Role::resident), "fight");
    BOOST_TEST(!town.current(volunteer));
    BOOST_TEST(bool(town.current(officer)));
}

BOOST_AUTO_TEST_CASE(who_cannot_go_on_is_replaced) {
    Town town;
    std::vector<PersonId> people;
    for (int i = 1; i <= 4; ++i) {
        people.push_back(town.on_duty(metres(i * 100)));
    }
    const auto incident = town.incident_of(town.tip(town.person(Role::resident)));
    town.say(people[0], AcceptOffer{town.current(people[0])});
    town.say(people[1], AcceptOffer{town.current(people[1])});
    BOOST_TEST(!town.current(people[3]));
    town.say(people[0], SetStatus{town.current(people[0]), Progress::failed});
    BOOST_TEST(bool(town.current(people[3])));
    BOOST_TEST((town.incident(incident).state == IncidentState::responding));
}

BOOST_AUTO_TEST_CASE(a_tip_too_old_or_outside_the_district_is_taken_and_asks_nobody) {
    Town town;
    const auto person = town.on_duty(metres(10));
    const auto reporter = town.person(Role::resident);
    ReportTip old;
    old.kind = {"elder-missing"};
    old.place = {centre, {10}};
    town.say(reporter, old, "old-tip-1", town.now + -1'801'000);
    auto shortfalls = town.take<engine::ShortfallRaised>();
    BOOST_REQUIRE_EQUAL(shortfalls.size(), 1U);
    BOOST_TEST((shortfalls[0].reason == ShortfallReason::tip_too_old));
    town.tip(reporter, "elder-missing", metres(6000));
    shortfalls = town.take<engine::ShortfallRaised>();
    BOOST_REQUIRE_EQUAL(shortfalls.size(), 1U);
    BOOST_TEST((shortfalls[0].reason == ShortfallReason::outside_district));
    BOOST_TEST(!town.current(person));
}

BOOST_AUTO_TEST_CASE(after_a_start_waves_wait_but_for_priority_1) {
    Town town;
    const auto volunteer = town.on_duty(metres(10));
    const auto officer = town.on_duty(metres(20), "officer");
    const auto reporter = town.person(Role::resident);
    town.engine.lead(town.now, town.now + 15'000);
    town.tip(reporter);
    town.tip(reporter, "fight");
    BOOST_TEST(!town.current(volunteer));
    BOOST_TEST(bool(town.current(officer)));
    town.pass(15'000);
    BOOST_TEST(bool(town.current(volunteer)));
}

BOOST_AUTO_TEST_CASE(limits_that_passed_while_the_server_was_down_say_recovered) {
    Town town;
    const auto person = town.on_duty(metres(10));
    town.tip(town.person(Role::resident));
    const auto offer = town.current(person);
    town.now = town.now + 60'000;
    town.engine.lead(town.now, town.now);
    town.take_events();
    town.follow();
    BOOST_TEST((town.state_of(offer) == AssignmentState::expired));
    const auto changes = town.take<engine::AssignmentChanged>();
    BOOST_REQUIRE(!changes.empty());
    BOOST_TEST((changes[0].cause == Cause::recovered));
}

BOOST_AUTO_TEST_CASE(duty_that_ended_while_the_server_was_down_says_recovered) {
    Town town;
    const auto person = town.on_duty(metres(10));
    town.now = town.state().person(person)->duty_ends() + 1;
    town.engine.lead(town.now, town.now);
    town.take_events();
    town.follow();
    const auto ended = town.take<engine::DutyEnded>();
    BOOST_REQUIRE_EQUAL(ended.size(), 1U);
    BOOST_TEST((ended[0].cause == Cause::recovered));
}

BOOST_AUTO_TEST_SUITE_END()

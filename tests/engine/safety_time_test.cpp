#include "tests/engine/safety_town.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

// Server/engine/safety_time.cpp: check-in clocks of those on scene.
using namespace dageng::test;
namespace engine = dageng::engine;

BOOST_AUTO_TEST_SUITE(safety_time)

BOOST_AUTO_TEST_CASE(the_clock_begins_when_somebody_is_on_scene_with_its_limits_as_times) {
    SafetyTown town;
    const auto there = town.on_scene();
    const auto begun = town.take<engine::CheckInBegun>();
    BOOST_REQUIRE_EQUAL(begun.size(), 1U);
    BOOST_TEST((begun[0].assignment == there.assignment));
    BOOST_TEST((begun[0].due_at == town.now + check_in_ms));
    BOOST_TEST((begun[0].warn_at == town.now + (check_in_ms - warning_ms)));
}

BOOST_AUTO_TEST_CASE(nobody_has_a_clock_where_the_plan_asks_for_none_or_before_being_on_scene) {
    SafetyTown town;
    const auto officer = town.on_duty(metres(100), "officer");
    town.tip(town.person(Role::resident), "fight");
    town.say(officer, AcceptOffer{town.current(officer)});
    town.say(officer, SetStatus{town.current(officer), Progress::on_scene});
    const auto walker = town.on_duty(metres(100));
    town.tip(town.person(Role::resident));
    town.say(walker, AcceptOffer{town.current(walker)});
    town.pass(2 * check_in_ms);
    BOOST_TEST(town.state().safety.clocks.empty());
    BOOST_TEST(town.last_distress() == nullptr);
}

BOOST_AUTO_TEST_CASE(the_responder_and_consoles_are_warned_once_before_the_limit) {
    SafetyTown town;
    const auto there = town.on_scene();
    town.pass(check_in_ms - warning_ms - 1);
    BOOST_TEST(town.take<engine::CheckInWarned>().empty());
    town.pass(1);
    BOOST_TEST(town.take<engine::CheckInWarned>().size() == 1U);
    for (const PersonId hearer : {there.person, town.dispatcher}) {
        const auto told = town.last_told(hearer, "check-in-changed");
        BOOST_TEST(told.find(R"("state":"warned")") != std::string::npos, told);
    }
    town.pass(warning_ms - 1);
    BOOST_TEST(town.take<engine::CheckInWarned>().empty());
}

BOOST_AUTO_TEST_CASE(a_check_in_resets_the_clock_and_only_the_responders_own_does) {
    SafetyTown town;
    const auto there = town.on_scene();
    const auto other = town.on_duty(metres(3000));
    town.pass(check_in_ms - 1000);
    BOOST_TEST((town.say(other, CheckIn{there.assignment}).refused == ErrorCode::not_found));
    BOOST_TEST(
        (town.say(town.dispatcher, CheckIn{there.assignment}).refused == ErrorCode::not_allowed)
    );
    const auto answer = town.say(there.person, CheckIn{there.assignment}).as<CheckInAnswer>();
    BOOST_TEST((answer.due_at == town.now + check_in_ms));
    town.pass(check_in_ms - 1);
    BOOST_TEST(town.last_distress() == nullptr);
    town.pass(1);
    BOOST_TEST(town.last_distress() != nullptr);
}

BOOST_AUTO_TEST_CASE(two_on_one_scene_have_each_their_own_clock) {
    SafetyTown town;
    const auto first = town.on_duty(metres(100));
    const auto second = town.on_duty(metres(200));
    const auto incident = town.incident_of(town.tip(town.person(Role::resident)));
    for (const PersonId person : {first, second}) {
        town.say(person, AcceptOffer{town.current(person)});
    }
    for (const PersonId person : {first, second}) {
        town.say(person, SetStatus{town.current(person), Progress::on_scene});
        town.pass(60'000);
    }
    town.pass(check_in_ms - 120'000);
    BOOST_REQUIRE(town.last_distress() != nullptr);
    BOOST_TEST((town.last_distress()->person == first));
    BOOST_TEST((town.last_distress()->about == incident));
    BOOST_TEST(town.state().safety.distress.size() == 1U);
    town.pass(60'000);
    BOOST_TEST(town.state().safety.distress.size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_missed_check_in_is_a_priority_1_incident_at_the_last_place_of_the_person) {
    SafetyTown town;
    const auto there = town.on_scene();
    town.place(there.person, metres(40));
    const auto helper = town.on_duty(metres(400));
    const auto officer = town.on_duty(metres(1500), "officer");
    town.pass(check_in_ms - 60'000);
    for (const PersonId person : {helper, officer}) {
        town.place(person, metres(400));
    }
    town.pass(60'000);
    BOOST_REQUIRE(town.last_distress() != nullptr);
    const auto& distress = *town.last_distress();
    const auto& raised = town.incident(distress.incident);
    BOOST_TEST(raised.priority.value == 1);
    BOOST_TEST(raised.kind.value == "responder-safety");
    BOOST_TEST((raised.place.at == metres(40)));
    BOOST_TEST((distress.about == there.incident));
    BOOST_TEST((distress.assignment == there.assignment));
    const auto asked = town.people(distress.incident, AssignmentState::offered);
    BOOST_TEST((asked.size() == 2U));
    BOOST_TEST((std::find(asked.begin(), asked.end(), there.person) == asked.end()));
    BOOST_TEST((town.state_of(there.assignment) == AssignmentState::on_scene));
}

BOOST_AUTO_TEST_CASE(a_late_check_in_ends_it_stands_the_others_down_and_begins_the_clock_anew) {
    SafetyTown town;
    const auto there = town.on_scene();
    const auto helper = town.on_duty(metres(400));
    town.pass(check_in_ms - 60'000);
    town.place(helper, metres(400));
    town.pass(60'000);
    const IncidentId raised = town.last_distress()->incident;
    town.say(helper, AcceptOffer{town.current(helper)});
    town.pass(30'000);
    town.say(there.person, CheckIn{there.assignment});
    BOOST_TEST((town.last_distress()->end == DistressEnd::checked_in));
    BOOST_TEST(!town.last_distress()->open());
    BOOST_TEST(!town.incident(raised).open());
    BOOST_TEST(town.people(raised, AssignmentState::stood_down).size() == 1U);
    BOOST_TEST(town.incident(there.incident).open());
    BOOST_TEST((town.state().safety.clocks.at(there.assignment).due_at == town.now + check_in_ms));
    const auto told = town.last_told(town.dispatcher, "distress-changed");
    BOOST_TEST(told.find(R"("end":"checked-in")") != std::string::npos, told);
}

BOOST_AUTO_TEST_CASE(done_at_the_scene_is_a_sign_of_the_person_too_and_a_stand_down_is_none) {
    for (const bool by_person : {true, false}) {
        SafetyTown town;
        const auto there = town.on_scene();
        town.pass(check_in_ms);
        if (by_person) {
            town.say(there.person, SetStatus{there.assignment, Progress::cleared});
        } else {
            town.say(town.dispatcher, StandDownResponder{there.assignment});
        }
        BOOST_TEST(town.last_distress()->open() == !by_person);
        BOOST_TEST(town.state().safety.clocks.empty());
    }
}

BOOST_AUTO_TEST_CASE(when_a_dispatcher_closes_it_the_clock_of_who_is_still_there_begins_anew) {
    SafetyTown town;
    const auto there = town.on_scene();
    town.pass(check_in_ms);
    const IncidentId raised = town.last_distress()->incident;
    town.say(town.dispatcher, CloseIncident{raised, {"resolved"}, {}, {}});
    BOOST_TEST((town.last_distress()->end == DistressEnd::dispatcher));
    const auto& clock = town.state().safety.clocks.at(there.assignment);
    BOOST_TEST(!clock.distress);
    BOOST_TEST((clock.due_at == town.now + check_in_ms));
    town.pass(check_in_ms);
    BOOST_TEST(town.state().safety.distress.size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_check_in_kept_offline_counts_from_when_it_was_made) {
    SafetyTown town;
    const auto there = town.on_scene();
    town.pass(600'000);
    const TimeMs made_at = town.now;
    town.pass(500'000);
    const auto answer = town.say(there.person, CheckIn{there.assignment}, {}, made_at);
    BOOST_TEST((answer.as<CheckInAnswer>().due_at == made_at + check_in_ms));
    const auto older = town.say(there.person, CheckIn{there.assignment}, {}, made_at + -300'000);
    BOOST_TEST((older.as<CheckInAnswer>().due_at == made_at + check_in_ms));
    town.pass(check_in_ms);
    const auto late = town.say(there.person, CheckIn{there.assignment}, {}, made_at);
    BOOST_TEST((late.refused == ErrorCode::too_late));
    BOOST_TEST(town.last_distress()->open());
}

BOOST_AUTO_TEST_CASE(a_check_in_is_refused_where_no_clock_runs) {
    SafetyTown town;
    const auto walker = town.on_duty(metres(100));
    town.tip(town.person(Role::resident));
    town.say(walker, AcceptOffer{town.current(walker)});
    BOOST_TEST((town.say(walker, CheckIn{town.current(walker)}).refused == ErrorCode::wrong_state));
}

BOOST_AUTO_TEST_CASE(a_limit_that_passed_while_the_server_was_down_is_missed_at_the_start) {
    SafetyTown town;
    town.on_scene();
    town.now = town.now + 2 * check_in_ms;
    town.take_events();
    town.engine.lead(town.now, town.now + 15'000);
    town.follow();
    const auto raised = town.take<engine::DistressRaised>();
    BOOST_REQUIRE_EQUAL(raised.size(), 1U);
    BOOST_TEST((raised[0].cause == Cause::recovered));
}

BOOST_AUTO_TEST_CASE(after_a_restart_in_the_middle_the_clock_goes_on_as_it_was) {
    SafetyTown town;
    const auto there = town.on_scene();
    town.pass(check_in_ms / 2);
    const auto due_at = town.state().safety.clocks.at(there.assignment).due_at;
    engine::Engine other = town.folded();
    BOOST_TEST(engine::digest(other.state()) == town.digest());
    other.lead(town.now, town.now);
    while (other.due() && *other.due() <= town.now) {
        BOOST_REQUIRE(other.on_due(town.now).empty());
    }
    BOOST_TEST((*other.due() <= due_at + -warning_ms));
    BOOST_TEST((other.state().safety.clocks.at(there.assignment).due_at == due_at));
}

BOOST_AUTO_TEST_SUITE_END()

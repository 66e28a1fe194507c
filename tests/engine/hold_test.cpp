#include "tests/engine/triage_desk.hpp"

#include <boost/test/unit_test.hpp>

// Server/engine/hold.cpp and the rules of hands_rules.cpp about it.
using namespace dageng::test;
namespace engine = dageng::engine;

namespace {

/// An incident whose first wave asks three of five.
struct Held : TriageDesk {
    Held() {
        for (int i = 1; i <= 5; ++i) {
            people.push_back(town.on_duty(metres(i * 60)));
        }
        incident = town.incident_of(town.tip(reporter));
    }

    Town::Said hold(int minutes) {
        return say(HoldIncident{incident, {minutes}, sealed<Words>("a moment")});
    }
    std::size_t asked() const { return town.incident(incident).assignments.size(); }
    std::size_t waves() const { return town.incident(incident).waves.size(); }

    std::vector<PersonId> people;
    IncidentId incident;
};

} // namespace

BOOST_AUTO_TEST_SUITE(hold)

BOOST_AUTO_TEST_CASE(while_an_incident_is_held_nobody_new_is_asked_and_no_wave_opens) {
    Held held;
    BOOST_TEST((held.hold(5).as<IncidentAnswer>().incident == held.incident));
    const auto asked = held.asked();
    held.town.say(held.people[0], DeclineOffer{held.town.current(held.people[0])});
    held.town.pass(200'000);
    BOOST_TEST(held.asked() == asked);
    BOOST_TEST(held.waves() == 1U);
    BOOST_TEST(!held.town.incident(held.incident).shortfall.has_value());
}

BOOST_AUTO_TEST_CASE(those_who_are_asked_may_answer_and_those_who_go_go_on) {
    Held held;
    held.hold(5);
    const auto offer = held.town.current(held.people[1]);
    held.town.say(held.people[1], AcceptOffer{offer});
    BOOST_TEST((held.town.state_of(offer) == AssignmentState::en_route));
    held.town.place(held.people[1], centre);
    BOOST_TEST((held.town.state_of(offer) == AssignmentState::on_scene));
}

BOOST_AUTO_TEST_CASE(at_its_end_it_is_released_by_itself_and_the_plan_goes_on) {
    Held held;
    held.hold(2);
    held.town.pass(119'000);
    BOOST_TEST(held.count("incident-released", held.dispatcher) == 0U);
    held.town.pass(2'000);
    const auto told = held.last("incident-released", held.dispatcher);
    BOOST_TEST(TriageDesk::says(told, R"("cause":"time")"), told.data);
    BOOST_TEST(!TriageDesk::says(told, R"("by")"), told.data);
    BOOST_TEST(held.waves() == 2U);
    BOOST_TEST(!held.town.incident(held.incident).by_hand.hold.has_value());
}

BOOST_AUTO_TEST_CASE(a_hold_that_ended_while_the_server_was_down_says_so) {
    Held held;
    held.hold(2);
    held.town.now = held.town.now + 200'000;
    held.town.engine.lead(held.town.now, held.town.now);
    held.town.follow();
    BOOST_TEST(
        TriageDesk::says(held.last("incident-released", held.dispatcher), R"("cause":"recovered")")
    );
}

BOOST_AUTO_TEST_CASE(a_dispatcher_releases_it_and_people_are_asked_at_once) {
    Held held;
    held.hold(30);
    held.town.pass(100'000);
    const auto asked = held.asked();
    held.say(ReleaseIncident{held.incident});
    BOOST_TEST(held.asked() > asked);
    BOOST_TEST((held.refusal(ReleaseIncident{held.incident})->code == ErrorCode::wrong_state));
}

BOOST_AUTO_TEST_CASE(holding_again_sets_another_end) {
    Held held;
    held.hold(10);
    held.hold(1);
    held.town.pass(61'000);
    BOOST_TEST(!held.town.incident(held.incident).by_hand.hold.has_value());
}

BOOST_AUTO_TEST_CASE(priority_1_is_held_for_10_minutes_at_most) {
    TriageDesk desk;
    const auto fight = desk.town.incident_of(desk.town.tip(desk.reporter, "fight"));
    const auto refusal = desk.refusal(HoldIncident{fight, {11}, {}});
    BOOST_TEST((refusal->code == ErrorCode::bad_field));
    BOOST_TEST(refusal->field == "data.minutes");
    BOOST_TEST(!desk.refusal(HoldIncident{fight, {10}, {}}).has_value());
}

BOOST_AUTO_TEST_CASE(reclassified_as_priority_1_it_is_held_no_longer_than_that_allows) {
    Held held;
    held.hold(60);
    held.say(ReclassifyIncident{held.incident, {"armed"}});
    const auto& hold = held.town.incident(held.incident).by_hand.hold;
    BOOST_REQUIRE(hold.has_value());
    BOOST_TEST((hold->until == held.town.now + 600'000));
    BOOST_TEST(held.count("incident-held", held.dispatcher) == 2U);
}

BOOST_AUTO_TEST_CASE(raising_the_alarm_releases_it) {
    Held held;
    held.hold(30);
    held.say(RaiseAlarm{held.incident, {2}});
    BOOST_TEST(
        TriageDesk::says(held.last("incident-released", held.dispatcher), R"("cause":"raised")")
    );
    BOOST_TEST(held.waves() == 2U);
}

BOOST_AUTO_TEST_CASE(a_hold_ends_with_its_incident_and_that_of_the_one_that_remains_stands) {
    Held held;
    const auto other =
        held.town.incident_of(held.town.tip(held.second, "elder-missing", metres(700)));
    held.hold(30);
    held.say(HoldIncident{other, {20}, {}});
    held.say(MergeIncidents{held.incident, other});
    BOOST_TEST(held.town.incident(other).by_hand.hold.has_value());
    held.say(CloseIncident{other, {"resolved"}, {}, {}});
    held.town.take_events();
    held.town.pass(3'600'000);
    BOOST_TEST(held.town.take<engine::IncidentReleased>().empty());
}

BOOST_AUTO_TEST_CASE(a_dispatcher_may_still_assign_by_hand) {
    Held held;
    held.hold(30);
    BOOST_TEST(
        held.say(AssignResponder{held.incident, held.people[4]})
            .as<AssignmentAnswer>()
            .assignment.value > 0U
    );
}

BOOST_AUTO_TEST_CASE(each_refusal_of_a_hold_has_its_reason) {
    Held held;
    BOOST_TEST((held.refusal(HoldIncident{{99}, {5}, {}})->code == ErrorCode::not_found));
    const auto outside =
        held.town.incident_of(held.town.tip(held.second, "elder-missing", metres(9'000)));
    held.say(TakeBackReferral{outside});
    BOOST_TEST(
        held.refusal(HoldIncident{outside, {5}, {}})->detail ==
        "nobody is asked by rule for this incident"
    );
    held.town.say(held.second, RaisePanic{Place{centre, {10}}, false});
    const auto panic = held.town.state().safety.distress.begin()->first;
    BOOST_TEST((held.refusal(HoldIncident{panic, {5}, {}})->code == ErrorCode::wrong_state));
    held.say(CloseIncident{held.incident, {"resolved"}, {}, {}});
    BOOST_TEST(
        held.refusal(HoldIncident{held.incident, {5}, {}})->detail == "the incident is closed"
    );
}

BOOST_AUTO_TEST_CASE(a_snapshot_has_the_hold_and_the_fold_too) {
    Held held;
    held.hold(30);
    bool shown = false;
    for (const auto& item : engine::snapshot(held.town.state(), held.dispatcher, opener())) {
        shown = shown || item.find("incident-held") != std::string::npos;
    }
    BOOST_TEST(shown);
    BOOST_TEST(engine::digest(held.town.folded().state()) == held.town.digest());
}

BOOST_AUTO_TEST_SUITE_END()

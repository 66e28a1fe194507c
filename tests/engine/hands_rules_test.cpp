#include "server/engine/needs.hpp"
#include "tests/engine/triage_desk.hpp"

#include <boost/test/unit_test.hpp>

// Server/engine/hands_rules.cpp and hands_apply.cpp: the scene moves, more people are wanted.
using namespace dageng::test;
namespace engine = dageng::engine;

namespace {

struct Running : TriageDesk {
    Running() {
        for (int i = 1; i <= 8; ++i) {
            people.push_back(town.on_duty(metres(i * 60)));
        }
        incident = town.incident_of(town.tip(reporter));
    }

    void accept(std::size_t person) {
        town.say(people[person], AcceptOffer{town.current(people[person])});
    }
    Town::Said move(LatLon at) {
        return say(MoveScene{incident, {at, {15}}, sealed<PlaceWords>("the east gate")});
    }
    const engine::Incident& running() const { return town.incident(incident); }
    std::size_t asked() const { return town.incident(incident).assignments.size(); }

    std::vector<PersonId> people;
    IncidentId incident;
};

} // namespace

BOOST_AUTO_TEST_SUITE(hands_rules)

BOOST_AUTO_TEST_CASE(all_who_are_asked_or_going_are_told_where_the_scene_is_now) {
    Running running;
    running.accept(0);
    running.town.say(running.people[1], DeclineOffer{running.town.current(running.people[1])});
    running.move(metres(0, 200));
    for (const std::size_t person : {0U, 2U}) {
        const auto told = running.last("task-changed", running.people[person]);
        const auto own = running.town.current(running.people[person]);
        BOOST_TEST(
            TriageDesk::says(told, "\"assignment\":" + std::to_string(own.value)), told.data
        );
    }
    BOOST_TEST(running.count("task-changed", running.people[1]) == 0U);
    BOOST_TEST(running.count("scene-moved", running.dispatcher) == 1U);
    BOOST_TEST(running.count("scene-moved", running.supervisor) == 1U);
    BOOST_TEST(TriageDesk::says(running.last("scene-moved", running.dispatcher), "the east gate"));
    BOOST_TEST(!TriageDesk::says(running.last("scene-moved", running.supervisor), "gate"));
}

BOOST_AUTO_TEST_CASE(arrival_is_measured_to_the_new_place) {
    Running running;
    running.accept(0);
    const auto going = running.town.current(running.people[0]);
    running.move(metres(0, 400));
    running.town.place(running.people[0], centre);
    BOOST_TEST((running.town.state_of(going) == AssignmentState::en_route));
    running.town.place(running.people[0], metres(0, 400));
    BOOST_TEST((running.town.state_of(going) == AssignmentState::on_scene));
}

BOOST_AUTO_TEST_CASE(the_waves_go_on_around_the_new_place) {
    TriageDesk desk;
    const auto near = desk.town.on_duty(metres(0, 2'500));
    const auto incident = desk.town.incident_of(desk.town.tip(desk.reporter));
    BOOST_TEST(desk.incident(incident).shortfall.has_value());
    desk.say(MoveScene{incident, {metres(0, 2'400), {10}}, {}});
    BOOST_TEST(bool(desk.town.current(near)));
    BOOST_TEST(!desk.incident(incident).shortfall.has_value());
}

BOOST_AUTO_TEST_CASE(who_was_told_to_keep_away_is_told_where_from_now) {
    TriageDesk desk;
    const auto here = desk.town.on_duty(metres(100));
    const auto there = desk.town.on_duty(metres(0, 900));
    desk.town.on_duty(metres(1'500), "officer");
    const auto fight = desk.town.incident_of(desk.town.tip(desk.reporter, "fight"));
    BOOST_REQUIRE(desk.count("keep-away", here) == 1U);
    desk.say(MoveScene{fight, {metres(0, 800), {10}}, {}});
    BOOST_TEST(desk.count("keep-away", here) == 2U);
    BOOST_TEST(desk.count("keep-away", there) == 1U);
}

BOOST_AUTO_TEST_CASE(a_place_outside_the_district_is_refused_with_what_to_do_instead) {
    Running running;
    const auto refusal = running.refusal(MoveScene{running.incident, {metres(9'000), {10}}, {}});
    BOOST_TEST((refusal->code == ErrorCode::bad_field));
    BOOST_TEST(refusal->field == "data.place");
    BOOST_TEST(
        refusal->detail == "the place lies outside the district; refer the incident instead"
    );
    running.say(CloseIncident{running.incident, {"resolved"}, {}, {}});
    BOOST_TEST(
        (running.refusal(MoveScene{running.incident, {centre, {10}}, {}})->code ==
         ErrorCode::wrong_state)
    );
}

BOOST_AUTO_TEST_CASE(what_was_thought_to_lie_outside_is_asked_for_once_it_is_moved_inside) {
    TriageDesk desk;
    const auto near = desk.town.on_duty(metres(100));
    const auto incident =
        desk.town.incident_of(desk.town.tip(desk.reporter, "elder-missing", metres(9'000)));
    desk.say(TakeBackReferral{incident});
    BOOST_TEST(!desk.town.current(near));
    desk.say(MoveScene{incident, {centre, {10}}, {}});
    BOOST_TEST(bool(desk.town.current(near)));
    BOOST_TEST(!desk.incident(incident).dispatcher_only);
}

BOOST_AUTO_TEST_CASE(what_is_too_old_for_its_plan_stays_with_the_dispatcher_wherever_it_is) {
    TriageDesk desk;
    desk.town.on_duty(metres(100));
    const auto incident =
        desk.town.incident_of(desk.town.tip(desk.reporter, "elder-missing", metres(9'000)));
    desk.say(TakeBackReferral{incident});
    desk.town.pass(1'900'000);
    desk.say(MoveScene{incident, {centre, {10}}, {}});
    BOOST_TEST(desk.incident(incident).dispatcher_only);
    BOOST_TEST((desk.incident(incident).shortfall->reason == ShortfallReason::tip_too_old));
}

BOOST_AUTO_TEST_CASE(more_people_are_wanted_and_asked_by_rule) {
    Running running;
    running.accept(0);
    running.accept(1);
    BOOST_TEST(engine::missing_people(running.town.state(), running.running()) == 0U);
    const auto asked = running.asked();
    running.say(AskMore{running.incident, {0}, {2}});
    BOOST_TEST(engine::missing_people(running.town.state(), running.running()) == 2U);
    BOOST_TEST(engine::wanted(running.running()) == 4U);
    BOOST_TEST(running.asked() > asked);
    BOOST_TEST(TriageDesk::says(running.last("more-wanted", running.dispatcher), R"("wanted":4)"));
    BOOST_TEST(engine::digest(running.town.folded().state()) == running.town.digest());
}

BOOST_AUTO_TEST_CASE(more_may_be_wanted_of_an_incident_whose_tip_has_grown_old) {
    Running running;
    running.accept(0);
    running.accept(1);
    running.town.pass(2'000'000);
    for (const PersonId person : running.people) {
        running.town.place(person, metres(300));
    }
    const auto asked = running.asked();
    running.say(AskMore{running.incident, {0}, {1}});
    BOOST_TEST(running.asked() > asked);
}

BOOST_AUTO_TEST_CASE(another_kind_forgets_what_was_wanted_beyond_the_plan) {
    Running running;
    running.say(AskMore{running.incident, {0}, {2}});
    running.say(ReclassifyIncident{running.incident, {"wandering"}});
    BOOST_TEST(engine::wanted(running.running()) == engine::wanted(*running.running().plan, 1));
}

BOOST_AUTO_TEST_CASE(each_refusal_of_wanting_more_has_its_reason) {
    Running running;
    BOOST_TEST((running.refusal(AskMore{{99}, {0}, {1}})->code == ErrorCode::not_found));
    BOOST_TEST((running.refusal(AskMore{running.incident, {1}, {1}})->field == "data.need"));
    for (int i = 0; i < 5; ++i) {
        running.say(AskMore{running.incident, {0}, {20}});
    }
    BOOST_TEST(
        (running.refusal(AskMore{running.incident, {0}, {1}})->code == ErrorCode::limit_reached)
    );
    running.say(HoldIncident{running.incident, {5}, {}});
    BOOST_TEST(
        (running.refusal(AskMore{running.incident, {0}, {1}})->detail ==
         "the incident is held; release it first")
    );
}

BOOST_AUTO_TEST_SUITE_END()

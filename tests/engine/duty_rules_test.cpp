#include "tests/engine/town.hpp"

#include <boost/test/unit_test.hpp>

// Server/engine/duty_rules.cpp: who is there to be asked, and on which device.
using namespace dageng::test;
namespace engine = dageng::engine;

namespace {

constexpr std::int64_t duty_ms = 14'400'000;

} // namespace

BOOST_AUTO_TEST_SUITE(duty_rules)

BOOST_AUTO_TEST_CASE(duty_begins_with_its_end_and_on_one_device) {
    Town town;
    const auto person = town.person(Role::volunteer, "patrol");
    const auto answer = town.say(person, BeginDuty{}).as<DutyAnswer>();
    BOOST_TEST(answer.on);
    BOOST_TEST((answer.since == town.now));
    BOOST_TEST((answer.ends_at == town.now + duty_ms));
    BOOST_TEST(town.state().person(person)->on_duty);
    BOOST_TEST(town.state().on_duty_of.at(1) == 1U);
    town.pass(1'000);
    const std::string before = town.digest();
    BOOST_TEST((town.say(person, BeginDuty{}).as<DutyAnswer>().ends_at == answer.ends_at));
    BOOST_TEST(town.digest() == before);
}

BOOST_AUTO_TEST_CASE(another_device_takes_duty_over_and_only_its_places_count) {
    Town town;
    const auto person = town.on_duty(metres(100));
    const auto since = town.state().person(person)->duty_since;
    town.pass(1'000);
    town.use_device(person, "second-device");
    const auto answer = town.say(person, BeginDuty{}).as<DutyAnswer>();
    BOOST_TEST((answer.since == since));
    BOOST_TEST((answer.ends_at == since + duty_ms));
    BOOST_TEST(town.state().on_duty_of.at(0) == 1U);
    town.engine.moved(person, {"device-of-1"}, {metres(900), 10, town.now});
    BOOST_TEST((town.engine.places().of(person)->at == metres(100)));
    town.engine.moved(person, {"second-device"}, {metres(200), 10, town.now});
    BOOST_TEST((town.engine.places().of(person)->at == metres(200)));
}

BOOST_AUTO_TEST_CASE(duty_ends_from_any_device_and_the_place_is_forgotten) {
    Town town;
    const auto person = town.on_duty(metres(100));
    town.use_device(person, "second-device");
    BOOST_TEST(!town.say(person, EndDuty{}).as<DutyAnswer>().on);
    BOOST_TEST(!town.state().person(person)->on_duty);
    BOOST_TEST(!town.engine.places().of(person).has_value());
    BOOST_TEST(town.engine.heard_of() == 0U);
    town.engine.moved(person, {"device-of-1"}, {metres(100), 10, town.now});
    BOOST_TEST(!town.engine.places().of(person).has_value());
    const std::string before = town.digest();
    BOOST_TEST(!town.say(person, EndDuty{}).as<DutyAnswer>().on);
    BOOST_TEST(town.digest() == before);
}

BOOST_AUTO_TEST_CASE(the_end_of_duty_declines_an_open_offer_and_the_next_is_asked) {
    Town town;
    std::vector<PersonId> people;
    for (int i = 1; i <= 4; ++i) {
        people.push_back(town.on_duty(metres(i * 100)));
    }
    town.tip(town.person(Role::resident));
    const auto offer = town.current(people[0]);
    town.see(people[0]);
    town.take_events();
    town.say(people[0], EndDuty{});
    const auto changes = town.take<engine::AssignmentChanged>();
    BOOST_REQUIRE(!changes.empty());
    BOOST_TEST((changes[0].cause == Cause::off_duty));
    BOOST_TEST((town.state_of(offer) == AssignmentState::declined));
    BOOST_TEST(!town.current(people[0]));
    BOOST_TEST(bool(town.current(people[3])));
}

BOOST_AUTO_TEST_CASE(a_running_assignment_outlives_duty_and_is_finished_without_it) {
    Town town;
    const auto person = town.on_duty(metres(100));
    town.tip(town.person(Role::resident));
    town.say(person, AcceptOffer{town.current(person)});
    const auto assignment = town.current(person);
    town.say(person, EndDuty{});
    BOOST_TEST((town.state_of(assignment) == AssignmentState::en_route));
    BOOST_TEST((town.current(person) == assignment));
    BOOST_TEST(town.state().engaged_of.at(0) == 0U);
    town.say(person, BeginDuty{});
    BOOST_TEST(town.state().engaged_of.at(0) == 1U);
    town.say(person, EndDuty{});
    town.say(person, SetStatus{assignment, Progress::on_scene});
    town.say(person, SetStatus{assignment, Progress::cleared});
    BOOST_TEST(!town.current(person));
    BOOST_TEST(town.state().engaged_of.at(0) == 0U);
    BOOST_TEST(town.state().on_duty_of.at(0) == 0U);
}

BOOST_AUTO_TEST_CASE(duty_ends_by_itself_at_its_time_and_says_so) {
    Town town;
    const auto person = town.on_duty(metres(100));
    town.pass(duty_ms - 1);
    BOOST_TEST(town.state().person(person)->on_duty);
    town.take_events();
    town.pass(1);
    BOOST_TEST(!town.state().person(person)->on_duty);
    const auto ends = town.take<engine::DutyEnded>();
    BOOST_REQUIRE_EQUAL(ends.size(), 1U);
    BOOST_TEST((ends[0].cause == Cause::time));
    BOOST_TEST((!town.engine.due() || *town.engine.due() > town.now));
}

BOOST_AUTO_TEST_CASE(duty_that_ends_by_itself_declines_an_open_offer_by_nobody) {
    Town town;
    const auto dispatcher = town.person(Role::dispatcher);
    const auto person = town.on_duty(metres(100));
    town.pass(duty_ms - 2'000);
    const auto incident = town.incident_of(town.tip(town.person(Role::resident)));
    town.say(dispatcher, AssignResponder{incident, person});
    const auto offer = town.current(person);
    town.take_events();
    town.pass(2'000);
    const auto changes = town.take<engine::AssignmentChanged>();
    BOOST_REQUIRE(!changes.empty());
    BOOST_TEST((changes[0].state == AssignmentState::declined));
    BOOST_TEST((changes[0].by == PersonId{}));
    BOOST_TEST((town.state_of(offer) == AssignmentState::declined));
}

BOOST_AUTO_TEST_CASE(duty_begun_anew_after_its_end_lasts_its_whole_time) {
    Town town;
    const auto person = town.on_duty(metres(100));
    town.pass(duty_ms / 2);
    town.say(person, EndDuty{});
    town.say(person, BeginDuty{});
    town.pass(duty_ms - 1);
    BOOST_TEST(town.state().person(person)->on_duty);
    town.pass(1);
    BOOST_TEST(!town.state().person(person)->on_duty);
}

BOOST_AUTO_TEST_CASE(duty_that_was_over_while_the_server_was_down_ends_at_the_start) {
    Town town;
    const auto person = town.on_duty(metres(100));
    town.now = town.now + duty_ms + 60'000;
    town.engine.lead(town.now, town.now + 15'000);
    town.follow();
    BOOST_TEST(!town.state().person(person)->on_duty);
}

BOOST_AUTO_TEST_SUITE_END()

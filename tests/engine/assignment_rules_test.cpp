#include "tests/engine/town.hpp"

#include <boost/test/unit_test.hpp>

// Server/engine/assignment_rules.cpp: answering, going on, and the dispatcher's hand.
using namespace dageng::test;
namespace engine = dageng::engine;

BOOST_AUTO_TEST_SUITE(assignment_rules)

BOOST_AUTO_TEST_CASE(an_offer_is_answered_by_the_person_asked_only) {
    Town town;
    const auto asked = town.on_duty(metres(100));
    const auto other = town.on_duty(metres(4000));
    town.tip(town.person(Role::resident));
    const auto offer = town.current(asked);
    const std::string before = town.digest();
    BOOST_TEST((town.say(other, AcceptOffer{offer}).refused == ErrorCode::not_found));
    BOOST_TEST((town.say(other, DeclineOffer{offer}).refused == ErrorCode::not_found));
    BOOST_TEST((town.say(asked, AcceptOffer{{999}}).refused == ErrorCode::not_found));
    BOOST_TEST(
        (town.say(other, SetStatus{offer, Progress::on_scene}).refused == ErrorCode::not_found)
    );
    BOOST_TEST(town.digest() == before);
    BOOST_TEST(
        (town.say(asked, AcceptOffer{offer}).as<AssignmentAnswer>().state ==
         AssignmentState::en_route)
    );
}

BOOST_AUTO_TEST_CASE(who_goes_to_one_incident_cannot_accept_another) {
    Town town;
    const auto person = town.on_duty(metres(100));
    town.tip(town.person(Role::resident));
    const auto first = town.current(person);
    town.pass(3'000);
    town.tip(town.person(Role::resident));
    const auto second = town.current(person);
    BOOST_REQUIRE((second && second != first));
    BOOST_TEST((town.say(person, AcceptOffer{first}).refused == ErrorCode::busy_elsewhere));
    town.say(person, AcceptOffer{second});
    BOOST_TEST((town.say(person, AcceptOffer{first}).refused == ErrorCode::busy_elsewhere));
    BOOST_TEST((town.current(person) == second));
}

BOOST_AUTO_TEST_CASE(who_declined_one_of_two_offers_may_accept_the_other) {
    Town town;
    const auto person = town.on_duty(metres(100));
    town.tip(town.person(Role::resident));
    const auto first = town.current(person);
    town.pass(3'000);
    town.tip(town.person(Role::resident));
    town.say(person, DeclineOffer{town.current(person)});
    town.say(person, AcceptOffer{first});
    BOOST_TEST((town.state_of(first) == AssignmentState::en_route));
    BOOST_TEST((town.current(person) == first));
}

BOOST_AUTO_TEST_CASE(an_accept_after_the_offers_time_is_refused_though_nothing_ended_it_yet) {
    Town town;
    const auto person = town.on_duty(metres(100));
    town.tip(town.person(Role::resident));
    const auto offer = town.current(person);
    town.now = town.now + 45'000;
    BOOST_TEST((town.say(person, AcceptOffer{offer}).refused == ErrorCode::offer_over));
    BOOST_TEST((town.say(person, DeclineOffer{offer}).refused == ErrorCode::offer_over));
}

BOOST_AUTO_TEST_CASE(an_accept_beyond_the_number_wanted_is_refused_though_nobody_was_stood_down_yet
) {
    Town town;
    std::vector<PersonId> people;
    for (int i = 1; i <= 3; ++i) {
        people.push_back(town.on_duty(metres(i * 100)));
    }
    town.tip(town.person(Role::resident));
    const auto accept = [&](PersonId person) {
        engine::Request request;
        request.by = person;
        request.id = {"accept-command"};
        request.now = town.now;
        return town.engine.decide(AcceptOffer{town.current(person)}, request);
    };
    for (int i = 0; i < 2; ++i) {
        auto outcome = accept(people.at(static_cast<std::size_t>(i)));
        town.commit({{}, {}, {}, {}, std::get<engine::Decision>(outcome).events});
    }
    BOOST_TEST((std::get<Refusal>(accept(people[2])).code == ErrorCode::offer_over));
    town.follow();
    BOOST_TEST(!town.current(people[2]));
}

BOOST_AUTO_TEST_CASE(an_accept_counts_only_while_duty_lasts) {
    Town town;
    const auto person = town.on_duty(metres(100));
    town.tip(town.person(Role::resident));
    const auto offer = town.current(person);
    town.pass(3'000);
    town.say(person, EndDuty{});
    BOOST_TEST((town.state_of(offer) == AssignmentState::unreached));
    BOOST_TEST((town.say(person, AcceptOffer{offer}).refused == ErrorCode::not_on_duty));
    town.say(person, BeginDuty{});
    BOOST_TEST(!town.say(person, AcceptOffer{offer}).refused.has_value());
}

BOOST_AUTO_TEST_CASE(a_dispatchers_status_says_that_it_was_the_dispatcher) {
    Town town;
    const auto dispatcher = town.person(Role::dispatcher);
    const auto person = town.on_duty(metres(100));
    town.tip(town.person(Role::resident));
    town.say(person, AcceptOffer{town.current(person)});
    const auto assignment = town.current(person);
    town.take_events();
    town.say(dispatcher, SetStatus{assignment, Progress::on_scene});
    auto changes = town.take<engine::AssignmentChanged>();
    BOOST_REQUIRE_EQUAL(changes.size(), 1U);
    BOOST_TEST((changes[0].cause == Cause::dispatcher));
    BOOST_TEST((changes[0].by == dispatcher));
    BOOST_TEST((changes[0].person == person));
    town.say(person, SetStatus{assignment, Progress::cleared});
    changes = town.take<engine::AssignmentChanged>();
    BOOST_REQUIRE_EQUAL(changes.size(), 1U);
    BOOST_TEST((changes[0].cause == Cause::person));
}

BOOST_AUTO_TEST_CASE(a_person_assigned_by_hand_is_asked_at_any_distance_and_without_a_wave) {
    Town town;
    const auto dispatcher = town.person(Role::dispatcher);
    const auto far = town.on_duty(metres(3000));
    const auto incident = town.incident_of(town.tip(town.person(Role::resident)));
    BOOST_TEST(!town.current(far));
    town.take_events();
    const auto said = town.say(dispatcher, AssignResponder{incident, far});
    BOOST_TEST((said.as<AssignmentAnswer>().assignment == town.current(far)));
    const auto offers = town.take<engine::OfferMade>();
    BOOST_REQUIRE_EQUAL(offers.size(), 1U);
    BOOST_TEST(offers[0].wave == 0U);
    BOOST_TEST(offers[0].distance_m >= 2990U);
    BOOST_TEST(offers[0].distance_m <= 3010U);
    BOOST_TEST((town.incident(incident).state == IncidentState::dispatching));
}

BOOST_AUTO_TEST_CASE(assigning_by_hand_is_refused_with_its_reason) {
    Town town;
    const auto dispatcher = town.person(Role::dispatcher);
    const auto resident = town.person(Role::resident);
    const auto busy = town.on_duty(metres(100));
    const auto incident = town.incident_of(town.tip(resident));
    const auto off = town.person(Role::volunteer, "patrol");
    const auto officer = town.on_duty(metres(200), "officer");
    const auto free = town.on_duty(metres(4000));
    const auto refusal = [&](IncidentId id, PersonId person) {
        return town.say(dispatcher, AssignResponder{id, person}).refused;
    };
    const std::string before = town.digest();
    BOOST_TEST((refusal(incident, busy) == ErrorCode::busy_elsewhere));
    BOOST_TEST((refusal(incident, off) == ErrorCode::not_on_duty));
    BOOST_TEST((refusal(incident, officer) == ErrorCode::not_allowed));
    BOOST_TEST((refusal(incident, resident) == ErrorCode::not_found));
    BOOST_TEST((refusal(incident, {999}) == ErrorCode::not_found));
    BOOST_TEST((refusal({999}, free) == ErrorCode::not_found));
    BOOST_TEST(town.digest() == before);
    town.say(dispatcher, CloseIncident{incident, {"resolved"}, {}, {}});
    BOOST_TEST((refusal(incident, free) == ErrorCode::not_found));
}

BOOST_AUTO_TEST_CASE(who_may_still_accept_an_incidents_offer_is_not_asked_for_it_twice) {
    Town town;
    const auto dispatcher = town.person(Role::dispatcher);
    const auto person = town.on_duty(metres(100));
    const auto incident = town.incident_of(town.tip(town.person(Role::resident)));
    const auto first = town.current(person);
    town.pass(3'000);
    const auto again = AssignResponder{incident, person};
    BOOST_TEST((town.say(dispatcher, again).refused == ErrorCode::wrong_state));
    town.say(person, DeclineOffer{first});
    BOOST_TEST(!town.say(dispatcher, again).refused.has_value());
    BOOST_TEST((town.current(person) && town.current(person) != first));
}

BOOST_AUTO_TEST_CASE(a_reporter_can_be_assigned_by_hand_so_that_no_refusal_tells_who_reported) {
    Town town;
    const auto dispatcher = town.person(Role::dispatcher);
    const auto reporter = town.on_duty(metres(100));
    const auto incident = town.incident_of(town.tip(reporter));
    BOOST_TEST(!town.current(reporter));
    BOOST_TEST(!town.say(dispatcher, AssignResponder{incident, reporter}).refused.has_value());
    BOOST_TEST(bool(town.current(reporter)));
}

BOOST_AUTO_TEST_CASE(an_offer_by_hand_outlives_enough_and_may_be_accepted_beyond_the_number_wanted
) {
    Town town;
    const auto dispatcher = town.person(Role::dispatcher);
    std::vector<PersonId> people;
    for (int i = 1; i <= 3; ++i) {
        people.push_back(town.on_duty(metres(i * 100)));
    }
    const auto by_hand = town.on_duty(metres(3000));
    const auto incident = town.incident_of(town.tip(town.person(Role::resident)));
    town.say(dispatcher, AssignResponder{incident, by_hand});
    const auto offer = town.current(by_hand);
    town.say(people[0], AcceptOffer{town.current(people[0])});
    town.say(people[1], AcceptOffer{town.current(people[1])});
    BOOST_TEST(!town.current(people[2]));
    BOOST_TEST((town.state_of(offer) == AssignmentState::offered));
    BOOST_TEST(!town.say(by_hand, AcceptOffer{offer}).refused.has_value());
    const auto going = town.people(incident, AssignmentState::en_route);
    BOOST_TEST((going == std::vector<PersonId>{people[0], people[1], by_hand}));
}

BOOST_AUTO_TEST_CASE(an_offer_by_hand_for_an_incident_that_nobody_else_is_asked_for_has_its_limits
) {
    Town town;
    const auto dispatcher = town.person(Role::dispatcher);
    const auto person = town.on_duty(metres(100), "officer");
    const auto incident =
        town.incident_of(town.tip(town.person(Role::resident), "fight", metres(6000)));
    BOOST_TEST(town.incident(incident).dispatcher_only);
    town.say(dispatcher, AssignResponder{incident, person});
    const auto offer = town.current(person);
    town.pass(3'000);
    BOOST_TEST((town.state_of(offer) == AssignmentState::unreached));
    town.pass(42'000);
    BOOST_TEST((town.state_of(offer) == AssignmentState::expired));
    BOOST_TEST((town.incident(incident).state == IncidentState::triaged));
}

BOOST_AUTO_TEST_CASE(standing_down_by_hand_frees_the_person_and_the_next_is_asked) {
    Town town;
    const auto dispatcher = town.person(Role::dispatcher);
    std::vector<PersonId> people;
    for (int i = 1; i <= 4; ++i) {
        people.push_back(town.on_duty(metres(i * 100)));
    }
    town.tip(town.person(Role::resident));
    town.say(people[0], AcceptOffer{town.current(people[0])});
    const auto assignment = town.current(people[0]);
    town.take_events();
    const auto said = town.say(dispatcher, StandDownResponder{assignment});
    BOOST_TEST((said.as<AssignmentAnswer>().state == AssignmentState::stood_down));
    const auto changes = town.take<engine::AssignmentChanged>();
    BOOST_REQUIRE(!changes.empty());
    BOOST_TEST((changes[0].cause == Cause::dispatcher));
    BOOST_TEST(!town.current(people[0]));
    BOOST_TEST(bool(town.current(people[3])));
    BOOST_TEST((town.say(dispatcher, StandDownResponder{{999}}).refused == ErrorCode::not_found));
}

BOOST_AUTO_TEST_SUITE_END()

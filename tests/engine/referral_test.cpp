#include "tests/engine/triage_desk.hpp"

#include <boost/test/unit_test.hpp>

// Server/engine/triage_rules.cpp: what is somebody else's business, and taking that back.
using namespace dageng::test;
namespace engine = dageng::engine;

BOOST_AUTO_TEST_SUITE(referral)

BOOST_AUTO_TEST_CASE(referring_ends_the_incident_frees_everybody_and_tells_the_reporter) {
    TriageDesk desk;
    const auto volunteer = desk.town.on_duty(metres(100));
    const auto id = desk.town.incident_of(desk.town.tip(desk.reporter));
    const auto assignment = desk.town.current(volunteer);
    desk.town.say(volunteer, AcceptOffer{assignment});
    desk.say(ReferIncident{id, {"fire-service"}, sealed<Words>("by telephone")});
    BOOST_TEST((desk.state(id) == IncidentState::referred));
    BOOST_TEST((desk.incident(id).referral->by == desk.dispatcher));
    BOOST_TEST((desk.town.state_of(assignment) == AssignmentState::stood_down));
    const auto told = desk.last("tip-changed", desk.reporter);
    BOOST_TEST(TriageDesk::says(told, R"("state":"referred")"), told.data);
    BOOST_TEST(TriageDesk::says(told, R"("referred_to":"fire-service")"), told.data);
    BOOST_TEST(TriageDesk::says(desk.last("incident-referred", desk.dispatcher), "by telephone"));
    BOOST_TEST(!TriageDesk::says(desk.last("incident-referred", desk.supervisor), "telephone"));
    BOOST_TEST(!TriageDesk::says(told, "telephone"));
    desk.town.pass(3'600'000);
    BOOST_TEST(!desk.town.current(volunteer));
}

BOOST_AUTO_TEST_CASE(a_tip_from_outside_is_referred_by_rule_at_once_and_the_dispatcher_sees_it) {
    TriageDesk desk;
    const auto volunteer = desk.town.on_duty(metres(5900));
    const auto tip = desk.town.tip(desk.reporter, "elder-missing", metres(6000));
    const auto id = desk.town.incident_of(tip);
    BOOST_TEST((desk.state(id) == IncidentState::referred));
    BOOST_TEST(!desk.incident(id).referral->by);
    BOOST_TEST((desk.incident(id).referral->to == Slug{"neighbour"}));
    BOOST_TEST(TriageDesk::says(desk.last("tip-changed", desk.reporter), R"("state":"referred")"));
    BOOST_TEST(desk.count("incident-referred", desk.dispatcher) == 1U);
    BOOST_TEST(desk.count("shortfall", desk.dispatcher) == 0U);
    BOOST_TEST(!desk.town.current(volunteer));
    BOOST_TEST(!desk.say(AcknowledgeIncident{id}).refused.has_value());
    BOOST_TEST((desk.incident(id).acknowledged_by == desk.dispatcher));
}

BOOST_AUTO_TEST_CASE(what_a_rule_referred_stays_in_the_snapshot_until_a_human_has_looked) {
    TriageDesk desk;
    const auto id = desk.town.incident_of(desk.town.tip(desk.reporter, "fight", metres(6000)));
    const auto shown = [&] {
        std::size_t items = 0;
        for (const auto& item : engine::snapshot(desk.town.state(), desk.dispatcher, opener())) {
            items += item.find("incident-referred") != std::string::npos ? 1 : 0;
        }
        return items;
    };
    desk.town.pass(7'200'000);
    desk.town.tip(desk.second);
    BOOST_TEST(shown() == 1U);
    desk.say(AcknowledgeIncident{id});
    BOOST_TEST(shown() == 0U);
}

BOOST_AUTO_TEST_CASE(a_referral_that_was_taken_back_goes_on_where_it_can) {
    TriageDesk desk;
    const auto volunteer = desk.town.on_duty(metres(100));
    const auto id = desk.town.incident_of(desk.town.tip(desk.reporter));
    desk.say(ReferIncident{id, {"neighbour"}, {}});
    BOOST_TEST(!desk.town.current(volunteer));
    const auto later = desk.town.on_duty(metres(200));
    desk.say(TakeBackReferral{id});
    BOOST_TEST(desk.incident(id).open());
    BOOST_TEST(bool(desk.town.current(later)));
    BOOST_TEST(TriageDesk::says(desk.last("tip-changed", desk.reporter), R"("state":"received")"));
    BOOST_TEST(desk.count("incident-reopened", desk.dispatcher) == 1U);
    BOOST_TEST(desk.count("incident-opened", desk.supervisor) == 2U);
    desk.town.say(later, AcceptOffer{desk.town.current(later)});
    BOOST_TEST((desk.state(id) == IncidentState::responding));
}

BOOST_AUTO_TEST_CASE(what_lies_outside_and_was_taken_back_is_the_dispatchers_own) {
    TriageDesk desk;
    const auto near = desk.town.on_duty(metres(5900));
    const auto id =
        desk.town.incident_of(desk.town.tip(desk.reporter, "elder-missing", metres(6000)));
    desk.say(TakeBackReferral{id});
    BOOST_TEST((desk.state(id) == IncidentState::triaged));
    BOOST_TEST((desk.incident(id).shortfall->reason == ShortfallReason::outside_district));
    desk.town.pass(60'000);
    BOOST_TEST(!desk.town.current(near));
}

BOOST_AUTO_TEST_CASE(referring_is_refused_by_a_ladder_that_names_states) {
    TriageDesk desk;
    const auto id = desk.town.incident_of(desk.town.tip(desk.reporter));
    BOOST_TEST((desk.refusal(ReferIncident{{99}, {"neighbour"}, {}})->code == ErrorCode::not_found)
    );
    BOOST_TEST((desk.refusal(ReferIncident{id, {"moon"}, {}})->field == "data.to"));
    BOOST_TEST(
        desk.refusal(TakeBackReferral{id})->detail == "the incident is triaged, not referred"
    );
    desk.say(CloseIncident{id, {"resolved"}, {}, {"done"}});
    BOOST_TEST(
        desk.refusal(ReferIncident{id, {"neighbour"}, {}})->detail ==
        "from closed to referred is no step"
    );
}

BOOST_AUTO_TEST_CASE(a_district_that_names_nobody_keeps_what_lies_outside) {
    Town town;
    const auto id =
        town.incident_of(town.tip(town.person(Role::resident), "elder-missing", metres(6000)));
    BOOST_TEST((town.incident(id).shortfall->reason == ShortfallReason::outside_district));
    BOOST_TEST(town.incident(id).open());
}

BOOST_AUTO_TEST_SUITE_END()

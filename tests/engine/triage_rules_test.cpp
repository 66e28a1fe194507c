#include "tests/engine/triage_desk.hpp"

#include <boost/test/unit_test.hpp>

// Server/engine/triage_rules.cpp and triage_apply.cpp: merging, splitting, reclassifying by hand.
using namespace dageng::test;
namespace engine = dageng::engine;

namespace {

/// Two incidents, too far apart to be one by rule.
struct Two : TriageDesk {
    TipId tip_a = town.tip(reporter);
    TipId tip_b = town.tip(second, "elder-missing", metres(700));
    IncidentId a = town.incident_of(tip_a);
    IncidentId b = town.incident_of(tip_b);
};

void close(TriageDesk& desk, IncidentId id) {
    desk.say(CloseIncident{id, {"resolved"}, {}, {"done"}});
}

} // namespace

BOOST_AUTO_TEST_SUITE(triage_rules)

BOOST_AUTO_TEST_CASE(merging_moves_the_tips_and_ends_the_one_with_a_link) {
    Two two;
    BOOST_TEST((two.say(MergeIncidents{two.b, two.a}).as<IncidentAnswer>().incident == two.a));
    BOOST_TEST((two.state(two.b) == IncidentState::merged));
    BOOST_TEST((two.incident(two.b).merging->into == two.a));
    BOOST_TEST((two.incident(two.a).tips == std::vector{two.tip_a, two.tip_b}));
    BOOST_TEST(two.incident(two.b).tips.empty());
    BOOST_TEST(two.incident(two.a).open());
    for (const PersonId watcher : {two.dispatcher, two.supervisor}) {
        BOOST_TEST(two.count("incident-merged", watcher) == 1U);
    }
    const auto told = two.last("tip-changed", two.second);
    BOOST_TEST(TriageDesk::says(told, R"("attached":true)"), told.data);
}

BOOST_AUTO_TEST_CASE(each_reporter_of_a_merged_incident_hears_the_outcome) {
    Two two;
    two.say(MergeIncidents{two.b, two.a});
    close(two, two.a);
    for (const PersonId person : {two.reporter, two.second}) {
        BOOST_TEST(TriageDesk::says(two.last("tip-changed", person), R"("state":"closed")"));
    }
}

BOOST_AUTO_TEST_CASE(who_is_going_goes_on_to_the_incident_that_remains_and_is_told_of_it) {
    Two two;
    const auto volunteer = two.town.on_duty(metres(700));
    two.town.pass(5'000);
    const auto assignment = two.town.current(volunteer);
    two.town.say(volunteer, AcceptOffer{assignment});
    const auto from = two.town.state().assignments.at(assignment).incident;
    const auto into = from == two.a ? two.b : two.a;
    two.say(MergeIncidents{from, into});
    BOOST_TEST((two.town.state().assignments.at(assignment).incident == into));
    BOOST_TEST((two.town.state_of(assignment) == AssignmentState::en_route));
    BOOST_TEST((two.state(into) == IncidentState::responding));
    BOOST_TEST(two.incident(from).assignments.empty());
    const auto told = two.last("task-changed", volunteer);
    BOOST_TEST(TriageDesk::says(told, two.incident(into).code.value), told.data);
    BOOST_TEST(two.count("assignment-moved", two.dispatcher) == 1U);
    two.town.say(volunteer, SetStatus{assignment, Progress::on_scene});
    BOOST_TEST((two.state(into) == IncidentState::on_scene));
}

BOOST_AUTO_TEST_CASE(whom_the_remaining_plan_does_not_allow_is_stood_down) {
    TriageDesk desk;
    const auto volunteer = desk.town.on_duty(metres(100));
    const auto elder = desk.town.incident_of(desk.town.tip(desk.reporter));
    const auto assignment = desk.town.current(volunteer);
    const auto fight = desk.town.incident_of(desk.town.tip(desk.second, "fight", metres(700)));
    desk.say(MergeIncidents{elder, fight});
    BOOST_TEST((desk.town.state_of(assignment) == AssignmentState::stood_down));
    BOOST_TEST(!desk.town.current(volunteer));
}

BOOST_AUTO_TEST_CASE(who_was_asked_for_both_keeps_the_one_that_is_theirs_now) {
    Two two;
    const auto volunteer = two.town.on_duty(metres(350));
    two.town.pass(5'000);
    const auto first = two.town.current(volunteer);
    two.town.pass(6'000);
    const auto now = two.town.current(volunteer);
    BOOST_REQUIRE(bool(now));
    BOOST_REQUIRE((now != first));
    two.town.say(volunteer, AcceptOffer{now});
    const auto from = two.town.state().assignments.at(now).incident;
    const auto into = from == two.a ? two.b : two.a;
    two.say(MergeIncidents{from, into});
    BOOST_TEST((two.town.state_of(now) == AssignmentState::en_route));
    BOOST_TEST((two.town.state().assignments.at(now).incident == into));
    BOOST_TEST((two.town.state_of(first) == AssignmentState::stood_down));
    BOOST_TEST(engine::digest(two.town.folded().state()) == two.town.digest());
}

BOOST_AUTO_TEST_CASE(a_merge_is_refused_by_a_ladder_that_names_states) {
    Two two;
    BOOST_TEST((two.refusal(MergeIncidents{{99}, two.a})->field == "data.from"));
    BOOST_TEST((two.refusal(MergeIncidents{two.a, {99}})->field == "data.into"));
    BOOST_TEST((two.refusal(MergeIncidents{two.a, two.a})->code == ErrorCode::bad_field));
    close(two, two.a);
    const auto from_closed = two.refusal(MergeIncidents{two.a, two.b});
    BOOST_TEST((from_closed->code == ErrorCode::wrong_state));
    BOOST_TEST(from_closed->detail == "from closed to merged is no step");
    BOOST_TEST(two.refusal(MergeIncidents{two.b, two.a})->detail == "the incident is closed");
}

BOOST_AUTO_TEST_CASE(merging_away_a_proposal_settles_it) {
    TriageDesk desk;
    const auto first = desk.town.incident_of(desk.town.tip(desk.reporter));
    const auto other =
        desk.town.incident_of(desk.town.tip(desk.second, "elder-missing", metres(120)));
    BOOST_REQUIRE(desk.incident(other).proposal.has_value());
    desk.say(MergeIncidents{first, other});
    BOOST_TEST(!desk.incident(other).proposal.has_value());
}

BOOST_AUTO_TEST_CASE(a_tip_that_is_split_off_becomes_an_incident_of_its_own_kind_and_place) {
    TriageDesk desk;
    const auto first = desk.town.tip(desk.reporter);
    const auto from = desk.town.incident_of(first);
    const auto tip = desk.town.tip(desk.second, "wandering", metres(20));
    BOOST_REQUIRE((desk.town.incident_of(tip) == from));
    const auto made = desk.say(SplitTip{tip}).as<IncidentAnswer>().incident;
    BOOST_TEST((made != from));
    BOOST_TEST((desk.town.incident_of(tip) == made));
    BOOST_TEST((desk.incident(made).kind == Slug{"wandering"}));
    BOOST_TEST((desk.incident(made).place.at == metres(20)));
    BOOST_TEST((desk.incident(made).tips == std::vector{tip}));
    BOOST_TEST((desk.incident(from).tips == std::vector{first}));
    BOOST_TEST((desk.incident(made).key > desk.incident(from).key));
    BOOST_TEST(TriageDesk::says(desk.last("tip-changed", desk.second), R"("attached":false)"));
    BOOST_TEST(desk.count("tip-split", desk.dispatcher) == 1U);
    close(desk, made);
    BOOST_TEST(TriageDesk::says(desk.last("tip-changed", desk.second), R"("state":"closed")"));
    BOOST_TEST(desk.count("tip-changed", desk.reporter) == 0U);
}

BOOST_AUTO_TEST_CASE(the_only_tip_a_withdrawn_one_and_that_of_an_ended_incident_are_not_split_off) {
    TriageDesk desk;
    const auto first = desk.town.tip(desk.reporter);
    BOOST_TEST((desk.refusal(SplitTip{{99}})->code == ErrorCode::not_found));
    BOOST_TEST(desk.refusal(SplitTip{first})->detail == "its incident has no other tip");
    const auto tip = desk.town.tip(desk.second);
    desk.town.say(desk.second, WithdrawTip{tip});
    BOOST_TEST(desk.refusal(SplitTip{tip})->detail == "the tip has been withdrawn");
    close(desk, desk.town.incident_of(first));
    BOOST_TEST(desk.refusal(SplitTip{first})->detail == "the incident is closed");
}

BOOST_AUTO_TEST_CASE(another_kind_brings_its_plan_of_now_and_begins_its_waves_anew) {
    TriageDesk desk;
    const auto volunteer = desk.town.on_duty(metres(100));
    const auto officer = desk.town.on_duty(metres(300), "officer");
    const auto id = desk.town.incident_of(desk.town.tip(desk.reporter));
    const auto asked = desk.town.current(volunteer);
    BOOST_REQUIRE(bool(asked));
    BOOST_TEST(!desk.town.current(officer));
    desk.say(ReclassifyIncident{id, {"armed"}});
    const auto& incident = desk.incident(id);
    BOOST_TEST((incident.kind == Slug{"armed"}));
    BOOST_TEST(incident.priority.value == 1);
    BOOST_TEST((desk.town.state_of(asked) == AssignmentState::stood_down));
    BOOST_TEST(bool(desk.town.current(officer)));
    BOOST_TEST(incident.waves.size() == 2U);
    BOOST_TEST(incident.waves.back().radius_m == 2000U);
    BOOST_TEST(incident.assignments.size() == 2U);
    BOOST_TEST(desk.count("incident-reclassified", desk.supervisor) == 1U);
    BOOST_TEST(desk.count("task-changed", volunteer) == 0U);
}

BOOST_AUTO_TEST_CASE(who_may_still_go_by_the_new_plan_goes_on_and_is_told_and_nobody_is_asked_twice
) {
    TriageDesk desk;
    const auto going = desk.town.on_duty(metres(100));
    const auto declined = desk.town.on_duty(metres(200));
    const auto id = desk.town.incident_of(desk.town.tip(desk.reporter));
    const auto assignment = desk.town.current(going);
    desk.town.say(going, AcceptOffer{assignment});
    desk.town.say(declined, DeclineOffer{desk.town.current(declined)});
    desk.say(ReclassifyIncident{id, {"wandering"}});
    BOOST_TEST((desk.town.state_of(assignment) == AssignmentState::en_route));
    BOOST_TEST(TriageDesk::says(desk.last("task-changed", going), R"("kind":"wandering")"));
    desk.town.pass(120'000);
    BOOST_TEST(desk.incident(id).assignments.size() == 2U);
    BOOST_TEST(desk.count("offer", declined) == 1U);
}

BOOST_AUTO_TEST_CASE(a_shortfall_of_the_old_plan_does_not_hold_the_new_one_back) {
    TriageDesk desk;
    const auto id = desk.town.incident_of(desk.town.tip(desk.reporter));
    desk.town.pass(300'000);
    BOOST_REQUIRE(desk.incident(id).shortfall.has_value());
    const auto officer = desk.town.on_duty(metres(300), "officer");
    desk.say(ReclassifyIncident{id, {"armed"}});
    BOOST_TEST(bool(desk.town.current(officer)));
    BOOST_TEST(!desk.incident(id).shortfall.has_value());
}

BOOST_AUTO_TEST_CASE(the_kind_that_it_is_already_changes_nothing_and_an_unknown_one_is_refused) {
    TriageDesk desk;
    const auto id = desk.town.incident_of(desk.town.tip(desk.reporter));
    const std::string before = desk.town.digest();
    BOOST_TEST(!desk.say(ReclassifyIncident{id, {"elder-missing"}}).refused.has_value());
    BOOST_TEST(desk.town.digest() == before);
    BOOST_TEST((desk.refusal(ReclassifyIncident{id, {"ufo"}})->code == ErrorCode::bad_field));
    BOOST_TEST((desk.refusal(ReclassifyIncident{{99}, {"fight"}})->code == ErrorCode::not_found));
    close(desk, id);
    BOOST_TEST((desk.refusal(ReclassifyIncident{id, {"fight"}})->code == ErrorCode::wrong_state));
}

BOOST_AUTO_TEST_SUITE_END()

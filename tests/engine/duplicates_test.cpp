#include "server/engine/duplicates.hpp"
#include "tests/engine/triage_desk.hpp"

#include <boost/test/unit_test.hpp>

// Server/engine/duplicates.cpp, and what a new tip near an open incident leads to.
using namespace dageng::test;
namespace engine = dageng::engine;

namespace {

const DuplicateRule& rule() {
    static const Catalogue catalogue = triage_catalogue();
    return *catalogue.duplicates;
}

std::uint32_t score(const engine::Sighting& one, const engine::Sighting& other) {
    return engine::duplicate_score(rule(), one, other);
}

engine::Sighting elder(std::int32_t north, std::int64_t seconds = 0, std::int64_t accuracy_m = 0) {
    return {{"elder-missing"}, {metres(north), {accuracy_m}}, first_moment + seconds * 1000};
}

engine::Sighting of_kind(std::string kind) {
    return {{std::move(kind)}, {centre, {0}}, first_moment};
}

} // namespace

BOOST_AUTO_TEST_SUITE(duplicates)

BOOST_AUTO_TEST_CASE(two_reports_of_the_same_place_moment_and_kind_have_the_full_score) {
    BOOST_TEST(score(elder(0), elder(0)) == 1000U);
}

BOOST_AUTO_TEST_CASE(the_score_falls_evenly_with_distance_beyond_both_accuracies) {
    BOOST_TEST(score(elder(0), elder(151)) == 500U);
    BOOST_TEST(score(elder(0, 0, 50), elder(100, 0, 50)) == 1000U);
    BOOST_TEST(score(elder(0, 0, 20), elder(201, 0, 30)) == 500U);
    BOOST_TEST(score(elder(0), elder(301)) == 0U);
}

BOOST_AUTO_TEST_CASE(a_place_that_is_known_badly_is_not_near_everything) {
    BOOST_TEST(score(elder(0, 0, 5000), elder(1000)) == 0U);
    BOOST_TEST(score(elder(0, 0, 5000), elder(195)) == 1000U);
}

BOOST_AUTO_TEST_CASE(the_score_falls_evenly_with_time_whichever_came_first) {
    BOOST_TEST(score(elder(0), elder(0, 300)) == 500U);
    BOOST_TEST(score(elder(0, 300), elder(0)) == 500U);
    BOOST_TEST(score(elder(0), elder(0, 600)) == 0U);
}

BOOST_AUTO_TEST_CASE(kinds_that_are_listed_together_count_more_than_others_in_either_order) {
    BOOST_TEST(score(of_kind("elder-missing"), of_kind("wandering")) == 800U);
    BOOST_TEST(score(of_kind("wandering"), of_kind("elder-missing")) == 800U);
    BOOST_TEST(score(of_kind("wandering"), of_kind("fight")) == 300U);
}

BOOST_AUTO_TEST_CASE(a_tip_like_an_open_incident_is_attached_and_its_reporter_is_told_it_is_known) {
    TriageDesk desk;
    const auto first = desk.town.tip(desk.reporter);
    const auto incident = desk.town.incident_of(first);
    desk.town.pass(30'000);
    const auto tip = desk.town.tip(desk.second, "elder-missing", metres(40));
    BOOST_TEST((desk.town.incident_of(tip) == incident));
    BOOST_TEST(desk.town.state().incidents.size() == 1U);
    BOOST_TEST((desk.incident(incident).tips == std::vector{first, tip}));
    const auto told = desk.last("tip-changed", desk.second);
    BOOST_TEST(TriageDesk::says(told, R"("attached":true)"), told.data);
    BOOST_TEST(TriageDesk::says(told, R"("state":"received")"), told.data);
    BOOST_TEST(desk.count("tip-changed", desk.reporter) == 0U);
    BOOST_TEST(TriageDesk::says(desk.last("tip-attached", desk.dispatcher), R"("score":)"));
}

BOOST_AUTO_TEST_CASE(the_score_is_of_the_incidents_last_tip_not_of_its_first) {
    TriageDesk desk;
    const auto incident = desk.town.incident_of(desk.town.tip(desk.reporter));
    for (int i = 0; i < 8; ++i) {
        desk.town.pass(100'000);
        BOOST_TEST((desk.town.incident_of(desk.town.tip(desk.second)) == incident));
    }
    desk.town.pass(400'000);
    BOOST_TEST((desk.town.incident_of(desk.town.tip(desk.second)) != incident));
}

BOOST_AUTO_TEST_CASE(who_reports_what_others_are_going_to_hears_that_it_is_being_handled) {
    TriageDesk desk;
    const auto volunteer = desk.town.on_duty(metres(100));
    desk.town.tip(desk.reporter);
    desk.town.say(volunteer, AcceptOffer{desk.town.current(volunteer)});
    desk.town.tip(desk.second);
    const auto told = desk.last("tip-changed", desk.second);
    BOOST_TEST(TriageDesk::says(told, R"("state":"responding")"), told.data);
    BOOST_TEST(TriageDesk::says(told, R"("attached":true)"), told.data);
}

BOOST_AUTO_TEST_CASE(whose_tip_was_attached_is_not_asked_and_hears_the_outcome) {
    TriageDesk desk;
    const auto incident = desk.town.incident_of(desk.town.tip(desk.reporter));
    const auto volunteer = desk.town.on_duty(metres(2000));
    desk.town.tip(volunteer);
    desk.town.place(volunteer, metres(50));
    desk.town.pass(60'000);
    BOOST_TEST(!desk.town.current(volunteer));
    desk.say(CloseIncident{incident, {"resolved"}, {}, {"done"}});
    BOOST_TEST(TriageDesk::says(desk.last("tip-changed", volunteer), R"("state":"closed")"));
}

BOOST_AUTO_TEST_CASE(between_the_thresholds_an_incident_opens_and_the_dispatcher_is_asked) {
    TriageDesk desk;
    const auto first = desk.town.incident_of(desk.town.tip(desk.reporter));
    const auto second =
        desk.town.incident_of(desk.town.tip(desk.second, "elder-missing", metres(120)));
    BOOST_TEST((first != second));
    const auto& proposal = desk.incident(second).proposal;
    BOOST_REQUIRE(proposal.has_value());
    BOOST_TEST((proposal->like == first));
    BOOST_TEST(proposal->score >= 500U);
    BOOST_TEST(proposal->score < 800U);
    BOOST_TEST(desk.count("duplicate-proposed", desk.dispatcher) == 1U);
    BOOST_TEST(desk.count("duplicate-proposed", desk.supervisor) == 0U);
    BOOST_TEST(desk.count("tip-changed", desk.second) == 0U);
    desk.say(DismissDuplicate{second});
    BOOST_TEST(!desk.incident(second).proposal.has_value());
    BOOST_TEST(desk.count("duplicate-dismissed", desk.dispatcher) == 1U);
    BOOST_TEST((desk.refusal(DismissDuplicate{second})->code == ErrorCode::wrong_state));
    BOOST_TEST((desk.refusal(DismissDuplicate{{99}})->code == ErrorCode::not_found));
}

BOOST_AUTO_TEST_CASE(a_tip_unlike_every_incident_opens_one_of_its_own) {
    TriageDesk desk;
    const auto first = desk.town.incident_of(desk.town.tip(desk.reporter));
    const auto far =
        desk.town.incident_of(desk.town.tip(desk.second, "elder-missing", metres(900)));
    const auto other = desk.town.incident_of(desk.town.tip(desk.second, "fight"));
    BOOST_TEST((far != first));
    BOOST_TEST((other != first));
    BOOST_TEST(!desk.incident(far).proposal.has_value());
    BOOST_TEST(!desk.incident(other).proposal.has_value());
}

BOOST_AUTO_TEST_CASE(an_incident_that_has_ended_takes_no_tip) {
    TriageDesk desk;
    const auto first = desk.town.incident_of(desk.town.tip(desk.reporter));
    desk.say(CloseIncident{first, {"resolved"}, {}, {"done"}});
    BOOST_TEST((desk.town.incident_of(desk.town.tip(desk.second)) != first));
}

BOOST_AUTO_TEST_CASE(what_is_more_urgent_than_the_incident_is_proposed_and_not_attached) {
    TriageDesk desk;
    Catalogue catalogue = triage_catalogue();
    catalogue.duplicates->kinds.items.push_back({{"elder-missing"}, {"fight"}});
    desk.town.commit({{}, {}, {}, {}, *desk.town.engine.take_catalogue(catalogue)});
    const auto elder = desk.town.incident_of(desk.town.tip(desk.reporter));
    const auto fight = desk.town.incident_of(desk.town.tip(desk.second, "fight"));
    BOOST_TEST((fight != elder));
    BOOST_TEST((desk.incident(fight).proposal->like == elder));
}

BOOST_AUTO_TEST_CASE(a_report_after_all_who_went_are_done_opens_an_incident_that_is_proposed) {
    TriageDesk desk;
    const auto volunteer = desk.town.on_duty(metres(100));
    const auto first = desk.town.incident_of(desk.town.tip(desk.reporter));
    const auto assignment = desk.town.current(volunteer);
    desk.town.say(volunteer, AcceptOffer{assignment});
    desk.town.say(volunteer, SetStatus{assignment, Progress::on_scene});
    desk.town.say(volunteer, SetStatus{assignment, Progress::cleared});
    BOOST_REQUIRE((desk.state(first) == IncidentState::clearing));
    const auto again = desk.town.incident_of(desk.town.tip(desk.second));
    BOOST_TEST((again != first));
    BOOST_TEST((desk.incident(again).proposal->like == first));
}

BOOST_AUTO_TEST_CASE(a_fresh_report_is_not_attached_to_one_for_which_nobody_is_asked_by_rule) {
    TriageDesk desk;
    ReportTip late;
    late.kind = {"elder-missing"};
    late.place = {centre, {10}};
    Catalogue catalogue = triage_catalogue();
    catalogue.plans.items[0].max_age_s = {60};
    desk.town.commit({{}, {}, {}, {}, *desk.town.engine.take_catalogue(catalogue)});
    const auto tip = desk.town.say(desk.reporter, late, {}, desk.town.now + -70'000);
    const auto old = desk.town.incident_of(tip.as<TipAnswer>().tip);
    BOOST_REQUIRE(desk.incident(old).dispatcher_only);
    const auto fresh = desk.town.incident_of(desk.town.tip(desk.second));
    BOOST_TEST((fresh != old));
    BOOST_TEST((desk.incident(fresh).proposal->like == old));
}

BOOST_AUTO_TEST_CASE(a_call_is_attached_too_and_its_answer_names_the_incident) {
    TriageDesk desk;
    const auto first = desk.town.incident_of(desk.town.tip(desk.reporter));
    TakeCall call;
    call.kind = {"wandering"};
    call.place = {centre, {100}};
    BOOST_TEST((desk.say(call).as<CallAnswer>().incident == first));
}

BOOST_AUTO_TEST_CASE(without_a_rule_in_the_catalogue_no_tip_is_attached) {
    Town town;
    const auto reporter = town.person(Role::resident);
    const auto first = town.incident_of(town.tip(reporter));
    BOOST_TEST((town.incident_of(town.tip(reporter)) != first));
}

BOOST_AUTO_TEST_CASE(a_full_incident_takes_no_more_tips_by_rule_and_the_next_is_proposed) {
    TriageDesk desk;
    const auto first = desk.town.incident_of(desk.town.tip(desk.reporter));
    for (std::size_t i = 1; i < engine::most_attached; ++i) {
        desk.town.tip(desk.second);
    }
    BOOST_TEST(desk.incident(first).tips.size() == engine::most_attached);
    const auto next = desk.town.incident_of(desk.town.tip(desk.second));
    BOOST_TEST((next != first));
    BOOST_TEST((desk.incident(next).proposal->like == first));
}

BOOST_AUTO_TEST_SUITE_END()

#include "tests/engine/triage_desk.hpp"

#include <boost/test/unit_test.hpp>

// An exercise is marked from its tip to its end, and is never mixed with what is real.
using namespace dageng::test;
namespace engine = dageng::engine;

namespace {

TakeCall call(bool exercise) {
    TakeCall call;
    call.kind = {"elder-missing"};
    call.place = {centre, {20}};
    call.exercise = exercise;
    return call;
}

constexpr std::string_view mark = R"("exercise":true)";

} // namespace

BOOST_AUTO_TEST_SUITE(exercise)

BOOST_AUTO_TEST_CASE(everything_that_is_told_of_an_exercise_carries_its_mark) {
    TriageDesk desk;
    const auto volunteer = desk.town.on_duty(metres(100));
    const auto id = desk.say(call(true)).as<CallAnswer>().incident;
    BOOST_TEST(desk.incident(id).exercise);
    BOOST_TEST(TriageDesk::says(desk.last("tip-received", desk.dispatcher), mark));
    BOOST_TEST(TriageDesk::says(desk.last("incident-opened", desk.dispatcher), mark));
    BOOST_TEST(TriageDesk::says(desk.last("incident-opened", desk.supervisor), mark));
    BOOST_TEST(TriageDesk::says(desk.last("offer", volunteer), mark));
    for (const PersonId person : {desk.dispatcher, desk.supervisor, volunteer}) {
        std::size_t marked = 0;
        for (const auto& item : engine::snapshot(desk.town.state(), person, opener())) {
            marked += item.find(mark) != std::string::npos ? 1 : 0;
        }
        BOOST_TEST(marked >= 1U);
    }
}

BOOST_AUTO_TEST_CASE(what_is_real_carries_no_mark) {
    TriageDesk desk;
    const auto volunteer = desk.town.on_duty(metres(100));
    desk.say(call(false));
    BOOST_TEST(!TriageDesk::says(desk.last("incident-opened", desk.dispatcher), "exercise"));
    BOOST_TEST(!TriageDesk::says(desk.last("offer", volunteer), "exercise"));
}

BOOST_AUTO_TEST_CASE(a_real_tip_is_never_attached_to_an_exercise_nor_merged_with_one) {
    TriageDesk desk;
    const auto drill = desk.say(call(true)).as<CallAnswer>().incident;
    const auto real = desk.town.incident_of(desk.town.tip(desk.reporter));
    BOOST_TEST((drill != real));
    BOOST_TEST(!desk.incident(real).proposal.has_value());
    BOOST_TEST((desk.refusal(MergeIncidents{drill, real})->code == ErrorCode::wrong_state));
    BOOST_TEST((desk.refusal(MergeIncidents{real, drill})->code == ErrorCode::wrong_state));
    BOOST_TEST((desk.say(call(true)).as<CallAnswer>().incident == drill));
}

BOOST_AUTO_TEST_CASE(a_tip_split_off_an_exercise_is_one) {
    TriageDesk desk;
    desk.say(call(true));
    const auto tip = desk.say(call(true)).as<CallAnswer>().tip;
    const auto made = desk.say(SplitTip{tip}).as<IncidentAnswer>().incident;
    BOOST_TEST(desk.incident(made).exercise);
}

BOOST_AUTO_TEST_CASE(a_dispatcher_may_report_an_exercise_and_nobody_else) {
    TriageDesk desk;
    ReportTip tip;
    tip.kind = {"elder-missing"};
    tip.place = {centre, {10}};
    tip.exercise = true;
    BOOST_TEST((desk.town.say(desk.reporter, tip).refused == ErrorCode::not_allowed));
    BOOST_TEST(!desk.say(tip).refused.has_value());
}

BOOST_AUTO_TEST_CASE(counts_can_tell_its_events_from_real_ones) {
    TriageDesk desk;
    desk.town.on_duty(metres(100));
    desk.town.take_events();
    const auto drill = desk.say(call(true)).as<CallAnswer>().incident;
    for (const auto& event : desk.town.take_events()) {
        BOOST_TEST(desk.town.engine.is_exercise(event));
    }
    desk.say(CloseIncident{drill, {"resolved"}, {}, {"done"}});
    desk.town.take_events();
    desk.town.tip(desk.reporter, "fight");
    for (const auto& event : desk.town.take_events()) {
        BOOST_TEST(!desk.town.engine.is_exercise(event));
    }
}

BOOST_AUTO_TEST_SUITE_END()

#include "server/engine/needs.hpp"
#include "tests/engine/triage_desk.hpp"

#include <boost/test/unit_test.hpp>

// Server/engine/undo.cpp: what a dispatcher did is taken back within 10 s.
using namespace dageng::test;
namespace engine = dageng::engine;

namespace {

struct Doing : TriageDesk {
    Doing() {
        for (int i = 1; i <= 8; ++i) {
            people.push_back(town.on_duty(metres(i * 60)));
        }
        incident = town.incident_of(town.tip(reporter));
    }

    void accept(std::size_t person) {
        town.say(people[person], AcceptOffer{town.current(people[person])});
    }
    Town::Said act(Command command) {
        return town.say(dispatcher, std::move(command), "deed-0001");
    }
    Town::Said undo() { return say(UndoCommand{{"deed-0001"}}); }
    std::optional<Refusal> why_not() { return refusal(UndoCommand{{"deed-0001"}}); }
    const engine::Incident& it() const { return town.incident(incident); }
    CloseIncident closing() const {
        return {incident, {"resolved"}, sealed<Words>("done"), {"it is over"}};
    }

    std::vector<PersonId> people;
    IncidentId incident;
};

} // namespace

BOOST_AUTO_TEST_SUITE(undo)

BOOST_AUTO_TEST_CASE(a_closing_that_is_undone_goes_on_and_its_plan_asks_anew) {
    Doing doing;
    doing.accept(0);
    const auto going = doing.town.state().person(doing.people[0])->current;
    doing.act(doing.closing());
    BOOST_TEST((doing.town.state_of(going) == AssignmentState::stood_down));
    BOOST_TEST((doing.undo().as<IncidentAnswer>().incident == doing.incident));
    BOOST_TEST(doing.it().open());
    BOOST_TEST(!doing.it().closing.has_value());
    BOOST_TEST((doing.town.state_of(going) == AssignmentState::stood_down));
    BOOST_TEST(!doing.town.current(doing.people[0]));
    BOOST_TEST(bool(doing.town.current(doing.people[3])));
    BOOST_TEST((doing.it().state == IncidentState::dispatching));
    BOOST_TEST(
        TriageDesk::says(doing.last("command-undone", doing.dispatcher), R"("what":"closed")")
    );
    BOOST_TEST(engine::digest(doing.town.folded().state()) == doing.town.digest());
}

BOOST_AUTO_TEST_CASE(a_closing_that_was_undone_is_told_late_as_it_was) {
    Doing doing;
    doing.act(doing.closing());
    const TimeMs closed_at = doing.town.now;
    const auto closed = doing.town.take<engine::IncidentClosed>();
    BOOST_REQUIRE(closed.size() == 1);
    doing.undo();
    const auto told = engine::tell(
        doing.town.state(),
        closed[0],
        {1, closed_at},
        {doing.dispatcher, engine::View::console},
        opener()
    );
    BOOST_TEST(told.type == "incident-closed");
    BOOST_TEST(told.data.find(R"("disposition":"resolved")") != std::string::npos);
    BOOST_TEST(told.data.find(R"("outcome":"it is over")") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_reporter_who_was_told_an_outcome_is_told_that_it_goes_on) {
    Doing doing;
    doing.act(doing.closing());
    BOOST_TEST(TriageDesk::says(doing.last("tip-changed", doing.reporter), R"("state":"closed")"));
    doing.undo();
    BOOST_TEST(TriageDesk::says(doing.last("tip-changed", doing.reporter), R"("state":"received")")
    );
    BOOST_TEST(doing.last("incident-opened", doing.supervisor).n > 0U);
}

BOOST_AUTO_TEST_CASE(a_reporter_to_whom_somebody_was_coming_is_told_that_somebody_is) {
    Doing doing;
    doing.accept(0);
    doing.act(doing.closing());
    doing.undo();
    BOOST_TEST(
        TriageDesk::says(doing.last("tip-changed", doing.reporter), R"("state":"responding")")
    );
}

BOOST_AUTO_TEST_CASE(a_closing_after_all_were_done_goes_back_to_clearing) {
    Doing doing;
    for (const std::size_t person : {0U, 1U}) {
        doing.accept(person);
        const auto going = doing.town.current(doing.people[person]);
        doing.town.say(doing.people[person], SetStatus{going, Progress::on_scene});
        doing.town.say(doing.people[person], SetStatus{going, Progress::cleared});
    }
    BOOST_REQUIRE((doing.it().state == IncidentState::clearing));
    doing.act(doing.closing());
    doing.undo();
    BOOST_TEST((doing.it().state == IncidentState::clearing));
}

BOOST_AUTO_TEST_CASE(a_referral_is_taken_back) {
    Doing doing;
    doing.act(ReferIncident{doing.incident, {"fire-service"}, {}});
    doing.undo();
    BOOST_TEST(doing.it().open());
    BOOST_TEST(
        TriageDesk::says(doing.last("command-undone", doing.dispatcher), R"("what":"referred")")
    );
}

BOOST_AUTO_TEST_CASE(a_hold_that_is_undone_leaves_the_one_before) {
    Doing doing;
    doing.act(HoldIncident{doing.incident, {5}, {}});
    doing.undo();
    BOOST_TEST(!doing.it().by_hand.hold.has_value());
    doing.say(HoldIncident{doing.incident, {5}, {}});
    const auto until = doing.it().by_hand.hold->until;
    doing.town.say(doing.dispatcher, HoldIncident{doing.incident, {20}, {}}, "deed-0002");
    doing.say(UndoCommand{{"deed-0002"}});
    BOOST_TEST((doing.it().by_hand.hold->until == until));
}

BOOST_AUTO_TEST_CASE(a_release_that_is_undone_holds_it_to_the_same_end) {
    Doing doing;
    doing.say(HoldIncident{doing.incident, {5}, sealed<Words>("wait")});
    const auto until = doing.it().by_hand.hold->until;
    doing.act(ReleaseIncident{doing.incident});
    doing.undo();
    BOOST_REQUIRE(doing.it().by_hand.hold.has_value());
    BOOST_TEST((doing.it().by_hand.hold->until == until));
}

BOOST_AUTO_TEST_CASE(who_was_assigned_is_stood_down_though_their_phone_rang) {
    Doing doing;
    const auto person = doing.people[6];
    const auto made = doing.act(AssignResponder{doing.incident, person}).as<AssignmentAnswer>();
    doing.town.see(person);
    doing.undo();
    BOOST_TEST((doing.town.state_of(made.assignment) == AssignmentState::stood_down));
}

BOOST_AUTO_TEST_CASE(who_was_assigned_and_has_accepted_is_not_called_back_by_undoing) {
    Doing doing;
    const auto made =
        doing.act(AssignResponder{doing.incident, doing.people[6]}).as<AssignmentAnswer>();
    doing.town.say(doing.people[6], AcceptOffer{made.assignment});
    BOOST_TEST((doing.why_not()->code == ErrorCode::wrong_state));
}

BOOST_AUTO_TEST_CASE(an_alarm_is_lowered_and_those_asked_since_are_stood_down) {
    Doing doing;
    doing.accept(0);
    doing.accept(1);
    doing.act(RaiseAlarm{doing.incident, {2}});
    const auto since = doing.town.current(doing.people[4]);
    BOOST_REQUIRE(bool(since));
    doing.undo();
    BOOST_TEST(doing.it().level == 1U);
    BOOST_TEST(!doing.it().raised_at.has_value());
    BOOST_TEST((doing.town.state_of(since) == AssignmentState::stood_down));
    BOOST_TEST(engine::missing_people(doing.town.state(), doing.it()) == 0U);
    BOOST_TEST(TriageDesk::says(doing.last("alarm-lowered", doing.dispatcher), R"("wanted":2)"));
    doing.town.pass(300'000);
    doing.say(RaiseAlarm{doing.incident, {2}});
    BOOST_TEST(doing.it().level == 2U);
    BOOST_TEST(engine::digest(doing.town.folded().state()) == doing.town.digest());
}

BOOST_AUTO_TEST_CASE(an_alarm_that_released_a_hold_gives_it_back) {
    Doing doing;
    doing.say(HoldIncident{doing.incident, {5}, {}});
    doing.act(RaiseAlarm{doing.incident, {2}});
    doing.undo();
    BOOST_TEST(doing.it().by_hand.hold.has_value());
}

BOOST_AUTO_TEST_CASE(after_10_s_it_is_too_late) {
    Doing doing;
    doing.act(doing.closing());
    doing.town.pass(10'000);
    BOOST_TEST(!doing.why_not().has_value());
    doing.town.pass(1'000);
    BOOST_TEST((doing.why_not()->code == ErrorCode::too_late));
}

BOOST_AUTO_TEST_CASE(what_somebody_else_has_done_about_it_since_stands_in_the_way) {
    Doing doing;
    doing.act(HoldIncident{doing.incident, {5}, {}});
    doing.town.say(
        doing.town.person(Role::dispatcher), AddNote{doing.incident, sealed<Words>("why?")}
    );
    BOOST_TEST(doing.why_not()->detail == "something else has been done about the incident since");
}

BOOST_AUTO_TEST_CASE(what_follows_by_rule_and_what_is_done_elsewhere_does_not) {
    Doing doing;
    doing.act(RaiseAlarm{doing.incident, {2}});
    doing.town.tip(doing.second, "suggestion", metres(2'000));
    doing.town.pass(5'000);
    BOOST_TEST(!doing.why_not().has_value());
}

BOOST_AUTO_TEST_CASE(only_ones_own_command_and_only_once_is_undone) {
    Doing doing;
    doing.act(doing.closing());
    const auto other = doing.town.person(Role::dispatcher);
    BOOST_TEST((doing.town.say(other, UndoCommand{{"deed-0001"}}).refused == ErrorCode::not_found));
    doing.undo();
    BOOST_TEST((doing.why_not()->code == ErrorCode::wrong_state));
}

BOOST_AUTO_TEST_CASE(a_note_and_the_closing_of_a_distress_can_not_be_undone) {
    Doing doing;
    doing.act(AddNote{doing.incident, sealed<Words>("a note")});
    BOOST_TEST(doing.why_not()->detail == "a command of this kind can't be undone");
    doing.town.say(doing.second, RaisePanic{Place{centre, {10}}, false});
    const auto panic = doing.town.state().safety.distress.begin()->first;
    doing.town.say(doing.dispatcher, CloseIncident{panic, {"resolved"}, {}, {}}, "deed-0002");
    BOOST_TEST((doing.refusal(UndoCommand{{"deed-0002"}})->code == ErrorCode::wrong_state));
}

BOOST_AUTO_TEST_CASE(what_can_be_undone_survives_a_restart) {
    Doing doing;
    doing.act(doing.closing());
    const auto folded = doing.town.folded();
    engine::Request request;
    request.by = doing.dispatcher;
    request.id = {"after-the-restart"};
    request.now = doing.town.now + 2'000;
    const auto outcome = folded.decide(UndoCommand{{"deed-0001"}}, request);
    BOOST_TEST(std::holds_alternative<engine::Decision>(outcome));
}

BOOST_AUTO_TEST_SUITE_END()

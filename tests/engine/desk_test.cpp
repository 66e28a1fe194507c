#include "server/engine/desk_time.hpp"
#include "tests/engine/triage_desk.hpp"

#include <boost/test/unit_test.hpp>

// Server/engine/desk_*.cpp: who is at the desk, who answers for what, limits and escalation.
using namespace dageng::test;
namespace engine = dageng::engine;

namespace {

Bilingual both(const char* text) {
    return {{text}, {text}};
}

Catalogue with_limits() {
    Catalogue catalogue = small_catalogue();
    catalogue.units.items.push_back({{"station"}, both("station")});
    catalogue.limits.emplace().items = {{{2}, {{60}}, {{120}}, {{600}}, {{3600}}}};
    EscalationStep station{{0}, both("station"), {{{"station"}}}, false};
    EscalationStep on_call{{300}, both("on call"), {}, true};
    catalogue.escalation = Escalation{{{station, on_call}}, {600}};
    return catalogue;
}

struct Desk {
    Desk() {
        supervisor = town.person(Role::supervisor);
        officer = town.on_duty(
            metres(4000), engine::NewPerson{Role::officer, Slug{"officer"}, {}, {}, Slug{"station"}}
        );
        reporter = town.person(Role::resident);
    }

    PersonId dispatcher() {
        const PersonId person = town.person(Role::dispatcher);
        come(person);
        return person;
    }
    void come(PersonId person) {
        auto events = town.engine.session_began(person);
        if (!events.empty()) {
            town.commit({{}, {}, {}, {}, std::move(events)});
            town.follow();
        }
    }
    void leave(PersonId person) {
        town.engine.session_ended(person, town.now);
        town.pass(engine::desk_grace_ms);
    }
    std::size_t count(std::string_view type, PersonId to) const {
        std::size_t times = 0;
        for (const auto& notice : town.told_to(to)) {
            times += notice.type == type ? 1 : 0;
        }
        return times;
    }
    std::string last(std::string_view type, PersonId to) const {
        std::string data;
        for (const auto& notice : town.told_to(to)) {
            if (notice.type == type) {
                data = notice.data;
            }
        }
        return data;
    }
    bool in_snapshot(PersonId person, std::string_view type) const {
        const std::string start = "{\"type\":\"" + std::string(type) + "\"";
        for (const auto& item : engine::snapshot(town.state(), person, opener())) {
            if (item.starts_with(start)) {
                return true;
            }
        }
        return false;
    }
    const engine::Care& care() const { return town.incident({1}).care; }
    static bool says(const std::string& data, std::string_view text) {
        return data.find(text) != std::string::npos;
    }

    Town town{with_limits()};
    PersonId supervisor;
    PersonId officer;
    PersonId reporter;
};

} // namespace

BOOST_AUTO_TEST_SUITE(desk)

BOOST_AUTO_TEST_CASE(
    a_dispatcher_is_at_the_desk_from_the_first_session_until_the_grace_after_the_last
) {
    Desk desk;
    const auto one = desk.dispatcher();
    desk.come(one);
    const auto other = desk.dispatcher();
    BOOST_TEST(desk.count("desk-changed", one) == 2U);
    desk.town.engine.session_ended(one, desk.town.now);
    desk.town.pass(60'000);
    BOOST_TEST(desk.town.state().desks.there.contains(one));
    desk.town.engine.session_ended(one, desk.town.now);
    desk.town.pass(engine::desk_grace_ms - 1);
    BOOST_TEST(desk.town.state().desks.there.contains(one));
    desk.town.pass(1);
    BOOST_TEST(!desk.town.state().desks.there.contains(one));
    BOOST_TEST(Desk::says(desk.last("desk-changed", other), R"("there":false)"));
}

BOOST_AUTO_TEST_CASE(a_session_that_comes_back_within_the_grace_changes_nothing) {
    Desk desk;
    const auto one = desk.dispatcher();
    const auto told = desk.count("desk-changed", one);
    desk.town.engine.session_ended(one, desk.town.now);
    desk.town.pass(engine::desk_grace_ms - 1'000);
    desk.come(one);
    desk.town.pass(60'000);
    BOOST_TEST(desk.count("desk-changed", one) == told);
}

BOOST_AUTO_TEST_CASE(after_a_start_those_who_do_not_come_back_leave_the_desk) {
    Desk desk;
    const auto one = desk.dispatcher();
    const auto other = desk.dispatcher();
    desk.town.engine.lead(desk.town.now, desk.town.now + 15'000);
    desk.come(other);
    desk.town.pass(15'000);
    BOOST_TEST(!desk.town.state().desks.there.contains(one));
    BOOST_TEST(desk.town.state().desks.there.contains(other));
}

BOOST_AUTO_TEST_CASE(with_nobody_at_the_desk_the_unit_is_called_at_once_and_the_reporter_told) {
    Desk desk;
    desk.town.tip(desk.reporter);
    BOOST_TEST(desk.count("escalation-call", desk.officer) == 1U);
    BOOST_TEST(Desk::says(desk.last("escalation-call", desk.officer), R"("nobody-there")"));
    BOOST_TEST(Desk::says(desk.last("tip-attention", desk.reporter), R"("taken":false)"));
    BOOST_TEST(desk.in_snapshot(desk.reporter, "tip-attention"));
    BOOST_TEST(desk.town.state().desks.unattended == 1U);
}

BOOST_AUTO_TEST_CASE(the_next_step_follows_and_the_last_repeats_until_somebody_answers) {
    Desk desk;
    desk.town.tip(desk.reporter);
    desk.town.pass(299'000);
    BOOST_TEST(desk.count("escalation-call", desk.supervisor) == 0U);
    desk.town.pass(1'000);
    BOOST_TEST(desk.count("escalation-call", desk.supervisor) == 1U);
    desk.town.pass(600'000);
    BOOST_TEST(desk.count("escalation-call", desk.supervisor) == 2U);
    BOOST_TEST(desk.count("tip-attention", desk.reporter) == 1U);
    BOOST_TEST(bool(desk.town.say(desk.supervisor, AnswerEscalation{{1}}).answer));
    BOOST_TEST(desk.town.state().desks.unattended == 0U);
    desk.town.pass(1'800'000);
    BOOST_TEST(desk.count("escalation-call", desk.supervisor) == 2U);
    BOOST_TEST(desk.count("incident-acknowledged", desk.supervisor) == 1U);
    BOOST_TEST(Desk::says(desk.last("escalation-call", desk.officer), R"("over":true)"));
    BOOST_TEST(Desk::says(desk.last("tip-attention", desk.reporter), R"("taken":true)"));
    BOOST_TEST(!desk.in_snapshot(desk.officer, "escalation-call"));
    BOOST_TEST(engine::digest(desk.town.folded().state()) == desk.town.digest());
}

BOOST_AUTO_TEST_CASE(with_somebody_at_the_desk_only_a_passed_limit_calls) {
    Desk desk;
    const auto dispatcher = desk.dispatcher();
    desk.town.tip(desk.reporter);
    desk.town.pass(44'000);
    BOOST_TEST(desk.count("service-limit", dispatcher) == 0U);
    desk.town.pass(1'000);
    BOOST_TEST(Desk::says(desk.last("service-limit", dispatcher), R"("passed":false)"));
    desk.town.pass(15'000);
    BOOST_TEST(desk.count("service-limit", dispatcher) == 2U);
    BOOST_TEST(Desk::says(desk.last("service-limit", dispatcher), R"("acknowledge","passed":true)")
    );
    BOOST_TEST(Desk::says(desk.last("escalation-call", desk.officer), R"("not-acknowledged")"));
    desk.town.say(dispatcher, AcknowledgeIncident{{1}});
    BOOST_TEST(Desk::says(desk.last("escalation-call", desk.officer), R"("over":true)"));
    BOOST_TEST((desk.care().owner == dispatcher));
}

BOOST_AUTO_TEST_CASE(each_limit_is_told_once_before_and_once_at_its_end) {
    Desk desk;
    const auto dispatcher = desk.dispatcher();
    desk.town.tip(desk.reporter);
    desk.town.say(dispatcher, AcknowledgeIncident{{1}});
    desk.town.pass(4'000'000);
    BOOST_TEST(desk.count("service-limit", dispatcher) == 6U);
    BOOST_TEST(Desk::says(desk.last("service-limit", dispatcher), R"("close","passed":true)"));
    BOOST_TEST(desk.in_snapshot(dispatcher, "service-limit"));
}

BOOST_AUTO_TEST_CASE(an_owner_who_leaves_is_missed_and_another_takes_over) {
    Desk desk;
    const auto one = desk.dispatcher();
    const auto other = desk.dispatcher();
    desk.town.tip(desk.reporter);
    desk.town.say(one, AcknowledgeIncident{{1}});
    desk.leave(one);
    BOOST_TEST(!engine::is_owned(desk.town.state(), desk.town.incident({1})));
    desk.town.pass(60'000);
    BOOST_TEST(Desk::says(desk.last("escalation-call", desk.officer), R"("owner-left")"));
    desk.town.say(other, TakeOver{{1}});
    BOOST_TEST((desk.care().owner == other));
    BOOST_TEST(engine::is_owned(desk.town.state(), desk.town.incident({1})));
    BOOST_TEST(desk.in_snapshot(other, "owner-changed"));
}

BOOST_AUTO_TEST_CASE(an_owner_who_comes_back_ends_the_call) {
    Desk desk;
    const auto one = desk.dispatcher();
    desk.town.tip(desk.reporter);
    desk.town.say(one, AcknowledgeIncident{{1}});
    desk.leave(one);
    desk.town.pass(1'000);
    BOOST_TEST(desk.town.state().desks.unattended == 1U);
    desk.come(one);
    BOOST_TEST(desk.town.state().desks.unattended == 0U);
    BOOST_TEST(Desk::says(desk.last("escalation-call", desk.officer), R"("over":true)"));
}

BOOST_AUTO_TEST_CASE(a_shift_goes_whole_to_somebody_who_is_there) {
    Desk desk;
    const auto one = desk.dispatcher();
    const auto other = desk.dispatcher();
    const auto absent = desk.town.person(Role::dispatcher);
    desk.town.tip(desk.reporter);
    desk.town.tip(desk.town.person(Role::resident), "fight");
    desk.town.say(one, AcknowledgeIncident{{1}});
    desk.town.say(one, AcknowledgeIncident{{2}});
    BOOST_TEST((desk.town.say(one, HandOver{absent}).refused == ErrorCode::wrong_state));
    BOOST_TEST((desk.town.say(one, HandOver{one}).refused == ErrorCode::bad_field));
    BOOST_TEST((desk.town.say(one, HandOver{desk.supervisor}).refused == ErrorCode::bad_field));
    BOOST_TEST(desk.town.say(one, HandOver{other}).as<HandOverAnswer>().incidents == 2U);
    BOOST_TEST((desk.care().owner == other));
    BOOST_TEST((desk.town.incident({2}).care.owner == other));
}

BOOST_AUTO_TEST_CASE(only_those_called_may_answer_and_only_while_nobody_has) {
    Desk desk;
    desk.town.tip(desk.reporter);
    BOOST_TEST(
        (desk.town.say(desk.supervisor, AnswerEscalation{{1}}).refused == ErrorCode::not_allowed)
    );
    desk.town.pass(300'000);
    BOOST_TEST(bool(desk.town.say(desk.officer, AnswerEscalation{{1}}).answer));
    BOOST_TEST(
        (desk.town.say(desk.supervisor, AnswerEscalation{{1}}).refused == ErrorCode::wrong_state)
    );
    BOOST_TEST(desk.town.incident({1}).acknowledged_at.has_value());
}

BOOST_AUTO_TEST_CASE(who_answered_a_call_answers_until_their_session_ends) {
    Desk desk;
    desk.town.tip(desk.reporter);
    desk.come(desk.officer);
    desk.town.say(desk.officer, AnswerEscalation{{1}});
    desk.town.pass(900'000);
    BOOST_TEST(desk.town.state().desks.unattended == 0U);
    desk.leave(desk.officer);
    desk.town.pass(1'000);
    BOOST_TEST(desk.town.state().desks.unattended == 1U);
}

BOOST_AUTO_TEST_CASE(what_ends_ends_its_call) {
    Desk desk;
    const auto dispatcher = desk.town.person(Role::dispatcher);
    desk.town.tip(desk.reporter);
    desk.town.say(dispatcher, CloseIncident{{1}, {"resolved"}, {}, {}});
    BOOST_TEST(Desk::says(desk.last("escalation-call", desk.officer), R"("over":true)"));
    BOOST_TEST(desk.town.state().desks.unattended == 0U);
}

BOOST_AUTO_TEST_CASE(what_is_merged_into_another_ends_its_call) {
    Desk desk;
    const auto dispatcher = desk.town.person(Role::dispatcher);
    desk.town.tip(desk.reporter);
    desk.town.tip(desk.town.person(Role::resident), "fight");
    BOOST_TEST(desk.town.state().desks.calling.contains({1}));
    BOOST_TEST(!desk.town.say(dispatcher, MergeIncidents{{1}, {2}}).refused.has_value());
    BOOST_TEST(!desk.town.state().desks.calling.contains({1}));
    BOOST_TEST(Desk::says(desk.last("escalation-call", desk.officer), R"("over":true)"));
}

BOOST_AUTO_TEST_CASE(an_exercise_is_called_about_as_one_and_leaves_nobody_unattended) {
    Desk desk;
    const auto dispatcher = desk.town.person(Role::dispatcher);
    TakeCall call;
    call.kind = {"elder-missing"};
    call.place = {centre, {20}};
    call.exercise = true;
    BOOST_TEST(bool(desk.town.say(dispatcher, call).answer));
    BOOST_TEST(Desk::says(desk.last("escalation-call", desk.officer), R"("exercise":true)"));
    BOOST_TEST(desk.town.state().desks.unattended == 0U);
}

BOOST_AUTO_TEST_CASE(whose_tip_joins_what_nobody_answers_for_is_told_so_at_once) {
    Desk desk;
    const auto dispatcher = desk.town.person(Role::dispatcher);
    desk.town.tip(desk.reporter);
    const auto neighbour = desk.town.person(Role::resident);
    desk.town.tip(neighbour, "fight");
    BOOST_TEST(!desk.town.say(dispatcher, MergeIncidents{{2}, {1}}).refused.has_value());
    BOOST_TEST(Desk::says(desk.last("tip-changed", neighbour), R"("unattended":true)"));
    BOOST_TEST(desk.in_snapshot(neighbour, "tip-attention"));
    BOOST_TEST(bool(desk.town.say(desk.officer, AnswerEscalation{{1}}).answer));
    BOOST_TEST(Desk::says(desk.last("tip-attention", neighbour), R"("taken":true)"));
}

BOOST_AUTO_TEST_CASE(without_limits_and_escalation_nobody_is_called) {
    Town town;
    town.tip(town.person(Role::resident));
    town.pass(3'600'000);
    BOOST_TEST(town.state().desks.unattended == 0U);
    BOOST_TEST(!engine::desk_limit(town.state(), town.incident({1})).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

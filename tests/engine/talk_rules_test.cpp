#include "tests/engine/triage_desk.hpp"

#include <boost/test/unit_test.hpp>

// Server/engine/talk_rules.cpp and talk_making.cpp: what is said within an incident, and to whom.
using namespace dageng::test;
namespace engine = dageng::engine;

namespace {

/// A volunteer is going, another is asked.
struct Talking : TriageDesk {
    Talking() {
        going = town.on_duty(metres(60));
        asked = town.on_duty(metres(120));
        tip = town.tip(reporter);
        incident = town.incident_of(tip);
        assignment = town.current(going);
        town.say(going, AcceptOffer{assignment});
    }

    SendMessage to(TalkTo whom) const {
        SendMessage message;
        message.incident = incident;
        message.to = whom;
        message.words = sealed<Saying>("the family waits at the gate");
        return message;
    }
    SendMessage to_one(AssignmentId one) const {
        auto message = to(TalkTo::assignment);
        message.assignment = one;
        return message;
    }
    SendMessage to_tip(TipId one) const {
        auto message = to(TalkTo::tip);
        message.tip = one;
        return message;
    }
    Town::Said answer() {
        return town.say(reporter, AnswerDesk{tip, sealed<Saying>("he went east")});
    }
    std::size_t shown(PersonId person, std::string_view text) const {
        std::size_t count = 0;
        for (const auto& item : engine::snapshot(town.state(), person, opener())) {
            count += item.find(text) == std::string::npos ? 0 : 1;
        }
        return count;
    }

    PersonId going;
    PersonId asked;
    TipId tip;
    IncidentId incident;
    AssignmentId assignment;
};

} // namespace

BOOST_AUTO_TEST_SUITE(talk_rules)

BOOST_AUTO_TEST_CASE(those_who_are_going_hear_the_desk_and_those_who_are_only_asked_do_not) {
    Talking talking;
    BOOST_TEST(talking.say(talking.to(TalkTo::responders)).as<MessageAnswer>().message == 1U);
    const auto told = talking.last("message", talking.going);
    BOOST_TEST(TriageDesk::says(told, "the family waits"), told.data);
    BOOST_TEST(TriageDesk::says(told, R"("assignment":)"), told.data);
    BOOST_TEST(!TriageDesk::says(told, R"("by":)"), told.data);
    BOOST_TEST(talking.count("message", talking.asked) == 0U);
    BOOST_TEST(talking.count("message", talking.reporter) == 0U);
    BOOST_TEST(talking.count("message", talking.supervisor) == 0U);
    BOOST_TEST(talking.count("message", talking.dispatcher) == 1U);
}

BOOST_AUTO_TEST_CASE(one_of_them_is_spoken_to_alone) {
    Talking talking;
    talking.town.say(talking.asked, AcceptOffer{talking.town.current(talking.asked)});
    talking.say(talking.to_one(talking.assignment));
    BOOST_TEST(talking.count("message", talking.going) == 1U);
    BOOST_TEST(talking.count("message", talking.asked) == 0U);
}

BOOST_AUTO_TEST_CASE(each_of_several_hears_of_their_own_assignment) {
    Talking talking;
    const auto second = talking.town.current(talking.asked);
    talking.town.say(talking.asked, AcceptOffer{second});
    talking.say(talking.to(TalkTo::responders));
    const auto own = [](AssignmentId id) { return "\"assignment\":" + std::to_string(id.value); };
    BOOST_TEST(TriageDesk::says(talking.last("message", talking.going), own(talking.assignment)));
    BOOST_TEST(TriageDesk::says(talking.last("message", talking.asked), own(second)));
}

BOOST_AUTO_TEST_CASE(a_responder_speaks_to_the_desk_and_no_other_responder_hears_it) {
    Talking talking;
    talking.town.say(talking.asked, AcceptOffer{talking.town.current(talking.asked)});
    talking.town.say(talking.going, talking.to(TalkTo::desk));
    const auto desk = talking.last("message", talking.dispatcher);
    BOOST_TEST(TriageDesk::says(desk, R"("from":"responder")"), desk.data);
    BOOST_TEST(TriageDesk::says(desk, "\"by\":" + std::to_string(talking.going.value)), desk.data);
    BOOST_TEST(TriageDesk::says(talking.last("message", talking.going), R"("own":true)"));
    BOOST_TEST(talking.count("message", talking.asked) == 0U);
    BOOST_TEST(talking.count("message", talking.reporter) == 0U);
}

BOOST_AUTO_TEST_CASE(a_reporter_answers_about_their_tip_and_stays_without_a_name) {
    Talking talking;
    talking.say(talking.to(TalkTo::reporters));
    const auto heard = talking.last("message", talking.reporter);
    BOOST_TEST(TriageDesk::says(heard, "\"tips\":[" + std::to_string(talking.tip.value) + "]"));
    BOOST_TEST(!TriageDesk::says(heard, R"("by":)"), heard.data);
    BOOST_TEST(!TriageDesk::says(heard, R"("incident":)"), heard.data);
    talking.answer();
    const auto desk = talking.last("message", talking.dispatcher);
    BOOST_TEST(TriageDesk::says(desk, "he went east"), desk.data);
    BOOST_TEST(TriageDesk::says(desk, "\"tips\":[" + std::to_string(talking.tip.value) + "]"));
    BOOST_TEST(!TriageDesk::says(desk, R"("by":)"), desk.data);
    BOOST_TEST(talking.count("message", talking.going) == 0U);
}

BOOST_AUTO_TEST_CASE(a_reporter_s_words_have_their_tip_s_key_and_the_desk_s_the_incident_s) {
    Talking talking;
    const auto& state = talking.town.state();
    BOOST_TEST(
        (talking.town.engine.key_for(AnswerDesk{talking.tip, {}}) == state.tips.at(talking.tip).key)
    );
    BOOST_TEST(
        (talking.town.engine.key_for(talking.to(TalkTo::tip)) ==
         state.incidents.at(talking.incident).key)
    );
}

BOOST_AUTO_TEST_CASE(a_snapshot_brings_the_conversation_back_for_those_who_are_still_on_it) {
    Talking talking;
    talking.say(talking.to(TalkTo::responders));
    talking.say(talking.to_tip(talking.tip));
    talking.answer();
    BOOST_TEST(talking.shown(talking.dispatcher, R"("type":"message")") == 3U);
    BOOST_TEST(talking.shown(talking.going, R"("type":"message")") == 1U);
    BOOST_TEST(talking.shown(talking.reporter, R"("type":"message")") == 2U);
    BOOST_TEST(talking.shown(talking.asked, R"("type":"message")") == 0U);
    talking.say(StandDownResponder{talking.assignment});
    BOOST_TEST(talking.shown(talking.going, R"("type":"message")") == 0U);
    talking.town.say(talking.reporter, WithdrawTip{talking.tip});
    BOOST_TEST(talking.shown(talking.reporter, R"("type":"message")") == 0U);
    BOOST_TEST(engine::digest(talking.town.folded().state()) == talking.town.digest());
}

BOOST_AUTO_TEST_CASE(who_was_stood_down_may_not_see_it_when_it_is_sent_again) {
    Talking talking;
    talking.town.take_events();
    talking.say(talking.to(TalkTo::responders));
    const engine::Event event = talking.town.take<engine::MessageSent>().at(0);
    const auto& state = talking.town.state();
    BOOST_TEST(engine::view_of(state, event, talking.going).has_value());
    talking.say(StandDownResponder{talking.assignment});
    BOOST_TEST(!engine::view_of(state, event, talking.going).has_value());
}

BOOST_AUTO_TEST_CASE(each_refusal_to_the_desk_has_its_reason) {
    Talking talking;
    BOOST_TEST((talking.refusal(talking.to(TalkTo::desk))->code == ErrorCode::bad_field));
    BOOST_TEST((talking.refusal(talking.to(TalkTo::assignment))->field == "data.assignment"));
    BOOST_TEST((talking.refusal(talking.to(TalkTo::tip))->field == "data.tip"));
    const auto asked = talking.town.current(talking.asked);
    BOOST_TEST(talking.refusal(talking.to_one(asked))->detail == "the assignment is offered");
    talking.town.say(talking.reporter, WithdrawTip{talking.tip});
    BOOST_TEST(
        talking.refusal(talking.to_tip(talking.tip))->detail == "the tip has been withdrawn"
    );
    BOOST_TEST(
        talking.refusal(talking.to(TalkTo::reporters))->detail ==
        "none of its reporters can be reached"
    );
    talking.say(StandDownResponder{talking.assignment});
    BOOST_TEST(
        talking.refusal(talking.to(TalkTo::responders))->detail ==
        "nobody is going to this incident or there"
    );
    talking.say(CloseIncident{talking.incident, {"resolved"}, {}, {}});
    BOOST_TEST(talking.refusal(talking.to(TalkTo::responders))->detail == "the incident is closed");
}

BOOST_AUTO_TEST_CASE(who_took_a_call_has_nobody_to_write_to) {
    Talking talking;
    TakeCall call;
    call.kind = {"suggestion"};
    call.place = {centre, {10}};
    const auto taken = talking.say(call).as<CallAnswer>();
    SendMessage message = talking.to_tip(taken.tip);
    message.incident = taken.incident;
    BOOST_TEST(talking.refusal(message)->detail == "it came by a call: its reporter has no page");
}

BOOST_AUTO_TEST_CASE(a_responder_who_is_not_on_it_and_a_stranger_to_a_tip_are_refused) {
    Talking talking;
    const auto refused = [&](PersonId by, Command command) {
        return talking.town.say(by, std::move(command)).refused;
    };
    BOOST_TEST((refused(talking.asked, talking.to(TalkTo::desk)) == ErrorCode::not_found));
    BOOST_TEST((refused(talking.going, talking.to(TalkTo::reporters)) == ErrorCode::not_allowed));
    BOOST_TEST(
        (refused(talking.second, AnswerDesk{talking.tip, sealed<Saying>("me too")}) ==
         ErrorCode::not_found)
    );
    talking.say(CloseIncident{talking.incident, {"resolved"}, {}, {}});
    BOOST_TEST(
        (refused(talking.reporter, AnswerDesk{talking.tip, sealed<Saying>("still there")}) ==
         ErrorCode::wrong_state)
    );
}

BOOST_AUTO_TEST_CASE(a_reporter_writes_fifty_times_at_most) {
    Talking talking;
    for (int i = 0; i < 50; ++i) {
        talking.answer();
    }
    BOOST_TEST((talking.answer().refused == ErrorCode::limit_reached));
}

BOOST_AUTO_TEST_SUITE_END()

#include "tests/engine/triage_desk.hpp"

#include <boost/test/unit_test.hpp>

// Server/engine/reveal_*.cpp: who is told who made a tip, and who is told of that.
using namespace dageng::test;
namespace engine = dageng::engine;

namespace {

struct Revealing : TriageDesk {
    Revealing() {
        other = town.person(Role::dispatcher);
        helper = town.on_duty(metres(60));
        tip = town.tip(reporter);
        incident = town.incident_of(tip);
        town.say(helper, AcceptOffer{town.current(helper)});
    }
    RevealReporter wish(TipId of) const {
        return {of, RevealReason::danger, sealed<RevealWords>("she said somebody is at the door")};
    }
    std::string name_of(PersonId person) const { return "name-" + std::to_string(person.value); }
    /// Whether any item of somebody's snapshot says so.
    bool shown(PersonId person, std::string_view text) const {
        for (const auto& item : engine::snapshot(town.state(), person, opener())) {
            if (item.find(text) != std::string::npos) {
                return true;
            }
        }
        return false;
    }

    PersonId other;
    PersonId helper;
    TipId tip;
    IncidentId incident;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(reveal, Revealing)

BOOST_AUTO_TEST_CASE(the_dispatcher_who_asks_is_told_who_it_is_and_no_other) {
    BOOST_TEST((say(wish(tip)).as<RevealAnswer>().tip == tip));
    const auto own = last("reporter-revealed", dispatcher);
    BOOST_TEST(says(own, "\"name\":\"" + name_of(reporter) + "\""), own.data);
    const auto others = last("reporter-revealed", other);
    BOOST_TEST(says(others, R"("reason":"danger")"), others.data);
    BOOST_TEST(!says(others, name_of(reporter)), others.data);
    BOOST_TEST(!says(others, R"("contact")"), others.data);
    for (const PersonId outside : {helper, supervisor}) {
        BOOST_TEST(count("reporter-revealed", outside) == 0U);
        BOOST_TEST(count("tip-revealed", outside) == 0U);
    }
}

BOOST_AUTO_TEST_CASE(the_reporter_sees_who_looked_when_and_why) {
    say(wish(tip));
    const auto told = last("tip-revealed", reporter);
    BOOST_TEST(says(told, "\"by\":" + std::to_string(dispatcher.value)), told.data);
    BOOST_TEST(says(told, R"("reason":"danger")"), told.data);
    BOOST_TEST(says(told, "somebody is at the door"), told.data);
    BOOST_TEST(says(told, R"("at":")"), told.data);
    BOOST_TEST(shown(reporter, "\"type\":\"tip-revealed\""));
}

BOOST_AUTO_TEST_CASE(snapshots_name_the_reporter_to_the_one_who_asked_alone) {
    BOOST_TEST(!shown(dispatcher, name_of(reporter)));
    say(wish(tip));
    BOOST_TEST(shown(dispatcher, name_of(reporter)));
    BOOST_TEST(shown(other, "\"type\":\"reporter-revealed\""));
    for (const PersonId outside : {other, helper, supervisor}) {
        BOOST_TEST(!shown(outside, name_of(reporter)));
    }
}

BOOST_AUTO_TEST_CASE(the_answer_that_is_remembered_names_nobody) {
    const auto said = town.say(dispatcher, wish(tip), "reveal-it-once");
    BOOST_TEST(said.answer.has_value());
    const auto again = town.say(dispatcher, wish(tip), "reveal-it-once");
    BOOST_TEST(again.repeated.find(name_of(reporter)) == std::string::npos);
    BOOST_TEST(town.state().reveals.of_tip.at(tip).size() == 1U);
}

BOOST_AUTO_TEST_CASE(of_a_call_the_caller_s_contact_is_told) {
    TakeCall call;
    call.kind = {"elder-missing"};
    call.place = {metres(900, 900), {10}};
    call.contact = sealed<Contact>("call back 138 0000 0000");
    const auto taken = town.say(other, call).as<CallAnswer>();
    BOOST_TEST(!shown(dispatcher, "138 0000 0000"));
    BOOST_TEST(!shown(other, "138 0000 0000"));
    say(wish(taken.tip));
    BOOST_TEST(says(last("reporter-revealed", dispatcher), "138 0000 0000"));
    BOOST_TEST(!shown(other, "138 0000 0000"));
}

BOOST_AUTO_TEST_CASE(nobody_else_may_ask_and_an_unknown_tip_is_not_found) {
    for (const PersonId outside : {reporter, helper, supervisor}) {
        BOOST_TEST((town.say(outside, wish(tip)).refused == ErrorCode::not_allowed));
    }
    BOOST_TEST((say(wish({99})).refused == ErrorCode::not_found));
}

BOOST_AUTO_TEST_CASE(a_tip_can_be_asked_about_twenty_times) {
    for (int i = 0; i < 20; ++i) {
        BOOST_TEST(say(wish(tip)).answer.has_value());
    }
    BOOST_TEST((say(wish(tip)).refused == ErrorCode::limit_reached));
}

BOOST_AUTO_TEST_CASE(what_was_revealed_is_part_of_the_fold) {
    const std::string before = town.digest();
    say(wish(tip));
    BOOST_TEST(town.digest() != before);
    BOOST_TEST(engine::digest(town.folded().state()) == town.digest());
}

BOOST_AUTO_TEST_SUITE_END()

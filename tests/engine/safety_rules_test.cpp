#include "server/engine/decision_text.hpp"
#include "server/engine/notices.hpp"
#include "tests/engine/safety_town.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

// Server/engine/safety_rules.cpp: panic, taking it back, the safe word, and who is told.
using namespace dageng::test;
namespace engine = dageng::engine;

namespace {

bool holds(std::string_view text, std::string_view piece) {
    return text.find(piece) != std::string_view::npos;
}

/// Items of a type in a person's snapshot.
std::vector<std::string> shown(const Town& town, PersonId person, std::string_view type) {
    const std::string mark = "{\"type\":\"" + std::string(type) + "\"";
    std::vector<std::string> some;
    for (std::string& item : engine::snapshot(town.state(), person, opener())) {
        if (item.starts_with(mark)) {
            some.push_back(std::move(item));
        }
    }
    return some;
}

} // namespace

BOOST_AUTO_TEST_SUITE(safety_rules)

BOOST_AUTO_TEST_CASE(anybody_signed_in_may_raise_a_panic_on_duty_or_off) {
    SafetyTown town;
    std::vector<PersonId> people{
        town.person(Role::resident),
        town.person(Role::volunteer, "patrol"),
        town.person(Role::officer, "officer"),
        town.person(Role::coordinator),
        town.dispatcher,
        town.on_duty(metres(100)),
    };
    for (const PersonId person : people) {
        const IncidentId incident = town.raise(person);
        const auto& opened = town.incident(incident);
        BOOST_TEST(opened.priority.value == 1);
        BOOST_TEST(opened.kind.value == "panic");
        BOOST_TEST((opened.place.at == metres(300)));
        BOOST_TEST((town.last_distress()->person == person));
    }
}

BOOST_AUTO_TEST_CASE(the_nearest_and_officers_are_asked_at_once_after_a_start_too_but_not_the_person
) {
    SafetyTown town;
    const auto caller = town.on_duty(metres(300));
    const auto helper = town.on_duty(metres(500));
    const auto officer = town.on_duty(metres(1500), "officer");
    town.engine.lead(town.now, town.now + 15'000);
    const auto incident = town.raise(caller);
    const auto asked = town.people(incident, AssignmentState::offered);
    BOOST_TEST((asked == std::vector<PersonId>{helper, officer}));
}

BOOST_AUTO_TEST_CASE(a_panic_is_never_late) {
    SafetyTown town;
    const auto caller = town.person(Role::resident);
    const auto said = town.say(caller, RaisePanic{}, {}, town.now + -86'400'000);
    BOOST_TEST(!said.refused);
    BOOST_TEST((town.last_distress()->made_at == town.now + -86'400'000));
}

BOOST_AUTO_TEST_CASE(under_one_id_it_is_one_panic_for_good) {
    SafetyTown town;
    const auto caller = town.person(Role::resident);
    const auto first = town.raise(caller, "panic-of-caller");
    BOOST_TEST(!town.say(caller, RaisePanic{Place{metres(300), {12}}, false}, "panic-of-caller")
                    .repeated.empty());
    town.pass(25 * 3'600'000);
    town.say(caller, BeginDuty{});
    town.tip(town.person(Role::resident));
    BOOST_TEST((town.raise(caller, "panic-of-caller") == first));
    BOOST_TEST(town.state().safety.distress.size() == 1U);
}

BOOST_AUTO_TEST_CASE(pressed_again_it_is_the_same_panic_with_the_new_place) {
    SafetyTown town;
    const auto caller = town.person(Role::resident);
    const auto first = town.raise(caller);
    town.take_events();
    BOOST_TEST((town.raise(caller) == first));
    BOOST_TEST(town.take<engine::DistressRepeated>().empty());
    town.pass(10'000);
    town.say(caller, RaisePanic{Place{metres(700), {9}}, false});
    BOOST_TEST((town.last_distress()->place->at == metres(700)));
    BOOST_TEST(holds(town.last_told(town.dispatcher, "distress-changed"), R"("change":"again")"));
}

BOOST_AUTO_TEST_CASE(without_a_place_the_last_on_duty_is_taken_and_without_any_nobody_is_sent) {
    SafetyTown town;
    const auto walker = town.on_duty(metres(200));
    town.say(walker, RaisePanic{});
    BOOST_TEST((town.last_distress()->place->at == metres(200)));
    const auto resident = town.person(Role::resident);
    town.say(resident, RaisePanic{});
    BOOST_TEST(!town.last_distress()->place.has_value());
    const auto& incident = town.incident(town.last_distress()->incident);
    BOOST_TEST(incident.dispatcher_only);
    BOOST_TEST(incident.place.accuracy_m.value == 5000);
}

BOOST_AUTO_TEST_CASE(the_person_may_take_it_back_within_ten_seconds) {
    SafetyTown town;
    const auto caller = town.person(Role::resident);
    const auto incident = town.raise(caller);
    town.pass(10'000);
    BOOST_TEST(!town.say(caller, WithdrawPanic{}).refused);
    BOOST_TEST((town.last_distress()->end == DistressEnd::withdrawn));
    BOOST_TEST(!town.incident(incident).open());
    BOOST_TEST(town.incident(incident).closing->disposition.value == "safe");
    BOOST_TEST((town.say(caller, WithdrawPanic{}).refused == ErrorCode::wrong_state));
}

BOOST_AUTO_TEST_CASE(after_ten_seconds_it_stands_unless_it_was_taken_back_in_time) {
    SafetyTown town;
    const auto caller = town.person(Role::resident);
    town.raise(caller);
    const TimeMs in_time = town.now + 9'000;
    town.pass(10'001);
    BOOST_TEST((town.say(caller, WithdrawPanic{}).refused == ErrorCode::too_late));
    BOOST_TEST(town.last_distress()->open());
    BOOST_TEST(!town.say(caller, WithdrawPanic{}, {}, in_time).refused);
    BOOST_TEST(!town.last_distress()->open());
}

BOOST_AUTO_TEST_CASE(the_safe_word_ends_it) {
    SafetyTown town;
    const auto caller = town.person(Role::resident);
    BOOST_TEST(!town.set_word(caller, "蓝色水壶").refused);
    town.raise(caller);
    town.pass(60'000);
    BOOST_TEST(!town.end(caller, "蓝色水壶").refused);
    BOOST_TEST((town.last_distress()->end == DistressEnd::safe_word));
    BOOST_TEST(!town.last_distress()->duress);
}

BOOST_AUTO_TEST_CASE(a_wrong_word_looks_the_same_to_the_person_and_goes_on_as_duress) {
    SafetyTown right;
    SafetyTown wrong;
    std::vector<std::string> told;
    for (SafetyTown* town : {&right, &wrong}) {
        const auto caller = town->person(Role::resident);
        town->set_word(caller, "blue kettle");
        town->raise(caller);
        town->pass(60'000);
        const auto said = town->end(caller, town == &right ? "blue kettle" : "red kettle");
        BOOST_TEST((said.as<PanicAnswer>().incident == town->last_distress()->incident));
        told.push_back(town->last_told(caller, "panic-changed"));
        BOOST_TEST(shown(*town, caller, "panic-changed").empty());
    }
    BOOST_TEST(told[0] == told[1]);
    BOOST_TEST(wrong.last_distress()->open());
    BOOST_TEST(wrong.last_distress()->duress);
    BOOST_TEST(holds(wrong.last_told(wrong.dispatcher, "distress-changed"), "duress"));
    BOOST_TEST(wrong.incident(wrong.last_distress()->incident).open());
}

BOOST_AUTO_TEST_CASE(under_duress_the_person_hears_no_more_and_no_word_ends_it) {
    SafetyTown town;
    const auto caller = town.person(Role::resident);
    town.set_word(caller, "blue kettle");
    const auto incident = town.raise(caller);
    town.end(caller, "red kettle");
    const auto heard = town.told_to(caller).size();
    BOOST_TEST(!town.end(caller, "blue kettle").refused);
    BOOST_TEST(!town.set_word(caller, "green kettle").refused);
    BOOST_TEST(!town.end(caller, "green kettle").refused);
    town.say(town.dispatcher, AcknowledgeIncident{incident});
    BOOST_TEST(town.last_distress()->open());
    town.say(town.dispatcher, CloseIncident{incident, {"resolved"}, {}, {}});
    BOOST_TEST(!town.last_distress()->open());
    BOOST_TEST(town.told_to(caller).size() == heard + 1); // That a new word is set.
}

BOOST_AUTO_TEST_CASE(pressed_again_under_duress_it_is_shown_again_and_stays_duress) {
    SafetyTown town;
    const auto caller = town.person(Role::resident);
    town.set_word(caller, "blue kettle");
    town.raise(caller);
    town.end(caller, "red kettle");
    town.raise(caller);
    BOOST_TEST(holds(town.last_told(caller, "panic-changed"), R"("state":"raised")"));
    BOOST_TEST((town.say(caller, WithdrawPanic{}).refused == ErrorCode::too_late));
    town.end(caller, "blue kettle");
    BOOST_TEST(town.last_distress()->open());
    BOOST_TEST(town.last_distress()->duress);
}

BOOST_AUTO_TEST_CASE(a_word_cannot_be_set_while_a_panic_is_open_and_without_one_none_ends_it) {
    SafetyTown town;
    const auto caller = town.person(Role::resident);
    BOOST_TEST((town.end(caller, "blue kettle").refused == ErrorCode::wrong_state));
    town.raise(caller);
    BOOST_TEST((town.end(caller, "blue kettle").refused == ErrorCode::wrong_state));
    BOOST_TEST((town.set_word(caller, "blue kettle").refused == ErrorCode::wrong_state));
}

BOOST_AUTO_TEST_CASE(the_journal_holds_no_safe_word) {
    SafetyTown town;
    const auto caller = town.person(Role::resident);
    town.set_word(caller, "blue kettle");
    town.raise(caller);
    town.end(caller, "blue kettle");
    for (const auto& record : town.records) {
        BOOST_TEST(!holds(engine::to_text(record), "kettle"));
    }
}

BOOST_AUTO_TEST_CASE(consoles_hear_who_and_where_volunteers_kind_and_place_and_maps_an_incident) {
    SafetyTown town;
    const auto caller = town.person(Role::resident);
    const auto helper = town.on_duty(metres(500));
    town.raise(caller);
    const std::string name = "name-" + std::to_string(caller.value);
    const auto console = town.last_told(town.dispatcher, "distress-raised");
    BOOST_TEST(holds(console, name));
    BOOST_TEST(holds(console, "\"place\""));
    BOOST_TEST(holds(town.last_told(helper, "offer"), "\"panic\""));
    BOOST_TEST(holds(town.last_told(caller, "panic-changed"), R"("state":"raised")"));
    for (const PersonId other : {helper, town.supervisor}) {
        BOOST_TEST(!town.told_to(other).empty());
        for (const auto& notice : town.told_to(other)) {
            BOOST_TEST(!holds(notice.data, name), notice.type);
            BOOST_TEST(!holds(notice.type, "distress"));
            BOOST_TEST(!holds(notice.data, "\"person\":" + std::to_string(caller.value) + ","));
        }
        for (const auto& item : engine::snapshot(town.state(), other, opener())) {
            BOOST_TEST(!holds(item, name));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_dispatcher_acknowledges_and_clears_it_and_the_person_hears_of_both) {
    SafetyTown town;
    const auto caller = town.person(Role::resident);
    const auto incident = town.raise(caller);
    town.say(town.dispatcher, AcknowledgeIncident{incident});
    BOOST_TEST(holds(town.last_told(caller, "panic-changed"), R"("state":"acknowledged")"));
    BOOST_TEST(holds(shown(town, caller, "panic-changed").at(0), R"("state":"acknowledged")"));
    town.say(town.dispatcher, CloseIncident{incident, {"resolved"}, {}, {}});
    BOOST_TEST(holds(town.last_told(caller, "panic-changed"), R"("end":"dispatcher")"));
    BOOST_TEST(shown(town, caller, "panic-changed").empty());
}

BOOST_AUTO_TEST_CASE(a_refreshed_console_has_the_panic_as_its_notices_left_it) {
    SafetyTown town;
    const auto caller = town.person(Role::resident);
    town.set_word(caller, "blue kettle");
    town.raise(caller);
    town.pass(10'000);
    town.raise(caller);
    town.end(caller, "red kettle");
    const auto items = shown(town, town.dispatcher, "distress-raised");
    BOOST_REQUIRE_EQUAL(items.size(), 1U);
    BOOST_TEST(holds(items[0], R"("duress":true)"));
    BOOST_TEST(holds(items[0], "\"again_at\""));
    BOOST_TEST(!holds(items[0], "\"cleared_at\""));
    const auto folded = town.folded();
    BOOST_TEST(engine::digest(folded.state()) == town.digest());
    BOOST_TEST(
        (engine::snapshot(folded.state(), town.dispatcher, opener()) ==
         engine::snapshot(town.state(), town.dispatcher, opener()))
    );
}

BOOST_AUTO_TEST_CASE(kinds_of_distress_cannot_be_reported_or_taken_as_a_call) {
    SafetyTown town;
    ReportTip report;
    report.kind = {"panic"};
    report.place = {centre, {10}};
    BOOST_TEST((town.say(town.person(Role::resident), report).refused == ErrorCode::bad_field));
    TakeCall call;
    call.kind = {"responder-safety"};
    call.place = {centre, {10}};
    BOOST_TEST((town.say(town.dispatcher, call).refused == ErrorCode::bad_field));
}

BOOST_AUTO_TEST_CASE(a_catalogue_without_a_plan_for_panic_still_tells_the_dispatcher) {
    Town town;
    const auto dispatcher = town.person(Role::dispatcher);
    const auto caller = town.person(Role::resident);
    const auto said = town.say(caller, RaisePanic{Place{centre, {10}}, true});
    const auto& incident = town.incident(said.as<PanicAnswer>().incident);
    BOOST_TEST(incident.priority.value == 1);
    const auto told = town.told_to(dispatcher);
    BOOST_TEST(std::any_of(told.begin(), told.end(), [](const auto& notice) {
        return notice.type == "distress-raised";
    }));
    BOOST_TEST(engine::digest(town.folded().state()) == town.digest());
}

BOOST_AUTO_TEST_SUITE_END()

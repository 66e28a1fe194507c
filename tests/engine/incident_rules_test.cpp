#include "tests/engine/town.hpp"

#include <boost/test/unit_test.hpp>

// Server/engine/incident_rules.cpp: the dispatcher's hand on an incident, its code and its states.
using namespace dageng::test;
namespace engine = dageng::engine;

namespace {

struct Scene {
    Town town;
    PersonId dispatcher = town.person(Role::dispatcher);
    PersonId second = town.person(Role::dispatcher);
    PersonId reporter = town.person(Role::resident);

    IncidentId incident() { return town.incident_of(town.tip(reporter)); }
    IncidentState state(IncidentId id) const { return town.incident(id).state; }
    Town::Said close(IncidentId id, std::string disposition = "resolved") {
        return town.say(
            dispatcher, CloseIncident{id, {std::move(disposition)}, sealed<Words>("well"), {"done"}}
        );
    }
};

/// 00:00 of the day after the first moment, at UTC+8.
TimeMs next_midnight(TimeMs now) {
    constexpr std::int64_t day_ms = 86'400'000;
    constexpr std::int64_t offset_ms = 8 * 3'600'000;
    return {((now.value + offset_ms) / day_ms + 1) * day_ms - offset_ms};
}

} // namespace

BOOST_AUTO_TEST_SUITE(incident_rules)

BOOST_AUTO_TEST_CASE(the_first_dispatcher_who_acknowledges_is_kept) {
    Scene scene;
    const auto id = scene.incident();
    scene.town.pass(1'000);
    const TimeMs at = scene.town.now;
    scene.town.say(scene.dispatcher, AcknowledgeIncident{id});
    scene.town.pass(1'000);
    const std::string before = scene.town.digest();
    BOOST_TEST(!scene.town.say(scene.second, AcknowledgeIncident{id}).refused.has_value());
    BOOST_TEST(scene.town.digest() == before);
    BOOST_TEST((scene.town.incident(id).acknowledged_by == scene.dispatcher));
    BOOST_TEST((scene.town.incident(id).acknowledged_at == at));
}

BOOST_AUTO_TEST_CASE(what_names_no_incident_or_a_closed_one_is_refused) {
    Scene scene;
    const auto id = scene.incident();
    scene.close(id);
    const auto refused = [&](Command command) {
        return scene.town.say(scene.dispatcher, std::move(command)).refused;
    };
    const std::string before = scene.town.digest();
    BOOST_TEST((refused(AcknowledgeIncident{{99}}) == ErrorCode::not_found));
    BOOST_TEST((refused(AddNote{{99}, {}}) == ErrorCode::not_found));
    BOOST_TEST((refused(CloseIncident{{99}, {"resolved"}, {}, {}}) == ErrorCode::not_found));
    BOOST_TEST((refused(AcknowledgeIncident{id}) == ErrorCode::wrong_state));
    BOOST_TEST((refused(AddNote{id, {}}) == ErrorCode::wrong_state));
    BOOST_TEST((refused(CloseIncident{id, {"resolved"}, {}, {}}) == ErrorCode::wrong_state));
    BOOST_TEST(scene.town.digest() == before);
}

BOOST_AUTO_TEST_CASE(notes_are_kept_in_order_with_their_writer_and_are_at_most_500) {
    Scene scene;
    const auto id = scene.incident();
    scene.town.say(scene.dispatcher, AddNote{id, sealed<Words>("first")});
    scene.town.say(scene.second, AddNote{id, sealed<Words>("second")});
    const auto& notes = scene.town.incident(id).notes;
    BOOST_REQUIRE_EQUAL(notes.size(), 2U);
    BOOST_TEST((notes[0].by == scene.dispatcher));
    BOOST_TEST((notes[1].by == scene.second));
    BOOST_TEST((notes[1].words == sealed<Words>("second")));
    for (int i = 2; i < 500; ++i) {
        scene.town.say(scene.dispatcher, AddNote{id, {}});
    }
    BOOST_TEST(
        (scene.town.say(scene.dispatcher, AddNote{id, {}}).refused == ErrorCode::limit_reached)
    );
}

BOOST_AUTO_TEST_CASE(an_incident_is_closed_by_a_known_disposition_only) {
    Scene scene;
    const auto id = scene.incident();
    BOOST_TEST((scene.close(id, "forgotten").refused == ErrorCode::bad_field));
    BOOST_TEST(scene.town.incident(id).open());
    BOOST_TEST(!scene.close(id).refused.has_value());
    const auto& closing = scene.town.incident(id).closing;
    BOOST_REQUIRE(closing.has_value());
    BOOST_TEST((closing->by == scene.dispatcher));
    BOOST_TEST((closing->disposition == Slug{"resolved"}));
    BOOST_TEST(closing->outcome.value == "done");
    BOOST_TEST((closing->words == sealed<Words>("well")));
}

BOOST_AUTO_TEST_CASE(closing_stands_everybody_down_whom_it_holds_and_frees_them) {
    Scene scene;
    Town& town = scene.town;
    std::vector<PersonId> people;
    for (int i = 1; i <= 4; ++i) {
        people.push_back(town.on_duty(metres(i * 100)));
    }
    const auto id = scene.incident();
    town.say(people[0], AcceptOffer{town.current(people[0])});
    town.see(people[1]);
    town.pass(3'000);
    BOOST_TEST(bool(town.current(people[3])));
    town.take_events();
    scene.close(id);
    const auto changes = town.take<engine::AssignmentChanged>();
    BOOST_TEST(changes.size() == 4U);
    for (const auto& change : changes) {
        BOOST_TEST((change.cause == Cause::closed));
        BOOST_TEST((change.state == AssignmentState::stood_down));
    }
    for (const PersonId person : people) {
        BOOST_TEST(!town.current(person));
    }
    BOOST_TEST(town.state().engaged_of.at(0) == 0U);
    town.take_events();
    town.pass(3'600'000);
    BOOST_TEST(town.take_events().empty());
}

BOOST_AUTO_TEST_CASE(codes_count_from_one_each_local_day) {
    Scene scene;
    Town& town = scene.town;
    const auto code = [&](IncidentId id) { return town.incident(id).code.value; };
    const std::string first = code(scene.incident());
    BOOST_TEST(first.substr(0, 3) == "TN-");
    BOOST_TEST(first.substr(7) == "-0001");
    BOOST_TEST(code(scene.incident()).substr(7) == "-0002");
    const TimeMs midnight = next_midnight(town.now);
    town.pass(midnight - town.now - 1);
    BOOST_TEST(code(scene.incident()) == first.substr(0, 7) + "-0003");
    town.pass(1);
    const std::string next_day = code(scene.incident());
    BOOST_TEST(next_day.substr(7) == "-0001");
    BOOST_TEST(next_day.substr(0, 7) != first.substr(0, 7));
}

BOOST_AUTO_TEST_CASE(the_incidents_state_follows_its_assignments_to_the_end) {
    Scene scene;
    Town& town = scene.town;
    const auto person = town.on_duty(metres(100));
    const auto id = scene.incident();
    std::vector<IncidentState> states;
    for (const auto& moved : town.take<engine::IncidentMoved>()) {
        states.push_back(moved.state);
    }
    BOOST_TEST((states == std::vector{IncidentState::dispatching}));
    const auto assignment = town.current(person);
    town.say(person, AcceptOffer{assignment});
    BOOST_TEST((scene.state(id) == IncidentState::responding));
    BOOST_TEST((town.incident(id).responding_at == town.now));
    town.say(person, SetStatus{assignment, Progress::on_scene});
    BOOST_TEST((scene.state(id) == IncidentState::on_scene));
    town.say(person, SetStatus{assignment, Progress::cleared});
    BOOST_TEST((scene.state(id) == IncidentState::clearing));
    scene.close(id);
    BOOST_TEST((scene.state(id) == IncidentState::closed));
}

BOOST_AUTO_TEST_CASE(an_incident_whose_only_responder_fails_is_asked_about_again) {
    Scene scene;
    Town& town = scene.town;
    const auto person = town.on_duty(metres(100));
    const auto id = scene.incident();
    town.say(person, AcceptOffer{town.current(person)});
    const auto other = town.on_duty(metres(200));
    town.say(person, SetStatus{town.current(person), Progress::failed});
    BOOST_TEST(bool(town.current(other)));
    BOOST_TEST((scene.state(id) == IncidentState::dispatching));
}

BOOST_AUTO_TEST_CASE(a_kind_that_wants_nobody_stays_with_the_dispatcher) {
    Scene scene;
    const auto person = scene.town.on_duty(metres(10));
    const auto id = scene.town.incident_of(scene.town.tip(scene.reporter, "suggestion"));
    BOOST_TEST((scene.state(id) == IncidentState::triaged));
    BOOST_TEST(!scene.town.current(person));
    BOOST_TEST(!scene.town.incident(id).shortfall.has_value());
}

BOOST_AUTO_TEST_SUITE_END()

#include "tests/engine/triage_desk.hpp"

#include <boost/test/unit_test.hpp>

// Server/engine/commander_*.cpp: who commands at a scene, and who works together there.
using namespace dageng::test;
namespace engine = dageng::engine;

namespace {

/// An officer and a volunteer are going.
struct Commanding : TriageDesk {
    Commanding() {
        auto catalogue = triage_catalogue();
        catalogue.plans.items[0].officers = Wave{{3'000}, {2}, {60}};
        town.commit({{}, {}, {}, {}, *town.engine.take_catalogue(catalogue)});
        volunteer = town.on_duty(metres(60));
        officer = town.on_duty(metres(500), "officer");
        later = town.on_duty(metres(120));
        incident = town.incident_of(town.tip(reporter));
        town.say(volunteer, AcceptOffer{town.current(volunteer)});
        say(AssignResponder{incident, officer});
        town.say(officer, AcceptOffer{town.current(officer)});
    }

    Town::Said set(std::optional<PersonId> person) { return say(SetCommander{incident, person}); }
    Town::Said group(PersonId person, std::optional<SceneGroup> into) {
        return say(SetGroup{incident, town.current(person), into});
    }
    const engine::Commander& commander() const { return *town.state().scenes.of(incident); }
    std::size_t shown(PersonId person, std::string_view text) const {
        std::size_t count = 0;
        for (const auto& item : engine::snapshot(town.state(), person, opener())) {
            count += item.find(text) == std::string::npos ? 0 : 1;
        }
        return count;
    }

    PersonId volunteer;
    PersonId officer;
    PersonId later;
    IncidentId incident;
};

} // namespace

BOOST_AUTO_TEST_SUITE(commander)

BOOST_AUTO_TEST_CASE(all_who_are_going_and_consoles_are_told_who_commands) {
    Commanding scene;
    scene.set(scene.officer);
    const std::string person = "\"person\":" + std::to_string(scene.officer.value);
    for (const PersonId hearer : {scene.volunteer, scene.officer, scene.dispatcher}) {
        BOOST_TEST(TriageDesk::says(scene.last("commander-changed", hearer), person));
        BOOST_TEST(scene.shown(hearer, "commander-changed") == 1U);
    }
    for (const PersonId other : {scene.later, scene.reporter, scene.supervisor}) {
        BOOST_TEST(scene.count("commander-changed", other) == 0U);
    }
}

BOOST_AUTO_TEST_CASE(who_accepts_later_is_told_then) {
    Commanding scene;
    scene.set(scene.officer);
    scene.say(AssignResponder{scene.incident, scene.later});
    scene.town.say(scene.later, AcceptOffer{scene.town.current(scene.later)});
    BOOST_TEST(scene.count("commander-changed", scene.later) == 1U);
}

BOOST_AUTO_TEST_CASE(command_ends_when_its_holder_leaves_and_consoles_are_told_that_there_is_none) {
    Commanding scene;
    scene.set(scene.officer);
    const auto going = scene.town.current(scene.officer);
    scene.town.say(scene.officer, SetStatus{going, Progress::failed});
    BOOST_TEST(!scene.commander().person);
    BOOST_TEST(scene.commander().left);
    BOOST_TEST(TriageDesk::says(scene.last("commander-changed", scene.dispatcher), R"("left":true)")
    );
    BOOST_TEST(TriageDesk::says(scene.last("commander-changed", scene.volunteer), R"("left":true)")
    );
    BOOST_TEST(engine::digest(scene.town.folded().state()) == scene.town.digest());
}

BOOST_AUTO_TEST_CASE(a_dispatcher_takes_command_away_without_an_alarm) {
    Commanding scene;
    scene.set(scene.officer);
    scene.set(std::nullopt);
    BOOST_TEST(!scene.commander().person);
    BOOST_TEST(!scene.commander().left);
}

BOOST_AUTO_TEST_CASE(only_an_officer_who_is_going_commands) {
    Commanding scene;
    const auto why = [&](IncidentId incident, PersonId person) {
        return scene.refusal(SetCommander{incident, person});
    };
    BOOST_TEST((why({99}, scene.officer)->code == ErrorCode::not_found));
    BOOST_TEST((why(scene.incident, scene.volunteer)->code == ErrorCode::not_allowed));
    BOOST_TEST((why(scene.incident, PersonId{999})->code == ErrorCode::not_allowed));
    const auto elsewhere = scene.town.on_duty(metres(900), "officer");
    BOOST_TEST((why(scene.incident, elsewhere)->code == ErrorCode::wrong_state));
    scene.say(CloseIncident{scene.incident, {"resolved"}, {}, {}});
    BOOST_TEST(why(scene.incident, scene.officer)->detail == "the incident is closed");
}

BOOST_AUTO_TEST_CASE(somebody_is_put_into_a_group_and_told_which) {
    Commanding scene;
    scene.group(scene.volunteer, SceneGroup::search);
    for (const PersonId hearer : {scene.volunteer, scene.dispatcher}) {
        BOOST_TEST(TriageDesk::says(scene.last("group-changed", hearer), R"("group":"search")"));
        BOOST_TEST(scene.shown(hearer, "group-changed") == 1U);
    }
    BOOST_TEST(scene.count("group-changed", scene.officer) == 0U);
    scene.group(scene.volunteer, std::nullopt);
    BOOST_TEST(!TriageDesk::says(scene.last("group-changed", scene.volunteer), "\"group\""));
    BOOST_TEST(scene.shown(scene.volunteer, "group-changed") == 0U);
    BOOST_TEST(engine::digest(scene.town.folded().state()) == scene.town.digest());
}

BOOST_AUTO_TEST_CASE(who_is_only_asked_or_of_another_incident_is_in_no_group) {
    Commanding scene;
    scene.say(AssignResponder{scene.incident, scene.later});
    const auto asked = scene.town.current(scene.later);
    BOOST_TEST(
        (scene.refusal(SetGroup{scene.incident, asked, SceneGroup::search})->code ==
         ErrorCode::wrong_state)
    );
    BOOST_TEST(
        (scene.refusal(SetGroup{scene.incident, {99}, SceneGroup::search})->field ==
         "data.assignment")
    );
}

BOOST_AUTO_TEST_SUITE_END()

#include "server/engine/plan_trial.hpp"
#include "tests/engine/town.hpp"

#include <boost/test/unit_test.hpp>

// Server/engine/plan_trial.cpp: what would be done is what is done.
using namespace dageng::test;
namespace engine = dageng::engine;

namespace {

engine::PlanTrial trial(const Town& town, engine::TrialWish wish) {
    const auto made = engine::try_plan({town.state(), town.engine.places()}, wish, town.now);
    BOOST_REQUIRE_MESSAGE(static_cast<bool>(made), (made ? "" : made.refusal().detail));
    return *made;
}

} // namespace

BOOST_AUTO_TEST_SUITE(plan_trial)

BOOST_AUTO_TEST_CASE(the_first_wave_of_a_trial_asks_those_whom_the_plan_then_asks) {
    Town town;
    for (int i = 1; i <= 5; ++i) {
        town.on_duty(metres(i * 90));
    }
    const auto made = trial(town, {{"elder-missing"}, centre, 1});
    BOOST_REQUIRE_EQUAL(made.waves.size(), 2U);
    const auto incident = town.incident_of(town.tip(town.person(Role::resident)));
    const auto asked = town.people(incident, AssignmentState::offered);
    BOOST_REQUIRE_EQUAL(made.waves[0].asked.size(), asked.size());
    BOOST_TEST(made.waves[0].in_reach == town.incident(incident).waves[0].in_reach);
    // The second wave asks others.
    BOOST_TEST(made.waves[1].asked.size() == 2U);
    BOOST_TEST(made.waves[1].asked[0].distance_m == 300U);
}

BOOST_AUTO_TEST_CASE(a_trial_changes_nothing) {
    Town town;
    town.on_duty(metres(100));
    const auto before = town.digest();
    trial(town, {{"fight"}, centre, 1});
    BOOST_TEST(town.digest() == before);
}

BOOST_AUTO_TEST_CASE(the_text_names_needs_waves_and_no_small_counts) {
    Town town;
    for (int i = 1; i <= 4; ++i) {
        town.on_duty(metres(i * 90));
    }
    town.on_duty(metres(90), "officer");
    const std::string text = engine::to_text(trial(town, {{"elder-missing"}, centre, 2}));
    const auto says = [&](const std::string& piece) {
        BOOST_TEST(text.find(piece) != std::string::npos, piece << " isn't in " << text);
    };
    says("elder-missing: priority 2, alarm level 2");
    says("need 1: 2 of community-volunteer, patrol\n");
    says("need 2: 2 of community-volunteer, patrol\n");
    says("wave: within 500 m, at most 3, 60 s\n  on duty 5, fit a need 4, free 4, could be asked 4"
    );
    says("would ask 3\n    1: need 1, community-volunteer, 0 m\n");
    says("wave: within 1000 m");
    says("could be asked few");
    says("then the dispatcher's alarm\n");
}

BOOST_AUTO_TEST_CASE(nobody_asked_and_outside_are_said) {
    const Town town;
    const auto suggestion = engine::to_text(trial(town, {{"suggestion"}, centre, 1}));
    BOOST_TEST(suggestion.find("the plan asks nobody") != std::string::npos);
    const auto outside = engine::to_text(trial(town, {{"fight"}, metres(6000), 1}));
    BOOST_TEST(outside.find("outside the district") != std::string::npos);
    BOOST_TEST(outside.find("told to keep away, within 300 m: 0") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_unknown_kind_or_level_is_refused) {
    const Town town;
    const engine::World world{town.state(), town.engine.places()};
    BOOST_TEST(!engine::try_plan(world, {{"ufo"}, centre, 1}, town.now));
    BOOST_TEST(!engine::try_plan(world, {{"elder-missing"}, centre, 3}, town.now));
    BOOST_TEST(!engine::try_plan(world, {{"elder-missing"}, centre, 0}, town.now));
}

BOOST_AUTO_TEST_SUITE_END()

#include "server/engine/needs.hpp"
#include "tests/engine/town.hpp"

#include <boost/test/unit_test.hpp>

#include <vector>

// How many are asked, for which need, who is left in peace, and what is said when nobody is left.
using namespace dageng::test;
namespace engine = dageng::engine;

namespace {

/// The small catalogue with one wave of 1 km for the first plan, and people thought to accept three
/// times of ten.
Catalogue likely_catalogue(int wanted, int most) {
    Catalogue catalogue = small_catalogue();
    Plan& plan = catalogue.plans.items[0];
    plan.levels.items.resize(1);
    plan.levels.items[0].needs.items[0].count = {wanted};
    plan.levels.items[0].waves.items = {{{1000}, {most}, {60}}};
    plan.prior = {{3}, {10}};
    plan.confidence = {900};
    return catalogue;
}

void fill(Town& town, int people) {
    for (int i = 1; i <= people; ++i) {
        town.on_duty(metres(i * 20));
    }
}

IncidentId report(Town& town, std::string_view kind = "elder-missing") {
    return town.incident_of(town.tip(town.person(Role::resident), kind));
}

std::size_t asked(const Town& town, IncidentId incident) {
    return town.people(incident, AssignmentState::offered).size();
}

/// Asks one person, who goes and is done.
void respond(Town& town, PersonId person) {
    town.say(person, AcceptOffer{town.current(person)});
    town.say(person, SetStatus{town.current(person), Progress::on_scene});
    town.say(person, SetStatus{town.current(person), Progress::cleared});
}

ShortfallReason reason_of(const Town& town, IncidentId incident) {
    BOOST_REQUIRE(town.incident(incident).shortfall.has_value());
    return town.incident(incident).shortfall->reason;
}

} // namespace

BOOST_AUTO_TEST_SUITE(asking)

BOOST_AUTO_TEST_CASE(as_many_are_asked_as_make_it_sure_that_enough_accept) {
    Town town{likely_catalogue(1, 50)};
    fill(town, 30);
    BOOST_TEST(asked(town, report(town)) == 7U);
    Town more{likely_catalogue(2, 50)};
    fill(more, 30);
    BOOST_TEST(asked(more, report(more)) == 12U);
}

BOOST_AUTO_TEST_CASE(no_wave_asks_more_than_its_most) {
    Town town{likely_catalogue(2, 5)};
    fill(town, 30);
    BOOST_TEST(asked(town, report(town)) == 5U);
}

BOOST_AUTO_TEST_CASE(a_decline_is_made_good_by_as_many_as_it_takes) {
    Town town{likely_catalogue(1, 50)};
    fill(town, 30);
    const auto incident = report(town);
    const auto first = town.people(incident, AssignmentState::offered).front();
    town.say(first, DeclineOffer{town.current(first)});
    BOOST_TEST(asked(town, incident) == 7U);
}

BOOST_AUTO_TEST_CASE(what_was_learnt_changes_how_many_are_asked_and_the_wave_says_so) {
    Town town{likely_catalogue(1, 50)};
    fill(town, 30);
    for (int i = 0; i < 4; ++i) {
        const auto incident = report(town);
        const auto first = town.people(incident, AssignmentState::offered).front();
        respond(town, first);
    }
    town.take_events();
    const auto incident = report(town);
    const auto waves = town.take<engine::WaveOpened>();
    BOOST_REQUIRE(!waves.empty());
    BOOST_REQUIRE_EQUAL(waves[0].likelihoods.items.size(), 1U);
    BOOST_TEST(waves[0].likelihoods.items[0].category.value == "community-volunteer");
    // Three of ten before, four of four since.
    BOOST_TEST(waves[0].likelihoods.items[0].per_mille == 500U);
    BOOST_REQUIRE_EQUAL(waves[0].needs.items.size(), 1U);
    BOOST_TEST(waves[0].needs.items[0].missing == 1U);
    BOOST_TEST(asked(town, incident) == 4U);
}

BOOST_AUTO_TEST_CASE(each_need_is_filled_by_itself_and_the_rest_of_it_are_stood_down) {
    Catalogue catalogue = likely_catalogue(1, 50);
    auto& needs = catalogue.plans.items[0].levels.items[0].needs.items;
    needs = {need(1, {"community-volunteer"}), need(1, {"patrol"})};
    Town town{catalogue};
    fill(town, 3);
    const auto patrol = town.on_duty(metres(500), "patrol");
    const auto incident = report(town);
    const auto offers = town.take<engine::OfferMade>();
    BOOST_REQUIRE_EQUAL(offers.size(), 4U);
    for (const auto& offer : offers) {
        BOOST_TEST(offer.need.value() == (offer.person == patrol ? 1U : 0U));
        BOOST_TEST(offer.wanted == 2U);
    }
    const auto first = town.people(incident, AssignmentState::offered).back();
    BOOST_REQUIRE(first != patrol);
    town.say(first, AcceptOffer{town.current(first)});
    BOOST_TEST(town.people(incident, AssignmentState::stood_down).size() == 2U);
    BOOST_TEST((town.people(incident, AssignmentState::offered) == std::vector<PersonId>{patrol}));
}

BOOST_AUTO_TEST_CASE(a_rare_skill_is_not_spent_on_a_common_need) {
    Catalogue catalogue = likely_catalogue(1, 50);
    catalogue.trainings.items = {{{"first-aid"}, {{"x"}, {"x"}}}};
    Need trained = need(1, {"community-volunteer"});
    trained.trainings.items = {{"first-aid"}};
    auto& needs = catalogue.plans.items[0].levels.items[0].needs.items;
    needs = {need(1, {"community-volunteer"}), trained};
    Town town{catalogue};
    engine::NewPerson aider{Role::volunteer, Slug{"community-volunteer"}, {}, {}, {}};
    aider.trainings.items = {{"first-aid"}};
    const auto nearest = town.on_duty(metres(10), aider);
    town.on_duty(metres(500));
    report(town);
    for (const auto& offer : town.take<engine::OfferMade>()) {
        BOOST_TEST(offer.need.value() == (offer.person == nearest ? 1U : 0U));
    }
}

BOOST_AUTO_TEST_CASE(who_has_just_been_on_a_response_rests_but_for_priority_1) {
    Catalogue catalogue = likely_catalogue(1, 50);
    catalogue.rest_s = {600};
    catalogue.plans.items[1].levels.items[0].needs.items = {need(1, {"community-volunteer"})};
    Town town{catalogue};
    const auto person = town.on_duty(metres(100));
    report(town);
    respond(town, person);
    const auto second = report(town);
    BOOST_TEST(!town.current(person));
    BOOST_TEST((reason_of(town, second) == ShortfallReason::all_resting));
    BOOST_TEST(town.incident(second).shortfall->left_out->resting == 1U);
    report(town, "fight");
    BOOST_REQUIRE(bool(town.current(person)));
    town.say(person, DeclineOffer{town.current(person)});
    town.pass(595'000);
    BOOST_TEST(!town.current(person));
    town.place(person, metres(100));
    town.pass(5'000);
    BOOST_TEST(bool(town.current(person)));
}

BOOST_AUTO_TEST_CASE(nobody_is_alerted_beyond_the_days_budget_and_the_next_day_begins_anew) {
    Catalogue catalogue = likely_catalogue(1, 50);
    catalogue.alerts_a_day = {2};
    Town town{catalogue};
    const auto person = town.on_duty(metres(100));
    for (int i = 0; i < 2; ++i) {
        report(town);
        town.say(person, DeclineOffer{town.current(person)});
    }
    const auto third = report(town);
    BOOST_TEST(!town.current(person));
    BOOST_TEST((reason_of(town, third) == ShortfallReason::budget_spent));
    // From 17:46 to past midnight; duty ends by itself meanwhile.
    town.pass(7 * 3'600'000);
    town.say(person, BeginDuty{});
    town.place(person, metres(100));
    report(town);
    BOOST_TEST(bool(town.current(person)));
}

BOOST_AUTO_TEST_CASE(each_shortfall_has_its_reason) {
    Town town{likely_catalogue(1, 50)};
    BOOST_TEST((reason_of(town, report(town)) == ShortfallReason::nobody_on_duty));
    town.on_duty(metres(50), "officer");
    BOOST_TEST((reason_of(town, report(town)) == ShortfallReason::nobody_eligible));
    const auto far = town.on_duty(metres(1500));
    BOOST_TEST((reason_of(town, report(town)) == ShortfallReason::nobody_in_reach));
    town.place(far, metres(100));
    town.pass(5'000);
    BOOST_REQUIRE(bool(town.current(far)));
    BOOST_TEST((reason_of(town, report(town)) == ShortfallReason::all_engaged));
}

BOOST_AUTO_TEST_CASE(places_too_old_are_a_shortfall_of_their_own) {
    Town town{likely_catalogue(1, 50)};
    town.on_duty(metres(100));
    town.pass(121'000);
    const auto incident = report(town);
    BOOST_TEST((reason_of(town, incident) == ShortfallReason::places_too_old));
    BOOST_TEST(town.incident(incident).shortfall->left_out->place_too_old == 1U);
}

BOOST_AUTO_TEST_CASE(when_the_waves_bring_too_few_officers_are_asked_before_the_alarm) {
    Catalogue catalogue = likely_catalogue(1, 50);
    catalogue.plans.items[0].officers = Wave{{3000}, {1}, {60}};
    Town town{catalogue};
    const auto volunteer = town.on_duty(metres(100));
    const auto officer = town.on_duty(metres(2500), "officer");
    const auto incident = report(town);
    BOOST_REQUIRE(bool(town.current(volunteer)));
    BOOST_TEST(!town.current(officer));
    town.say(volunteer, DeclineOffer{town.current(volunteer)});
    BOOST_REQUIRE(bool(town.current(officer)));
    BOOST_TEST(town.incident(incident).waves.back().officers);
    BOOST_TEST(!town.incident(incident).shortfall);
    town.say(officer, DeclineOffer{town.current(officer)});
    BOOST_TEST((reason_of(town, incident) == ShortfallReason::nobody_accepted));
}

BOOST_AUTO_TEST_CASE(by_hand_somebody_is_asked_for_the_first_need_that_they_fit_and_that_lacks) {
    Catalogue catalogue = likely_catalogue(1, 1);
    auto& needs = catalogue.plans.items[0].levels.items[0].needs.items;
    needs = {need(1, {"patrol"}), need(1, {"community-volunteer"})};
    Town town{catalogue};
    const auto desk = town.person(Role::dispatcher);
    const auto incident = report(town);
    const auto far = town.on_duty(metres(4000));
    const auto officer = town.on_duty(metres(4000), "officer");
    town.take_events();
    town.say(desk, AssignResponder{incident, far});
    const auto offers = town.take<engine::OfferMade>();
    BOOST_REQUIRE_EQUAL(offers.size(), 1U);
    BOOST_TEST(offers[0].need.value() == 1U);
    BOOST_TEST(
        (town.say(desk, AssignResponder{incident, officer}).refused == ErrorCode::not_allowed)
    );
}

BOOST_AUTO_TEST_SUITE_END()

#include "server/engine/choice.hpp"
#include "tests/engine/town.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <iterator>

// Server/engine/choice.cpp and choice_rules.cpp: why these were asked and others not.
using namespace dageng;
using namespace dageng::test;

namespace {

/// The clear text in a box of the test's vault.
template <class P>
std::string text_of(const P& value) {
    return value.is_sealed() ? opener()(value.sealed()).value() : value.clear().value;
}

std::vector<ChoiceFigures> figures_of(const engine::ChoiceExplained& choice) {
    return engine::figures_from_lines(text_of(choice.figures));
}

std::vector<engine::Waiting> next_of(const engine::ChoiceExplained& choice) {
    return engine::waiting_from_lines(text_of(choice.next));
}

std::uint32_t sum_of(const NotAsked& of) {
    return of.outside_radius + of.not_fitting + of.declined + of.asked_before + of.engaged +
           of.place_too_old + of.resting + of.budget_spent + of.behind;
}

} // namespace

BOOST_AUTO_TEST_SUITE(choice)

BOOST_AUTO_TEST_CASE(the_first_offers_and_why_stand_in_the_decision_that_opens_the_wave) {
    Town town;
    const auto first = town.on_duty(metres(100));
    const auto second = town.on_duty(metres(300), "patrol");
    const auto incident = town.incident_of(town.tip(town.person(Role::resident)));
    // After it the incident's state follows.
    const auto& record = *std::prev(town.records.end(), 2);
    BOOST_REQUIRE_EQUAL(record.events.size(), 4U);
    BOOST_TEST(std::holds_alternative<engine::WaveOpened>(record.events.front()));
    const auto& choice = std::get<engine::ChoiceExplained>(record.events.back());
    BOOST_TEST((choice.incident == incident));
    BOOST_TEST(choice.wave == 1U);
    BOOST_TEST(choice.level == 1U);
    BOOST_TEST(choice.plan_version == 1U);
    const auto figures = figures_of(choice);
    BOOST_REQUIRE_EQUAL(figures.size(), 2U);
    BOOST_TEST((figures[0].person == first));
    BOOST_TEST((figures[1].person == second));
    for (std::size_t i = 0; i < figures.size(); ++i) {
        const auto& offer = std::get<engine::OfferMade>(record.events[i + 1]);
        BOOST_TEST(figures[i].rank == i + 1);
        BOOST_TEST(figures[i].distance_m == offer.distance_m);
        BOOST_TEST(figures[i].eta_s == offer.eta_s.value());
        BOOST_TEST(figures[i].likelihood == 1U);
        BOOST_TEST((figures[i].mode == TravelMode::foot));
        BOOST_TEST(!figures[i].by_road);
    }
    BOOST_TEST(figures[0].step < figures[1].step);
}

BOOST_AUTO_TEST_CASE(the_figures_stand_sealed_with_the_incidents_key_and_the_next_with_their_own) {
    Town town;
    for (int i = 1; i <= 5; ++i) {
        town.on_duty(metres(i * 40));
    }
    const auto incident = town.incident_of(town.tip(town.person(Role::resident)));
    const auto choices = town.take<engine::ChoiceExplained>();
    BOOST_REQUIRE_EQUAL(choices.size(), 1U);
    BOOST_TEST((choices[0].figures.sealed().key == town.incident(incident).key));
    BOOST_TEST((choices[0].next.sealed().key == choices[0].next_key));
    BOOST_TEST((choices[0].next_key == town.state().last_key));
    BOOST_TEST((choices[0].next_until - town.now == engine::next_shown_ms));
    // Later choices of the incident use no further key.
    const auto asked = town.people(incident, AssignmentState::offered).front();
    town.say(asked, DeclineOffer{town.current(asked)});
    const auto later = town.take<engine::ChoiceExplained>();
    BOOST_REQUIRE_EQUAL(later.size(), 1U);
    BOOST_TEST((later[0].next_key == choices[0].next_key));
    BOOST_TEST((town.state().last_key == choices[0].next_key));
}

BOOST_AUTO_TEST_CASE(the_key_of_those_next_in_line_is_spent_when_they_are_not_shown_any_more) {
    Town town;
    for (int i = 1; i <= 5; ++i) {
        town.on_duty(metres(i * 40));
    }
    const auto incident = town.incident_of(town.tip(town.person(Role::resident)));
    const auto key = town.incident(incident).next_key;
    town.pass(1000);
    const auto asked = town.people(incident, AssignmentState::offered).front();
    town.say(asked, DeclineOffer{town.current(asked)});
    // Chosen again a second later, with the same key: that counts.
    const auto until = town.incident(incident).next_until;
    BOOST_TEST((until - town.now == engine::next_shown_ms));
    BOOST_TEST((town.engine.spent_key(until) == std::nullopt));
    BOOST_TEST((town.engine.spent_key(until + 1) == key));
    BOOST_TEST((town.engine.spent_key(until + 1) == key));
    // One that leads from now on knows it too.
    engine::Engine other{town.state()};
    other.lead(until + 1, until + 1);
    BOOST_TEST((other.spent_key(until + 1) == key));

    const auto told = town.engine.key_destroyed(key);
    BOOST_REQUIRE_EQUAL(told.size(), 1U);
    town.commit({{}, {}, {}, {}, told});
    BOOST_TEST(!town.incident(incident).next_key);
    BOOST_TEST((town.engine.spent_key(until + 1) == std::nullopt));
    BOOST_TEST(town.engine.key_destroyed(key).empty());
    BOOST_TEST(town.digest() == engine::digest(town.folded().state()));
}

BOOST_AUTO_TEST_CASE(everybody_on_duty_is_counted_once_by_the_first_reason_that_holds) {
    Catalogue catalogue = small_catalogue();
    catalogue.rest_s = {600};
    catalogue.plans.items[0].levels.items[0].needs.items[0].count = {1};
    Town town{catalogue};
    town.on_duty(metres(10));
    town.pass(130'000); // That place is too old by now.
    const auto resident = town.person(Role::resident);
    const auto desk = town.person(Role::dispatcher);
    const auto rested = town.on_duty(metres(-3000));
    const auto over = town.incident_of(town.tip(resident, "elder-missing", metres(-3000)));
    const auto response = town.current(rested);
    town.say(rested, AcceptOffer{response});
    town.say(rested, SetStatus{response, Progress::cleared});
    town.say(desk, CloseIncident{over, {"resolved"}, {}, {}});
    town.place(rested, metres(40));
    const auto engaged = town.on_duty(metres(3000));
    town.tip(resident, "elder-missing", metres(3000));
    town.say(engaged, AcceptOffer{town.current(engaged)});
    town.place(engaged, metres(45));
    const auto reporter = town.on_duty(metres(20));
    town.on_duty(metres(30), "officer");
    town.on_duty(metres(-2000));
    for (int i = 1; i <= 5; ++i) {
        town.on_duty(metres(50 + i * 20));
    }
    town.take_events();
    town.tip(reporter);
    const auto choices = town.take<engine::ChoiceExplained>();
    BOOST_REQUIRE_EQUAL(choices.size(), 1U);
    BOOST_TEST(figures_of(choices[0]).size() == 3U);
    const NotAsked& counts = choices[0].not_asked;
    BOOST_TEST(counts.outside_radius == 1U);
    BOOST_TEST(counts.not_fitting == 2U); // The officer, and the reporter among them.
    BOOST_TEST(counts.engaged == 1U);
    BOOST_TEST(counts.place_too_old == 1U);
    BOOST_TEST(counts.resting == 1U);
    BOOST_TEST(counts.behind == 2U);
    BOOST_TEST(sum_of(counts) + 3U == 11U);
}

BOOST_AUTO_TEST_CASE(who_declined_and_who_was_asked_before_are_told_apart) {
    Town town;
    for (int i = 1; i <= 4; ++i) {
        town.on_duty(metres(i * 40));
    }
    const auto incident = town.incident_of(town.tip(town.person(Role::resident)));
    const auto asked = town.people(incident, AssignmentState::offered);
    BOOST_REQUIRE_EQUAL(asked.size(), 3U);
    town.take_events();
    town.say(asked[0], DeclineOffer{town.current(asked[0])});
    const auto choices = town.take<engine::ChoiceExplained>();
    BOOST_REQUIRE(!choices.empty());
    BOOST_TEST(choices[0].not_asked.declined == 1U);
    BOOST_TEST(choices[0].not_asked.asked_before == 2U);
    BOOST_TEST(figures_of(choices[0]).size() == 1U);
}

BOOST_AUTO_TEST_CASE(that_nobody_was_found_is_told_once_with_what_follows) {
    Town town;
    town.on_duty(metres(10), "officer");
    town.tip(town.person(Role::resident));
    int waves = 0;
    int nobody = 0;
    bool shortfall = false;
    for (const auto& record : town.records) {
        for (std::size_t i = 0; i < record.events.size(); ++i) {
            if (const auto* choice = std::get_if<engine::ChoiceExplained>(&record.events[i])) {
                ++nobody;
                BOOST_TEST(choice->not_asked.not_fitting == 1U);
                BOOST_TEST(choice->next.clear().empty());
                BOOST_TEST(!choice->next_key);
                BOOST_REQUIRE(i + 1 < record.events.size());
                const auto& then = record.events[i + 1];
                waves += std::holds_alternative<engine::WaveOpened>(then) ? 1 : 0;
                shortfall = shortfall || std::holds_alternative<engine::ShortfallRaised>(then);
            }
        }
    }
    BOOST_TEST(nobody == 2);
    BOOST_TEST(waves == 1);
    BOOST_TEST(shortfall);
    town.take_events();
    town.pass(60'000);
    BOOST_TEST(town.take<engine::ChoiceExplained>().empty());
}

BOOST_AUTO_TEST_CASE(of_those_next_in_line_ten_are_kept_by_rank_and_rough_distance) {
    Catalogue catalogue = small_catalogue();
    catalogue.near_equal_m = {10};
    Town town{catalogue};
    std::vector<PersonId> people;
    for (int i = 1; i <= 15; ++i) {
        people.push_back(town.on_duty(metres(i * 31)));
    }
    town.tip(town.person(Role::resident));
    const auto choices = town.take<engine::ChoiceExplained>();
    BOOST_REQUIRE_EQUAL(choices.size(), 1U);
    BOOST_TEST(choices[0].not_asked.behind == 12U);
    const auto next = next_of(choices[0]);
    BOOST_REQUIRE_EQUAL(next.size(), engine::next_kept);
    for (std::size_t i = 0; i < next.size(); ++i) {
        BOOST_TEST(next[i].rank == i + 4);
        BOOST_TEST(next[i].distance_m == (i + 4) * 31 / 100 * 100);
        BOOST_TEST((next[i].person == people[i + 3]));
    }
}

BOOST_AUTO_TEST_CASE(a_dispatcher_may_read_why_and_nobody_else) {
    Town town;
    const auto desk = town.person(Role::dispatcher);
    const auto tip = town.tip(town.person(Role::resident), "suggestion");
    const auto incident = town.incident_of(tip);
    const auto open = town.say(desk, ReadRecord{incident}).as<RecordTicket>();
    BOOST_TEST(!open.ended.has_value());
    BOOST_TEST(open.last == town.state().last);
    BOOST_TEST((open.now == town.now));
    BOOST_REQUIRE(open.first > 0U);
    const auto supervisor = town.person(Role::supervisor);
    BOOST_TEST((town.say(supervisor, ReadRecord{incident}).refused == ErrorCode::not_allowed));
    BOOST_TEST((town.say(desk, ReadRecord{{99}}).refused == ErrorCode::not_found));
    town.say(desk, CloseIncident{incident, {"resolved"}, {}, {}});
    const TimeMs closed = town.now;
    town.pass(60'000);
    const auto ended = town.say(desk, ReadRecord{incident}).as<RecordTicket>();
    BOOST_TEST((ended.ended == closed));
}

BOOST_AUTO_TEST_CASE(lines_that_cannot_be_read_are_left_out) {
    const std::string lines = "7 1 0 120 90 1 1 300 2 0 5\n7 1 0\n\nx 1 0 120 90 1 1 300 2 0 5\n";
    const auto figures = engine::figures_from_lines(lines);
    BOOST_REQUIRE_EQUAL(figures.size(), 1U);
    BOOST_TEST((figures[0].person == PersonId{7}));
    BOOST_TEST((figures[0].mode == TravelMode::bicycle));
    BOOST_TEST(figures[0].by_road);
    BOOST_TEST(figures[0].tie == 5U);
    BOOST_TEST(engine::waiting_from_lines("7 4 300 1\n9 5 400").size() == 1U);
    const std::vector<engine::Waiting> next{{{7}, 4, 300}, {{9}, 5, 400}};
    BOOST_TEST((engine::waiting_from_lines(engine::to_lines(next)) == next));
}

BOOST_AUTO_TEST_SUITE_END()

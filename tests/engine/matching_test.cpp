#include "server/engine/local_day.hpp"
#include "server/engine/matching.hpp"
#include "server/engine/travel.hpp"
#include "tests/engine/random_town.hpp"

#include <boost/test/unit_test.hpp>
#include <rapidcheck/boost_test.h>

#include <algorithm>
#include <set>

// Server/engine/matching.cpp, against a slow and obvious way of choosing.
using namespace dageng::test;
namespace engine = dageng::engine;

namespace {

/// The small catalogue with everything in it that keeps somebody from being asked.
Catalogue strict_catalogue() {
    Catalogue catalogue = small_catalogue();
    catalogue.rest_s = {600};
    catalogue.alerts_a_day = {4};
    catalogue.near_equal_m = {100};
    catalogue.trainings.items = {{{"first-aid"}, {{"x"}, {"x"}}}};
    catalogue.units.items = {{{"north"}, {{"x"}, {"x"}}}, {{"south"}, {{"x"}, {"x"}}}};
    Plan& plan = catalogue.plans.items[0];
    Need trained = need(1, {"community-volunteer", "patrol"});
    trained.trainings.items = {{"first-aid"}};
    Need local = need(1, {"patrol", "officer"});
    local.units.items = {{"north"}};
    auto& needs = plan.levels.items[0].needs.items;
    needs.push_back(trained);
    needs.push_back(local);
    plan.levels.items[0].waves.items = {{{500}, {6}, {60}}, {{1000}, {9}, {60}}};
    plan.levels.items[1].waves.items = {{{3000}, {12}, {60}}};
    plan.prior = {{1}, {2}};
    plan.confidence = {900};
    return catalogue;
}

/// Whether a person fits a need, by the words of the account that was made.
bool obviously_fits(const engine::State& state, const engine::Person& person, const Need& need) {
    const auto& group = state.groups[person.group];
    const auto has = [](const auto& list, const Slug& one) {
        return std::find(list.begin(), list.end(), one) != list.end();
    };
    for (const Slug& training : need.trainings.items) {
        if (!has(group.trainings, training)) {
            return false;
        }
    }
    if (!need.units.items.empty() && (!group.unit || !has(need.units.items, *group.unit))) {
        return false;
    }
    return has(need.categories.items, engine::category_of(state, person));
}

std::uint32_t
obviously_missing(const Town& town, const engine::Incident& incident, std::size_t need) {
    std::uint32_t going = 0;
    for (const auto& [id, one] : town.state().assignments) {
        const bool goes =
            one.state == AssignmentState::accepted || one.state == AssignmentState::en_route ||
            one.state == AssignmentState::on_scene || one.state == AssignmentState::cleared;
        going += one.incident == incident.id && one.need == need && goes ? 1 : 0;
    }
    const auto& more = incident.by_hand.more;
    const auto count = static_cast<std::uint32_t>(engine::needs_of(incident)[need]->count.value) +
                       (need < more.size() ? more[need] : 0);
    return count - std::min(count, going);
}

/// Alerts of a person on the local day of `now`, counted from the records.
std::uint32_t alerts_today(const Town& town, PersonId person, TimeMs now) {
    std::uint32_t alerts = 0;
    for (const auto& [id, one] : town.state().assignments) {
        const bool today = engine::local_day(one.offered_at, 480) == engine::local_day(now, 480);
        alerts += one.person == person && today ? 1 : 0;
    }
    return alerts;
}

bool obviously_rests(const Town& town, PersonId person, TimeMs now) {
    bool rests = false;
    for (const auto& [id, one] : town.state().assignments) {
        const bool went = one.answered_at && one.state != AssignmentState::declined;
        rests = rests ||
                (one.person == person && went && one.ended_at && now - *one.ended_at < 600'000);
    }
    return rests;
}

/// Everybody, one after the other, by the sentence in matching.hpp.
std::vector<engine::Candidate>
obvious(const Town& town, const engine::Incident& incident, engine::Reach reach, TimeMs now) {
    const auto& state = town.state();
    const auto& places = town.engine.places();
    std::vector<engine::Candidate> chosen;
    for (const auto& person : state.people) {
        if (!person.on_duty || person.current) {
            continue;
        }
        engine::NeedSet needs = 0;
        const auto wanted = engine::needs_of(incident);
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            const bool officer = person.role == Role::officer;
            const bool fits = reach.who == engine::Who::officers
                                  ? officer
                                  : obviously_fits(state, person, *wanted[i]);
            if (fits && obviously_missing(town, incident, i) > 0) {
                needs |= engine::NeedSet{1} << i;
            }
        }
        bool left_out = needs == 0;
        for (const auto& [id, assignment] : state.assignments) {
            left_out =
                left_out || (assignment.incident == incident.id && assignment.person == person.id);
        }
        for (const auto& [id, tip] : state.tips) {
            left_out = left_out || (tip.incident == incident.id && tip.reporter == person.id);
        }
        const engine::Distress* distress = state.safety.of(incident.id);
        left_out = left_out || (distress != nullptr && distress->person == person.id);
        const auto heard = places.of(person.id);
        if (left_out || !heard || now - heard->heard_at > 120'000) {
            continue;
        }
        const std::uint32_t alerts = alerts_today(town, person.id, now);
        const bool tired = obviously_rests(town, person.id, now) || alerts >= 4;
        const std::uint32_t distance_cm = dageng::geo::distance_cm(
            places.plane().to_plane(heard->at), places.plane().to_plane(incident.place.at)
        );
        if (distance_cm <= reach.radius_m * 100 && (incident.priority.value == 1 || !tired)) {
            chosen.push_back({person.id, distance_cm, alerts, needs, 0});
        }
    }
    return chosen;
}

/// The candidates, by their order's first two keys, without the hash that breaks ties.
using Key = std::tuple<std::uint32_t, std::uint32_t>;
Key key_of(const engine::Candidate& one) {
    // Near-equal: as far apart as 100 m take on foot, which is what the catalogue says.
    return {one.eta_ms / engine::TravelTimes::usual_ms(10'000, TravelMode::foot), one.alerts};
}

std::size_t left_out(const NotAsked& of) {
    return std::size_t{of.outside_radius} + of.not_fitting + of.declined + of.asked_before +
           of.engaged + of.place_too_old + of.resting + of.budget_spent;
}

std::size_t on_duty(const Town& town) {
    const auto& people = town.state().people;
    return static_cast<std::size_t>(
        std::count_if(people.begin(), people.end(), [](const auto& one) { return one.on_duty; })
    );
}

void check_candidates(const Town& town, engine::Reach reach, TimeMs now) {
    const engine::World world{town.state(), town.engine.places()};
    for (const auto& [id, incident] : town.state().incidents) {
        const auto found = engine::find_candidates(world, incident, reach, now);
        const auto& fast = found.candidates;
        auto slow = obvious(town, incident, reach, now);
        RC_ASSERT(fast.size() == slow.size());
        RC_ASSERT(fast.size() + left_out(found.not_asked) == on_duty(town));
        RC_ASSERT(std::is_sorted(fast.begin(), fast.end(), [](const auto& a, const auto& b) {
            return key_of(a) < key_of(b);
        }));
        for (const auto& one : slow) {
            const auto same = std::find_if(fast.begin(), fast.end(), [&](const auto& other) {
                return other.person == one.person;
            });
            RC_ASSERT(same != fast.end());
            RC_ASSERT(same->distance_cm == one.distance_cm);
            RC_ASSERT(same->alerts == one.alerts);
            RC_ASSERT(same->needs == one.needs);
        }
    }
}

/// Whom each need would ask, each need by itself: the first who fit, until it is sure.
void check_choice(const Town& town, std::uint32_t radius_m, std::uint32_t room) {
    const engine::World world{town.state(), town.engine.places()};
    for (const auto& [id, incident] : town.state().incidents) {
        const auto found =
            engine::find_candidates(world, incident, {radius_m, engine::Who::fitting}, town.now)
                .candidates;
        const std::vector<std::uint32_t> likelihoods(
            town.state().catalogue->categories.items.size(), 500
        );
        const auto chosen = engine::choose(world, incident, found, likelihoods, room);
        RC_ASSERT(chosen.size() <= room);
        RC_ASSERT(chosen.empty() || !engine::is_sure(town.state(), incident, likelihoods));
        std::set<PersonId> people;
        std::map<std::uint32_t, std::uint32_t> asked;
        for (const auto& one : chosen) {
            RC_ASSERT(people.insert(one.person).second);
            const auto candidate = std::find_if(found.begin(), found.end(), [&](const auto& other) {
                return other.person == one.person;
            });
            RC_ASSERT(candidate != found.end());
            RC_ASSERT((candidate->needs >> one.need & 1) != 0U);
            ++asked[one.need];
        }
        for (const auto& [need, count] : asked) {
            // At one in two, so many at most are needed besides those who have an offer.
            engine::Odds odds{obviously_missing(town, incident, need)};
            std::uint32_t enough = 0;
            while (!odds.sure(incident.plan->confidence.value)) {
                odds.ask(500);
                ++enough;
            }
            RC_ASSERT(count <= enough);
        }
    }
}

} // namespace

BOOST_AUTO_TEST_SUITE(matching)

BOOST_AUTO_TEST_CASE(candidates_are_those_that_a_search_through_everybody_finds) {
    const bool holds = rc::check("in any town", [] {
        RandomTown random{*rc::gen::arbitrary<std::uint64_t>(), strict_catalogue()};
        random.steps(*rc::gen::inRange(50, 250));
        const auto radius_m = *rc::gen::inRange(50U, 2000U);
        const auto who = *rc::gen::element(engine::Who::fitting, engine::Who::officers);
        const auto later = *rc::gen::inRange<std::int64_t>(0, 100'000);
        check_candidates(random.town, {radius_m, who}, random.town.now + later);
        check_choice(random.town, radius_m, *rc::gen::inRange(0U, 9U));
    });
    BOOST_TEST(holds);
}

BOOST_AUTO_TEST_CASE(of_equally_near_people_not_always_the_same_is_first) {
    Town town;
    for (int i = 0; i < 6; ++i) {
        town.on_duty(metres(3000));
    }
    const auto reporter = town.person(Role::resident);
    const engine::World world = town.engine.world();
    std::set<PersonId> first;
    for (int i = 0; i < 12; ++i) {
        const auto& incident = town.incident(town.incident_of(town.tip(reporter)));
        const auto found =
            engine::find_candidates(world, incident, {4000, engine::Who::fitting}, town.now);
        BOOST_REQUIRE_EQUAL(found.candidates.size(), 6U);
        first.insert(found.candidates.front().person);
    }
    BOOST_TEST(first.size() > 1U);
}

BOOST_AUTO_TEST_CASE(among_the_nearly_equal_who_was_alerted_less_is_asked_first) {
    Catalogue catalogue = strict_catalogue();
    catalogue.plans.items[0].levels.items[0].needs.items.resize(1);
    catalogue.plans.items[0].levels.items[0].waves.items = {{{500}, {2}, {60}}};
    Town town{catalogue};
    const auto nearer = town.on_duty(metres(310));
    const auto second = town.on_duty(metres(320));
    const auto reporter = town.person(Role::resident);
    town.tip(reporter);
    town.say(nearer, DeclineOffer{town.current(nearer)});
    town.say(second, DeclineOffer{town.current(second)});
    const auto farther = town.on_duty(metres(390));
    const auto beyond = town.on_duty(metres(410));
    const auto& incident = town.incident(town.incident_of(town.tip(reporter)));
    const auto asked = town.people(incident.id, AssignmentState::offered);
    BOOST_REQUIRE(!asked.empty());
    BOOST_TEST((asked.front() == farther));
    BOOST_TEST((std::find(asked.begin(), asked.end(), beyond) == asked.end()));
}

BOOST_AUTO_TEST_CASE(a_place_exactly_at_the_radius_or_at_the_age_limit_still_counts) {
    Town town;
    const auto person = town.on_duty(metres(3000));
    const auto& incident = town.incident(town.incident_of(town.tip(town.person(Role::resident))));
    const engine::World world = town.engine.world();
    const auto distance_m = town.engine.places().distance_m(metres(3000), centre);
    const auto found = [&](std::uint32_t radius_m, std::int64_t age_ms) {
        return engine::find_candidates(
                   world, incident, {radius_m, engine::Who::fitting}, town.now + age_ms
        )
            .candidates.size();
    };
    BOOST_TEST((town.state().person(person)->on_duty));
    BOOST_TEST(found(distance_m + 1, 120'000) == 1U);
    BOOST_TEST(found(distance_m - 1, 120'000) == 0U);
    BOOST_TEST(found(distance_m + 1, 120'001) == 0U);
}

BOOST_AUTO_TEST_CASE(the_funnel_narrows_from_those_on_duty_to_those_in_reach) {
    Town town;
    town.on_duty(metres(100), "officer");
    const auto busy = town.on_duty(metres(100));
    town.tip(town.person(Role::resident));
    BOOST_REQUIRE(bool(town.current(busy)));
    town.on_duty(metres(100), "patrol");
    town.on_duty(metres(4000), "patrol");
    town.take_events();
    town.tip(town.person(Role::resident));
    const auto waves = town.take<engine::WaveOpened>();
    BOOST_REQUIRE(!waves.empty());
    BOOST_TEST(waves[0].on_duty == 4U);
    BOOST_TEST(waves[0].eligible == 3U);
    BOOST_TEST(waves[0].free == 2U);
    BOOST_TEST(waves[0].in_reach == 1U);
}

BOOST_AUTO_TEST_SUITE_END()

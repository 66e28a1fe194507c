#include "server/engine/matching.hpp"
#include "tests/engine/random_town.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>

// Server/engine/matching.cpp, against a slow and obvious way of choosing.
using namespace dageng::test;
namespace engine = dageng::engine;

namespace {

using Chosen = std::set<std::pair<std::uint32_t, PersonId>>;

Chosen
obvious(const Town& town, const engine::Incident& incident, std::uint32_t radius_m, TimeMs now) {
    const auto& state = town.state();
    const auto& places = town.engine.places();
    Chosen chosen;
    for (const auto& person : state.people) {
        if (!person.on_duty || person.current) {
            continue;
        }
        const auto& eligible = incident.plan->eligible.items;
        const auto category = engine::category_of(state, person);
        if (std::find(eligible.begin(), eligible.end(), category) == eligible.end()) {
            continue;
        }
        bool left_out = false;
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
        const std::uint32_t distance_cm = dageng::geo::distance_cm(
            places.plane().to_plane(heard->at), places.plane().to_plane(incident.place.at)
        );
        if (distance_cm <= radius_m * 100) {
            chosen.emplace(distance_cm, person.id);
        }
    }
    return chosen;
}

} // namespace

BOOST_AUTO_TEST_SUITE(matching)

BOOST_AUTO_TEST_CASE(candidates_are_those_that_a_search_through_everybody_finds) {
    std::size_t found = 0;
    for (std::uint64_t seed = 20; seed < 26; ++seed) {
        RandomTown random{seed};
        for (int i = 0; i < 40; ++i) {
            random.steps(10);
            const Town& town = random.town;
            const engine::World world{town.state(), town.engine.places()};
            for (const auto& [id, incident] : town.state().incidents) {
                const auto radius_m = static_cast<std::uint32_t>(50 + random.below(2000));
                const TimeMs now = town.now + static_cast<std::int64_t>(random.below(100'000));
                const auto fast = engine::candidates(world, incident, radius_m, now);
                Chosen chosen;
                for (const auto& candidate : fast) {
                    chosen.emplace(candidate.distance_cm, candidate.person);
                }
                BOOST_REQUIRE_EQUAL(chosen.size(), fast.size());
                BOOST_REQUIRE((chosen == obvious(town, incident, radius_m, now)));
                BOOST_REQUIRE(std::is_sorted(
                    fast.begin(),
                    fast.end(),
                    [](const auto& a, const auto& b) { return a.distance_cm < b.distance_cm; }
                ));
                found += fast.size();
            }
        }
    }
    BOOST_TEST(found > 1000U);
}

BOOST_AUTO_TEST_CASE(of_equally_near_people_not_always_the_same_is_first) {
    Town town;
    for (int i = 0; i < 6; ++i) {
        town.on_duty(metres(3000));
    }
    const auto reporter = town.person(Role::resident);
    const engine::World world{town.state(), town.engine.places()};
    std::set<PersonId> first;
    for (int i = 0; i < 12; ++i) {
        const auto& incident = town.incident(town.incident_of(town.tip(reporter)));
        const auto found = engine::candidates(world, incident, 4000, town.now);
        BOOST_REQUIRE_EQUAL(found.size(), 6U);
        first.insert(found.front().person);
    }
    BOOST_TEST(first.size() > 1U);
}

BOOST_AUTO_TEST_CASE(a_place_exactly_at_the_radius_or_at_the_age_limit_still_counts) {
    Town town;
    const auto person = town.on_duty(metres(3000));
    const auto& incident = town.incident(town.incident_of(town.tip(town.person(Role::resident))));
    const engine::World world{town.state(), town.engine.places()};
    const auto distance_m = town.engine.places().distance_m(metres(3000), centre);
    const auto found = [&](std::uint32_t radius_m, std::int64_t age_ms) {
        return engine::candidates(world, incident, radius_m, town.now + age_ms).size();
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

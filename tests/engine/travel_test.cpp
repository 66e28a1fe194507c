#include "server/engine/travel.hpp"
#include "server/engine/travel_figures.hpp"
#include "tests/engine/random_town.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

// Server/engine/travel.cpp: who would be there soonest.
using namespace dageng::test;
namespace engine = dageng::engine;
namespace geo = dageng::geo;

namespace {

using geo::RoadClass;

/// Two streets from west to east, 100 m south and 100 m north of the middle, joined by a bridge
/// 2 km to the east.
void build_two_banks(Town& town) {
    town.use_roads(
        {metres(-100, -1000), metres(-100, 2000), metres(100, -1000), metres(100, 2000)},
        {{0, 1, 0, RoadClass::residential, false},
         {2, 3, 0, RoadClass::residential, false},
         {1, 3, 0, RoadClass::residential, false}}
    );
}

/// The people asked for a tip here, in their order.
std::vector<PersonId> asked(Town& town, LatLon at) {
    const auto reporter = town.person(Role::resident);
    town.take_events();
    town.tip(reporter, "elder-missing", at);
    std::vector<PersonId> people;
    for (const auto& offer : town.take<engine::OfferMade>()) {
        people.push_back(offer.person);
    }
    return people;
}

std::uint32_t
estimate_s(Town& town, LatLon from, LatLon scene, TravelMode mode = TravelMode::foot) {
    const engine::World world = town.engine.world();
    return engine::TravelTimes{world, scene}.estimate_ms(from, mode) / 1000;
}

/// Seconds for so many metres along roads.
std::uint32_t along_s(std::int64_t metres_along, TravelMode mode) {
    const auto& figures = engine::travel_figures[static_cast<std::size_t>(mode)];
    return static_cast<std::uint32_t>(metres_along * 1000 / figures.mm_per_s);
}

bool about(std::uint32_t value, std::uint32_t wanted) {
    return value + 10 + wanted / 50 >= wanted && value <= wanted + 10 + wanted / 50;
}

PersonId on_duty_by(Town& town, LatLon at, TravelMode mode) {
    const auto person = town.person(Role::volunteer, "patrol");
    town.say(person, BeginDuty{{}, mode});
    town.place(person, at);
    return person;
}

} // namespace

BOOST_AUTO_TEST_SUITE(travel)

BOOST_AUTO_TEST_CASE(without_roads_time_is_distance_with_its_detour_at_the_speed_of_the_mode) {
    Town town;
    for (const auto mode : {TravelMode::foot, TravelMode::bicycle, TravelMode::car}) {
        const auto& figures = engine::travel_figures[static_cast<std::size_t>(mode)];
        const auto wanted = along_s(figures.detour_per_mille, mode); // of a kilometre
        BOOST_TEST(about(estimate_s(town, metres(1000), centre, mode), wanted));
    }
}

BOOST_AUTO_TEST_CASE(over_a_barrier_who_is_nearer_stands_behind_a_farther_one_on_this_side) {
    Town town;
    town.use_barrier(metres(50, -3000), metres(90, 3000), 1500);
    const auto across = town.on_duty(metres(150));
    const auto here = town.on_duty(metres(-350));
    BOOST_TEST((asked(town, centre) == std::vector<PersonId>{here, across}));
}

BOOST_AUTO_TEST_CASE(over_a_river_who_is_nearer_stands_behind_a_farther_one_on_this_side) {
    Town town;
    build_two_banks(town);
    const auto across = town.on_duty(metres(110));
    const auto here = town.on_duty(metres(-100, 450));
    const auto people = asked(town, metres(-100));
    BOOST_TEST((people == std::vector<PersonId>{here, across}));
    const auto offer = town.state().assignments.at(town.current(across));
    BOOST_TEST(about(offer.eta_s.value(), along_s(4'200, TravelMode::foot)));
}

BOOST_AUTO_TEST_CASE(with_neither_roads_nor_barriers_the_nearer_is_first) {
    Town town;
    const auto across = town.on_duty(metres(150));
    const auto here = town.on_duty(metres(-350));
    BOOST_TEST((asked(town, centre) == std::vector<PersonId>{across, here}));
}

BOOST_AUTO_TEST_CASE(who_drives_from_farther_away_is_there_before_who_walks) {
    Town town;
    const auto walker = town.on_duty(metres(300));
    const auto driver = on_duty_by(town, metres(480), TravelMode::car);
    const auto rider = on_duty_by(town, metres(400), TravelMode::bicycle);
    BOOST_TEST((asked(town, centre) == std::vector<PersonId>{driver, rider, walker}));
}

BOOST_AUTO_TEST_CASE(a_mode_is_said_with_the_duty_else_usual_for_the_category_else_on_foot) {
    Town town;
    auto catalogue = *town.state().catalogue;
    catalogue.categories.items[1].mode = TravelMode::bicycle;
    town.commit({{}, {}, {}, {}, *town.engine.take_catalogue(catalogue)});
    const auto mode = [&](PersonId person) {
        return engine::mode_of(town.state(), *town.state().person(person));
    };
    BOOST_TEST((mode(town.on_duty(centre)) == TravelMode::foot));
    const auto patrol = town.on_duty(centre, "patrol");
    BOOST_TEST((mode(patrol) == TravelMode::bicycle));
    town.say(patrol, BeginDuty{{}, TravelMode::car});
    BOOST_TEST((mode(patrol) == TravelMode::car));
    town.take_events();
    town.say(patrol, BeginDuty{{}, TravelMode::car});
    BOOST_TEST(town.take_events().empty());
    town.use_device(patrol, "another-device");
    town.say(patrol, BeginDuty{});
    BOOST_TEST((mode(patrol) == TravelMode::car));
    BOOST_TEST(town.digest() == engine::digest(town.folded().state()));
    town.say(patrol, EndDuty{});
    BOOST_TEST((mode(patrol) == TravelMode::bicycle));
}

BOOST_AUTO_TEST_CASE(a_place_near_no_road_is_estimated_as_without_roads) {
    Town town;
    const auto before = estimate_s(town, metres(3000), centre);
    const auto from_afar = estimate_s(town, metres(500), metres(-3000));
    build_two_banks(town);
    BOOST_TEST(estimate_s(town, metres(3000), centre) == before);
    BOOST_TEST(estimate_s(town, metres(500), metres(-3000)) == from_afar);
}

BOOST_AUTO_TEST_CASE(a_place_that_no_road_leads_from_stands_behind_those_that_one_does) {
    Town town;
    town.use_roads(
        {metres(-100, -1000), metres(-100, 2000), metres(100, -1000), metres(100, 2000)},
        {{0, 1, 0, RoadClass::residential, false}, {2, 3, 0, RoadClass::residential, false}}
    );
    const auto island = estimate_s(town, metres(110), metres(-100));
    BOOST_TEST(island >= along_s(1'990, TravelMode::foot));
    BOOST_TEST(island >= estimate_s(town, metres(-100, 1900), metres(-100)));
}

BOOST_AUTO_TEST_CASE(cars_go_round_where_the_road_is_one_way_and_people_on_foot_do_not) {
    Town town;
    town.use_roads(
        {metres(0, 0), metres(0, 500), metres(500, 0)},
        {{0, 1, 0, RoadClass::residential, true},
         {1, 2, 0, RoadClass::residential, true},
         {2, 0, 0, RoadClass::residential, true}}
    );
    const auto estimate = [&](TravelMode mode) {
        return estimate_s(town, metres(0, 400), metres(0, 100), mode);
    };
    BOOST_TEST(about(estimate(TravelMode::foot), along_s(300, TravelMode::foot)));
    BOOST_TEST(about(estimate(TravelMode::car), along_s(1'407, TravelMode::car)));
}

BOOST_AUTO_TEST_CASE(the_time_is_told_to_the_console_and_to_the_person_asked) {
    Town town;
    const auto desk = town.person(Role::dispatcher);
    const auto helper = town.on_duty(metres(300));
    BOOST_REQUIRE_EQUAL(asked(town, centre).size(), 1U);
    const auto eta = town.state().assignments.at(town.current(helper)).eta_s;
    BOOST_REQUIRE(eta.has_value());
    const std::string said = "\"eta_s\":" + std::to_string(*eta);
    const auto tells = [&](PersonId person, std::string_view type) {
        const auto notices = town.told_to(person);
        return std::any_of(notices.begin(), notices.end(), [&](const auto& notice) {
            return notice.type == type && notice.data.find(said) != std::string::npos;
        });
    };
    BOOST_TEST(tells(desk, "offer-made"));
    BOOST_TEST(tells(helper, "offer"));
    const auto in_snapshot = [&](PersonId person) {
        const auto items = engine::snapshot(town.state(), person, opener());
        return std::any_of(items.begin(), items.end(), [&](const std::string& item) {
            return item.find(said) != std::string::npos;
        });
    };
    BOOST_TEST(in_snapshot(desk));
    BOOST_TEST(in_snapshot(helper));
}

BOOST_AUTO_TEST_CASE(who_is_assigned_by_hand_has_an_estimated_time_when_their_place_is_known) {
    Town town;
    const auto desk = town.person(Role::dispatcher);
    const auto incident = town.incident_of(town.tip(town.person(Role::resident)));
    const auto known = town.on_duty(metres(3000), "patrol");
    const auto unknown = town.person(Role::volunteer, "patrol");
    town.say(unknown, BeginDuty{});
    town.take_events();
    town.say(desk, AssignResponder{incident, known});
    town.say(desk, AssignResponder{incident, unknown});
    const auto offers = town.take<engine::OfferMade>();
    BOOST_REQUIRE_EQUAL(offers.size(), 2U);
    BOOST_TEST(offers[0].eta_s.value() > 3'000U);
    BOOST_TEST(!offers[1].eta_s.has_value());
}

BOOST_AUTO_TEST_CASE(roads_other_than_those_that_the_journal_names_are_not_used) {
    Town town;
    build_two_banks(town);
    const auto with = estimate_s(town, metres(110), metres(-100));
    auto other = geo::RoadGraph::make(
        {metres(-100), metres(110)}, {{0, 1, 0, RoadClass::residential, false}}
    );
    town.engine.use_roads(std::make_shared<const geo::RoadGraph>(std::move(*other)));
    BOOST_TEST(town.engine.world().roads == nullptr);
    BOOST_TEST(estimate_s(town, metres(110), metres(-100)) < with);
}

BOOST_AUTO_TEST_CASE(what_is_in_use_already_makes_no_event) {
    Town town;
    build_two_banks(town);
    town.use_barrier(metres(50, -3000), metres(90, 3000), 1500);
    BOOST_TEST(town.engine.take_roads(*town.engine.world().roads).empty());
    BOOST_TEST(town.engine.take_barriers(town.state().barriers).empty());
    const auto gone = town.engine.take_barriers({});
    BOOST_REQUIRE_EQUAL(gone.size(), 1U);
    town.commit({{}, {}, {}, {}, gone});
    BOOST_TEST(town.state().barriers.empty());
    BOOST_TEST(town.digest() == engine::digest(town.folded().state()));
}

BOOST_AUTO_TEST_CASE(the_soonest_are_those_that_estimating_everybody_finds) {
    std::size_t compared = 0;
    for (std::uint64_t seed = 60; seed < 64; ++seed) {
        RandomTown random{seed};
        for (int i = 0; i < 20; ++i) {
            random.steps(15);
            const engine::World world = random.town.engine.world();
            BOOST_REQUIRE(world.roads != nullptr);
            for (const auto& [id, incident] : random.town.state().incidents) {
                const engine::Reach reach{2'000, engine::Who::fitting};
                const TimeMs now = random.town.now;
                const auto all = engine::find_candidates(world, incident, reach, now).candidates;
                engine::TravelTimes times{world, incident.place.at};
                for (const auto& one : all) {
                    const auto& person = *world.state.person(one.person);
                    const auto mode = engine::mode_of(world.state, person);
                    BOOST_REQUIRE_EQUAL(
                        one.eta_ms, times.estimate_ms(world.places.of(one.person)->at, mode)
                    );
                    BOOST_REQUIRE(
                        engine::TravelTimes::least_ms(one.distance_cm, mode) <= one.eta_ms
                    );
                }
                const std::size_t few = random.below(6);
                const auto found = engine::find_candidates(world, incident, reach, now, few);
                const auto& some = found.candidates;
                BOOST_REQUIRE_EQUAL(found.in_reach, all.size());
                for (std::size_t k = 0; k < std::min(few, all.size()); ++k) {
                    BOOST_REQUIRE((some[k].person == all[k].person));
                    BOOST_REQUIRE_EQUAL(some[k].eta_ms, all[k].eta_ms);
                    ++compared;
                }
            }
        }
    }
    BOOST_TEST(compared > 300U);
}

BOOST_AUTO_TEST_SUITE_END()

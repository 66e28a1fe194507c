#include "tests/engine/town.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

// Server/engine/engine_time.cpp: what movement and the clock bring about.
using namespace dageng::test;
namespace engine = dageng::engine;

namespace {

/// A volunteer on the way to an incident in the middle of the town.
struct OnTheWay {
    Town town;
    PersonId dispatcher = town.person(Role::dispatcher);
    PersonId person = town.on_duty(metres(400));
    IncidentId incident = town.incident_of(town.tip(town.person(Role::resident)));
    AssignmentId assignment = town.current(person);

    OnTheWay() {
        town.say(person, AcceptOffer{assignment});
        town.take_events();
    }
    bool there() const { return town.state_of(assignment) == AssignmentState::on_scene; }
};

std::ptrdiff_t places_in(const engine::TrackKept& track) {
    const std::string points = *opener()(track.points.sealed());
    return std::count(points.begin(), points.end(), '\n');
}

} // namespace

BOOST_AUTO_TEST_SUITE(engine_time)

BOOST_AUTO_TEST_CASE(a_place_near_the_scene_is_an_arrival) {
    OnTheWay way;
    way.town.place(way.person, metres(52));
    BOOST_TEST(!way.there());
    way.town.place(way.person, metres(49));
    BOOST_TEST(way.there());
    const auto changes = way.town.take<engine::AssignmentChanged>();
    BOOST_REQUIRE_EQUAL(changes.size(), 1U);
    BOOST_TEST((changes[0].cause == Cause::geofence));
    BOOST_TEST((changes[0].by == PersonId{}));
    BOOST_TEST((way.town.incident(way.incident).state == IncidentState::on_scene));
    way.town.place(way.person, metres(10));
    BOOST_TEST(way.town.take_events().empty());
}

BOOST_AUTO_TEST_CASE(a_place_less_exact_than_100_metres_is_no_arrival) {
    OnTheWay way;
    way.town.place(way.person, metres(0), 101);
    BOOST_TEST(!way.there());
    way.town.place(way.person, metres(0), 100);
    BOOST_TEST(way.there());
}

BOOST_AUTO_TEST_CASE(who_is_only_asked_does_not_arrive_and_leaves_no_track) {
    Town town;
    const auto person = town.on_duty(metres(10));
    town.tip(town.person(Role::resident));
    const auto offer = town.current(person);
    for (int i = 0; i < 100; ++i) {
        town.pass(100);
        town.place(person, metres(i % 2 == 0 ? 0 : 40));
    }
    BOOST_TEST((town.state_of(offer) == AssignmentState::unreached));
    BOOST_TEST(town.take<engine::TrackKept>().empty());
}

BOOST_AUTO_TEST_CASE(a_track_is_kept_in_pieces_of_about_sixty_places_and_at_the_end) {
    OnTheWay way;
    const auto walk = [&](int places) {
        for (int i = 0; i < places; ++i) {
            way.town.pass(5'000);
            way.town.place(way.person, metres(400 + i));
        }
    };
    walk(50);
    BOOST_TEST(way.town.take<engine::TrackKept>().empty());
    walk(20);
    auto kept = way.town.take<engine::TrackKept>();
    BOOST_REQUIRE_EQUAL(kept.size(), 1U);
    BOOST_TEST(places_in(kept[0]) >= 50);
    BOOST_TEST(places_in(kept[0]) <= 65);
    BOOST_TEST((kept[0].assignment == way.assignment));
    BOOST_TEST((kept[0].incident == way.incident));
    const auto before = places_in(kept[0]);
    way.town.say(way.person, SetStatus{way.assignment, Progress::failed});
    kept = way.town.take<engine::TrackKept>();
    BOOST_REQUIRE_EQUAL(kept.size(), 1U);
    BOOST_TEST(places_in(kept[0]) + before == 70);
    walk(100);
    BOOST_TEST(way.town.take<engine::TrackKept>().empty());
}

BOOST_AUTO_TEST_CASE(a_track_skips_places_that_are_neither_5_seconds_nor_20_metres_apart) {
    OnTheWay way;
    way.town.place(way.person, metres(400));
    way.town.pass(1'000);
    way.town.place(way.person, metres(410));
    way.town.place(way.person, metres(419));
    way.town.place(way.person, metres(421));
    way.town.pass(4'999);
    way.town.place(way.person, metres(421));
    way.town.pass(1);
    way.town.place(way.person, metres(421));
    way.town.say(way.dispatcher, StandDownResponder{way.assignment});
    const auto kept = way.town.take<engine::TrackKept>();
    BOOST_REQUIRE_EQUAL(kept.size(), 1U);
    BOOST_TEST(places_in(kept[0]) == 3);
}

BOOST_AUTO_TEST_CASE(a_place_that_fills_a_tracks_piece_may_be_the_arrival_too) {
    int filling = 0;
    OnTheWay way;
    while (way.town.take<engine::TrackKept>().empty()) {
        BOOST_REQUIRE_LT(filling++, 200);
        way.town.pass(5'000);
        way.town.place(way.person, metres(400));
    }
    OnTheWay again;
    for (int i = 1; i < filling; ++i) {
        again.town.pass(5'000);
        again.town.place(again.person, metres(400));
    }
    BOOST_TEST(again.town.take<engine::TrackKept>().empty());
    again.town.pass(5'000);
    again.town.place(again.person, metres(0));
    BOOST_TEST(again.town.take<engine::TrackKept>().size() == 1U);
    BOOST_TEST(again.there());
}

BOOST_AUTO_TEST_CASE(closing_an_incident_keeps_the_tracks_of_all_who_went) {
    Town town;
    const auto dispatcher = town.person(Role::dispatcher);
    const std::vector<PersonId> people{town.on_duty(metres(300)), town.on_duty(metres(400))};
    const auto incident = town.incident_of(town.tip(town.person(Role::resident)));
    for (const PersonId person : people) {
        town.say(person, AcceptOffer{town.current(person)});
        town.place(person, metres(200));
    }
    town.take_events();
    town.say(dispatcher, CloseIncident{incident, {"resolved"}, {}, {}});
    BOOST_TEST(town.take<engine::TrackKept>().size() == 2U);
    BOOST_TEST((!town.engine.due() || *town.engine.due() > town.now));
}

BOOST_AUTO_TEST_CASE(an_incident_grown_too_old_to_ask_for_raises_a_shortfall_when_it_loses_somebody
) {
    Town town;
    const auto person = town.on_duty(metres(100));
    const auto other = town.on_duty(metres(200));
    const auto incident = town.incident_of(town.tip(town.person(Role::resident)));
    town.say(person, AcceptOffer{town.current(person)});
    town.say(other, AcceptOffer{town.current(other)});
    town.pass(1'900'000);
    town.take_events();
    const auto free = town.on_duty(metres(50));
    town.say(person, SetStatus{town.current(person), Progress::failed});
    BOOST_TEST(!town.current(free));
    const auto& shortfall = town.incident(incident).shortfall;
    BOOST_REQUIRE(shortfall.has_value());
    BOOST_TEST(shortfall->missing == 1U);
    BOOST_TEST((shortfall->reason == ShortfallReason::nobody_accepted));
    BOOST_TEST((!town.engine.due() || *town.engine.due() > town.now + 60'000));
}

BOOST_AUTO_TEST_CASE(a_shortfall_is_raised_again_when_somebody_who_came_after_it_gives_up) {
    Town town;
    const auto incident = town.incident_of(town.tip(town.person(Role::resident)));
    BOOST_REQUIRE_EQUAL(town.take<engine::ShortfallRaised>().size(), 1U);
    const auto person = town.on_duty(metres(100));
    town.pass(5'000);
    town.say(person, AcceptOffer{town.current(person)});
    town.pass(60'000);
    BOOST_TEST(town.take<engine::ShortfallRaised>().empty());
    town.say(person, SetStatus{town.current(person), Progress::failed});
    const auto raised = town.take<engine::ShortfallRaised>();
    BOOST_REQUIRE_EQUAL(raised.size(), 1U);
    BOOST_TEST(raised[0].missing == 2U);
    BOOST_TEST((town.incident(incident).shortfall->at == town.now));
    town.pass(600'000);
    BOOST_TEST(town.take<engine::ShortfallRaised>().empty());
}

BOOST_AUTO_TEST_CASE(an_incident_that_no_wave_opened_for_in_its_time_raises_a_shortfall_at_the_start
) {
    Town town;
    town.engine.lead(town.now, town.now + 15'000);
    const auto incident = town.incident_of(town.tip(town.person(Role::resident)));
    BOOST_TEST(town.incident(incident).waves.empty());
    town.now = town.now + 7'200'000;
    town.engine.lead(town.now, town.now);
    town.follow();
    BOOST_REQUIRE(town.incident(incident).shortfall.has_value());
    BOOST_TEST((town.incident(incident).shortfall->reason == ShortfallReason::tip_too_old));
}

BOOST_AUTO_TEST_CASE(a_wave_that_ran_out_before_a_restart_waits_for_the_end_of_the_hold) {
    Town town;
    const auto person = town.on_duty(metres(800));
    town.on_duty(metres(100));
    town.tip(town.person(Role::resident));
    town.now = town.now + 61'000;
    town.engine.lead(town.now, town.now + 15'000);
    town.follow();
    BOOST_TEST((town.engine.due() == town.now + 15'000));
    town.place(person, metres(800));
    BOOST_TEST(!town.current(person));
    town.engine.stop_holding(town.now);
    town.follow();
    BOOST_TEST(bool(town.current(person)));
}

BOOST_AUTO_TEST_SUITE_END()

#include "server/district/sealing.hpp"
#include "server/geo/mercator.hpp"
#include "tests/district/rig.hpp"
#include "tests/engine/safety_town.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>

// Server/district/live_map.cpp: what watchers see of people, once a second.
using namespace dageng;
using namespace dageng::test;

namespace {

struct Watched : Rig {
    Watched() {
        account("reporter", Role::resident);
        account("desk", Role::dispatcher);
        account("map", Role::supervisor);
        desk = connect("desk");
        map = connect("map");
    }

    Json watch(bus::SessionId session, std::int64_t metres_per_pixel) {
        protocol::WatchMap view;
        view.south_west = metres(-1'000, -1'000);
        view.north_east = metres(1'000, 1'000);
        view.metres_per_pixel = {metres_per_pixel};
        send(bus::MapWatched{session, {"watch-map"}, view});
        durable();
        return of(session).answer("watch-map");
    }

    /// Marks of all tiles that a connection was sent last.
    std::vector<Json> marks(bus::SessionId session) const {
        std::vector<Json> all;
        for (const Json& tile : gateway.moments(session, "tile")) {
            for (const Json& mark : tile.at("marks")) {
                all.push_back(mark);
            }
        }
        return all;
    }

    bus::SessionId desk = 0;
    bus::SessionId map = 0;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(live_map, Watched)

BOOST_AUTO_TEST_CASE(only_consoles_and_maps_may_watch) {
    const auto walker = on_duty("walker", metres(100));
    const auto officer = on_duty("officer", metres(200), "officer");
    const auto reporter = connect("reporter");
    for (const auto session : {walker, officer, reporter}) {
        BOOST_TEST(watch(session, 5).at("error").at("code") == "not-allowed");
    }
    BOOST_TEST(watch(desk, 5).at("type") == "ok");
    BOOST_TEST(watch(map, 5).at("type") == "ok");
    pass(2'000);
    for (const auto session : {walker, officer, reporter}) {
        BOOST_TEST(gateway.moments(session, "totals").empty());
        BOOST_TEST(gateway.moments(session, "tile").empty());
    }
}

BOOST_AUTO_TEST_CASE(totals_tell_who_is_on_duty_reachable_and_engaged) {
    const auto reporter = connect("reporter");
    on_duty("gone-quiet", metres(2'000));
    pass(121'000);
    const auto walker = on_duty("walker", metres(100));
    on_duty("patrol", metres(4'000), "patrol");
    tip(reporter);
    watch(desk, 5);
    pass(1'000);
    const Json totals = gateway.moments(desk, "totals").at(0);
    const Json volunteers = totals.at("categories").at(0);
    BOOST_TEST(volunteers.at("category") == "community-volunteer");
    BOOST_TEST(volunteers.at("on_duty") == 2);
    BOOST_TEST(volunteers.at("reachable") == 1);
    BOOST_TEST(volunteers.at("engaged") == 1);
    BOOST_TEST(totals.at("categories").at(1).at("on_duty") == 1);
    BOOST_TEST(totals.at("categories").at(1).at("engaged") == 0);
    BOOST_TEST(totals.at("open_incidents") == 1);
    BOOST_TEST(of(walker).told("offer").size() == 1U);
}

BOOST_AUTO_TEST_CASE(marks_say_where_what_and_in_what_state_and_not_who) {
    const auto reporter = connect("reporter");
    const auto walker = on_duty("walker", metres(100));
    on_duty("patrol", metres(-300), "patrol");
    const auto person = of(walker).accepted->person;
    watch(map, 5);
    pass(1'000);
    auto seen = marks(map);
    BOOST_REQUIRE_EQUAL(seen.size(), 2U);
    leader->take_configuration(safety_catalogue(60, 20), std::nullopt, clocks());
    durable();
    tip(reporter);
    const auto assignment = of(walker).told("offer").at(0).at("assignment").get<std::uint64_t>();
    const auto state_of_walker = [&] {
        pass(1'000);
        for (const Json& mark : marks(map)) {
            if (mark.at(3) == 0) {
                BOOST_TEST(mark.at(0) != person.value);
                BOOST_TEST(mark.at(1) == static_cast<double>(metres(100).lat_e7) / 1e7);
                return mark.at(4).get<int>();
            }
        }
        return -1;
    };
    BOOST_TEST(state_of_walker() == 1);
    ask(walker, protocol::AcceptOffer{{assignment}});
    BOOST_TEST(state_of_walker() == 2);
    ask(walker, protocol::SetStatus{{assignment}, protocol::Progress::on_scene});
    BOOST_TEST(state_of_walker() == 3);
    pass(60'000); // No check-in came.
    BOOST_TEST(state_of_walker() == 4);
    ask(walker, protocol::SetStatus{{assignment}, protocol::Progress::cleared});
    BOOST_TEST(state_of_walker() == 0);
}

BOOST_AUTO_TEST_CASE(a_place_that_has_grown_old_is_not_drawn) {
    on_duty("walker", metres(100));
    watch(map, 5);
    pass(119'000);
    BOOST_TEST(marks(map).size() == 1U);
    pass(3'000);
    BOOST_TEST(marks(map).empty());
}

BOOST_AUTO_TEST_CASE(who_has_gone_off_duty_is_not_drawn) {
    const auto walker = on_duty("walker", metres(100));
    watch(map, 5);
    pass(1'000);
    BOOST_TEST(marks(map).size() == 1U);
    ask(walker, protocol::EndDuty{});
    pass(1'000);
    BOOST_TEST(marks(map).empty());
}

BOOST_AUTO_TEST_CASE(all_who_are_in_view_are_drawn_once_each_in_their_own_tile) {
    for (int i = 0; i < 12; ++i) {
        on_duty("walker-" + std::to_string(i), metres(i * 150 - 900, i * 140 - 800));
    }
    watch(map, 5);
    pass(1'000);
    BOOST_TEST(marks(map).size() == 12U);
    for (const Json& tile : gateway.moments(map, "tile")) {
        const geo::TileId id{tile.at("x").get<std::uint32_t>(), tile.at("y").get<std::uint32_t>()};
        for (const Json& mark : tile.at("marks")) {
            const protocol::LatLon at{
                static_cast<std::int32_t>(std::llround(mark.at(1).get<double>() * 1e7)),
                static_cast<std::int32_t>(std::llround(mark.at(2).get<double>() * 1e7))
            };
            BOOST_TEST((geo::tile_of(at) == id));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_marks_number_is_new_every_quarter_of_an_hour_and_anothers_is_another) {
    const vault::SecretKey key = vault.key(district::district_key).value();
    constexpr std::int64_t quarter_ms = 900'000;
    const protocol::TimeMs start{quarter_ms * 1'995'000};
    const auto of_one = district::mark_id({1}, {8}, start, key);
    BOOST_TEST(district::mark_id({1}, {8}, start + (quarter_ms - 1), key) == of_one);
    BOOST_TEST(district::mark_id({1}, {8}, start + quarter_ms, key) != of_one);
    BOOST_TEST(district::mark_id({2}, {8}, start, key) != of_one);
    BOOST_TEST(district::mark_id({1}, {9}, start, key) != of_one);
}

BOOST_AUTO_TEST_CASE(from_far_out_people_are_counts_and_few_are_told_as_few) {
    const auto reporter = connect("reporter");
    const auto alone = on_duty("alone", metres(-3'000, -3'000));
    for (int i = 0; i < 3; ++i) {
        on_duty("walker-" + std::to_string(i), metres(120 + i, 120));
    }
    protocol::ReportTip report;
    report.kind = {"elder-missing"};
    report.place = {metres(-3'000, -3'100), {10}};
    ask(reporter, report);
    BOOST_TEST(of(alone).told("offer").size() == 1U);
    watch(map, 50);
    pass(1'000);
    BOOST_TEST(gateway.moments(map, "tile").empty());
    const Json cells = gateway.moments(map, "counts").at(0).at("cells");
    BOOST_REQUIRE_EQUAL(cells.size(), 2U);
    const Json& few = cells.at(0).at(2) == 2 ? cells.at(0) : cells.at(1);
    const Json& three = cells.at(0).at(2) == 2 ? cells.at(1) : cells.at(0);
    BOOST_TEST(few.at(2) == 2);
    BOOST_TEST(few.at(3) == 2);
    BOOST_TEST(three.at(2) == 3);
    BOOST_TEST(three.at(3) == 0);
}

BOOST_AUTO_TEST_CASE(where_those_who_go_are_is_shown_by_name_to_consoles_only) {
    const auto reporter = connect("reporter");
    const auto walker = on_duty("walker", metres(100));
    on_duty("idle", metres(3'000));
    tip(reporter);
    watch(desk, 5);
    watch(map, 5);
    const auto assignment = of(walker).told("offer").at(0).at("assignment").get<std::uint64_t>();
    ask(walker, protocol::AcceptOffer{{assignment}});
    pass(1'000);
    const Json places = gateway.moments(desk, "responder-places").at(0).at("places");
    BOOST_REQUIRE_EQUAL(places.size(), 1U);
    BOOST_TEST(places.at(0).at("person") == of(walker).accepted->person.value);
    BOOST_TEST(gateway.moments(map, "responder-places").empty());
}

BOOST_AUTO_TEST_CASE(somebody_who_is_merely_asked_is_not_among_those_who_go) {
    const auto reporter = connect("reporter");
    const auto walker = on_duty("walker", metres(100));
    tip(reporter);
    BOOST_TEST(of(walker).told("offer").size() == 1U);
    watch(desk, 5);
    pass(1'000);
    BOOST_TEST(gateway.moments(desk, "responder-places").at(0).at("places").empty());
}

BOOST_AUTO_TEST_SUITE_END()

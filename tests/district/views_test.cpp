#include "tests/district/rig.hpp"
#include "tests/engine/town.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>

// Server/district/views.cpp: the second fold, and when its frames leave.
using namespace dageng;
using namespace dageng::test;

namespace {

struct Shown : Rig {
    Shown() {
        account("reporter", Role::resident);
        account("map", Role::supervisor);
        map = connect("map");
    }

    void watch(protocol::LatLon south_west, protocol::LatLon north_east) {
        protocol::WatchMap view;
        view.south_west = south_west;
        view.north_east = north_east;
        view.metres_per_pixel = {5};
        send(bus::MapWatched{map, {"watch-map"}, view});
        durable();
    }

    /// Tiles that a portion of a second brings.
    std::size_t tiles_of_portion() {
        std::size_t tiles = 0;
        wall_ms += district::Views::portion_ms;
        steady_ms += district::Views::portion_ms;
        for (const bus::Moment& moment : views->tick(now())) {
            tiles += moment.frame->find("\"tile\"") != std::string::npos ? 1 : 0;
        }
        return tiles;
    }

    bus::SessionId map = 0;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(views, Shown)

BOOST_AUTO_TEST_CASE(the_second_fold_is_the_leaders_state) {
    const auto reporter = connect("reporter");
    const auto walker = on_duty("walker", metres(100));
    tip(reporter);
    const auto assignment = of(walker).told("offer").at(0).at("assignment").get<std::uint64_t>();
    ask(walker, protocol::AcceptOffer{{assignment}});
    pass(1'000);
    BOOST_TEST(engine::digest(views->engine().state()) == engine::digest(leader->engine().state()));
    restart();
    BOOST_TEST(engine::digest(views->engine().state()) == engine::digest(leader->engine().state()));
}

BOOST_AUTO_TEST_CASE(it_learns_nothing_that_is_not_durable) {
    const auto reporter = connect("reporter");
    const auto before = views->engine().state().last;
    protocol::ReportTip report;
    report.kind = {"elder-missing"};
    report.place = {centre, {10}};
    say(reporter, report);
    BOOST_TEST(leader->engine().state().last > before);
    BOOST_TEST(views->engine().state().last == before);
    durable();
    BOOST_TEST(views->engine().state().last == leader->engine().state().last);
}

BOOST_AUTO_TEST_CASE(a_second_brings_each_tile_once_and_never_all_at_one_moment) {
    for (int i = 0; i < 16; ++i) {
        on_duty("walker-" + std::to_string(i), metres(i * 1'500 - 12'000, i * 1'400 - 11'000));
    }
    watch(metres(-13'000, -13'000), metres(13'000, 13'000));
    const std::size_t at_first_sight = tiles_of_portion();
    std::size_t in_a_second = 0;
    std::size_t most = 0;
    for (int i = 0; i < district::Views::portions; ++i) {
        const std::size_t tiles = tiles_of_portion();
        in_a_second += tiles;
        most = std::max(most, tiles);
    }
    BOOST_TEST(at_first_sight > 16U);
    BOOST_TEST(in_a_second >= 14U);
    BOOST_TEST(in_a_second <= 16U);
    BOOST_TEST(most < in_a_second / 2);
}

BOOST_AUTO_TEST_CASE(a_tile_that_became_empty_is_sent_once_more_and_then_not) {
    const auto walker = on_duty("walker", metres(100));
    watch(metres(-500, -500), metres(500, 500));
    pass(1'000);
    ask(walker, protocol::EndDuty{});
    std::size_t next_second = 0;
    std::size_t second_after = 0;
    for (int i = 0; i < district::Views::portions; ++i) {
        next_second += tiles_of_portion();
    }
    for (int i = 0; i < district::Views::portions; ++i) {
        second_after += tiles_of_portion();
    }
    BOOST_TEST(next_second == 1U);
    BOOST_TEST(second_after == 0U);
}

BOOST_AUTO_TEST_CASE(who_left_is_shown_nothing_more) {
    on_duty("walker", metres(100));
    watch(metres(-500, -500), metres(500, 500));
    pass(1'000);
    send(bus::Closed{map});
    durable();
    wall_ms += 1'000;
    steady_ms += 1'000;
    BOOST_TEST(views->tick(now()).empty());
}

BOOST_AUTO_TEST_CASE(consoles_are_told_who_has_which_incident_before_them_and_maps_are_not) {
    account("desk", Role::dispatcher);
    account("other", Role::dispatcher);
    const auto desk = connect("desk");
    const auto other = connect("other");
    tip(connect("reporter"));
    const auto look = [&](bus::SessionId session, std::optional<protocol::IncidentId> incident) {
        protocol::WatchMap view;
        view.metres_per_pixel = {5};
        view.incident = incident;
        send(bus::MapWatched{session, {"watch-map"}, view});
        durable();
    };
    const auto second = [&] {
        std::vector<bus::Moment> all;
        for (std::int64_t i = 0; i < district::Views::portions; ++i) {
            wall_ms += district::Views::portion_ms;
            steady_ms += district::Views::portion_ms;
            for (bus::Moment& moment : views->tick(now())) {
                if (moment.frame->find("\"viewers\"") != std::string::npos) {
                    all.push_back(std::move(moment));
                }
            }
        }
        return all;
    };
    look(map, protocol::IncidentId{1});
    look(other, {});
    BOOST_TEST(second().empty());
    look(desk, protocol::IncidentId{1});
    auto told = second();
    BOOST_REQUIRE_EQUAL(told.size(), 1U);
    BOOST_TEST(told[0].to.size() == 2U);
    BOOST_TEST(told[0].frame->find(R"("viewers":[{"incident":1,"person":)") != std::string::npos);
    look(desk, protocol::IncidentId{99});
    told = second();
    BOOST_REQUIRE_EQUAL(told.size(), 1U);
    BOOST_TEST(told[0].frame->find(R"("viewers":[])") != std::string::npos);
    BOOST_TEST(second().empty());
    look(desk, protocol::IncidentId{1});
    second();
    send(bus::Closed{desk});
    durable();
    told = second();
    BOOST_REQUIRE_EQUAL(told.size(), 1U);
    BOOST_TEST((told[0].to == std::vector<bus::SessionId>{other}));
}

BOOST_AUTO_TEST_CASE(a_signed_head_goes_once_to_each_who_watches_and_to_each_who_comes) {
    account("desk", Role::dispatcher);
    const auto heads_to = [&](bus::SessionId session, std::int64_t portions) {
        std::size_t heads = 0;
        for (std::int64_t i = 0; i < portions; ++i) {
            wall_ms += district::Views::portion_ms;
            steady_ms += district::Views::portion_ms;
            for (const bus::Moment& moment : views->tick(now())) {
                const bool to_them = std::count(moment.to.begin(), moment.to.end(), session) > 0;
                const bool head = moment.frame->find("\"signed-head\"") != std::string::npos;
                heads += head && to_them ? 1 : 0;
            }
        }
        return heads;
    };
    watch(metres(-500, -500), metres(500, 500));
    BOOST_TEST(heads_to(map, 40) == 0U);
    protocol::SignedHead head;
    head.last = 7;
    leader->show_head(head);
    leader->tick(clocks());
    BOOST_TEST(heads_to(map, 40) == 1U);
    const auto desk = connect("desk");
    send(bus::MapWatched{desk, {"watch-map"}, {}});
    durable();
    BOOST_TEST(heads_to(desk, 40) == 1U);
    BOOST_TEST(heads_to(map, 40) == 0U);
    head.last = 8;
    leader->show_head(head);
    leader->tick(clocks());
    BOOST_TEST(heads_to(desk, 20) == 1U);
}

BOOST_AUTO_TEST_SUITE_END()

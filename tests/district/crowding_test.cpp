#include "server/district/crowding.hpp"
#include "tests/district/rig.hpp"
#include "tests/engine/town.hpp"

#include <boost/test/unit_test.hpp>

// Server/district/crowding.cpp: what a leader that is behind passes over.
using namespace dageng;
using namespace dageng::test;

namespace {

bus::ToLeader place_of(bus::SessionId session, int north_m) {
    protocol::Position position;
    position.at = metres(north_m);
    return bus::PlaceHeard{session, position};
}

} // namespace

BOOST_AUTO_TEST_SUITE(crowding)

BOOST_AUTO_TEST_CASE(of_each_connection_the_newest_place_stays_and_all_else_in_its_order) {
    std::vector<bus::ToLeader> batch;
    batch.push_back(place_of(1, 10));
    batch.push_back(bus::NoticeSeen{1, 7});
    batch.push_back(place_of(2, 20));
    batch.push_back(place_of(1, 30));
    batch.push_back(bus::NoticeSeen{2, 8});
    BOOST_TEST(district::drop_older_places(batch) == 1U);
    BOOST_REQUIRE_EQUAL(batch.size(), 4U);
    BOOST_TEST(std::get<bus::NoticeSeen>(batch[0]).n == 7U);
    BOOST_TEST(std::get<bus::PlaceHeard>(batch[1]).session == 2U);
    BOOST_TEST((std::get<bus::PlaceHeard>(batch[2]).position.at == metres(30)));
    BOOST_TEST(std::get<bus::NoticeSeen>(batch[3]).n == 8U);
}

BOOST_AUTO_TEST_CASE(a_leader_that_is_behind_passes_over_old_places_and_takes_every_tip) {
    Rig rig;
    rig.account("reporter", Role::resident);
    const auto walker = rig.on_duty("walker", metres(100));
    const auto reporter = rig.connect("reporter");
    protocol::ReportTip tip;
    tip.kind = {"elder-missing"};
    tip.place.at = centre;
    std::vector<bus::ToLeader> batch;
    for (std::size_t i = 0; i < district::Leader::crowded; ++i) {
        batch.push_back(place_of(walker, static_cast<int>(i % 500)));
    }
    batch.push_back(bus::CommandSent{reporter, {"the-tip"}, {}, tip});
    batch.push_back(place_of(walker, 200));
    rig.leader->take(std::move(batch), rig.clocks());
    rig.durable();
    BOOST_TEST(rig.of(reporter).answer("the-tip").at("type") == "ok");
    BOOST_TEST(
        rig.metric("dageng_places_dropped_total").value_or(0) ==
        static_cast<double>(district::Leader::crowded)
    );
}

BOOST_AUTO_TEST_CASE(one_that_keeps_up_takes_each) {
    Rig rig;
    const auto walker = rig.on_duty("walker", metres(100));
    rig.leader->take({place_of(walker, 10), place_of(walker, 20)}, rig.clocks());
    BOOST_TEST(rig.metric("dageng_places_dropped_total").value_or(0) == 0);
}

BOOST_AUTO_TEST_SUITE_END()

#include "server/http/session_id.hpp"
#include "tests/gateway/rig.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

namespace {

using namespace dageng;
using support::shared;

/// A district with two gateways, each with its own port, under one leader.
struct Nodes : Rig {
    Nodes() { other.start(); }

    static gateway::Settings second() {
        gateway::Settings settings;
        settings.gateway = 1;
        return as_spoken(settings);
    }

    Live live_at_other(std::uint64_t person, const std::string& device = "device-001") {
        return live_at(other.port(), person, device);
    }

    prometheus::Registry other_registry;
    gateway::Gateway other{second(), leader.bus(), handler, calls, other_registry};
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(gateways_of_one_district, Nodes)

BOOST_AUTO_TEST_CASE(a_notice_reaches_the_devices_of_a_person_at_every_gateway) {
    auto phone = live(1, "device-001");
    auto tablet = live_at_other(1, "device-002");
    auto somebody = live_at_other(2, "device-003");
    BOOST_TEST(http::gateway_of(phone.session) != http::gateway_of(tablet.session));
    leader.say(notice(101, {{{1}, 90}}));
    leader.say(bus::Reply{somebody.session, shared("nothing for you")});
    BOOST_TEST(phone.client.receive_text() == notice_text(101, 90));
    BOOST_TEST(tablet.client.receive_text() == notice_text(101, 90));
    BOOST_TEST(somebody.client.receive_text() == "nothing for you");
}

BOOST_AUTO_TEST_CASE(who_comes_back_by_another_gateway_is_told_there_and_no_longer_at_the_first) {
    auto first = live(1);
    auto second = live_at_other(1);
    BOOST_TEST(first.client.receive_close() == 4409);
    BOOST_TEST(leader.next<bus::Closed>().session == first.session);
    leader.say(notice(101, {{{1}, 90}}));
    BOOST_TEST(second.client.receive_text() == notice_text(101, 90));
}

BOOST_AUTO_TEST_CASE(an_answer_goes_to_the_gateway_that_asked_and_to_no_other) {
    auto here = live(1);
    auto there = live_at_other(2);
    leader.say(
        bus::Reply{here.session, shared("here")}, bus::Reply{there.session, shared("there")}
    );
    BOOST_TEST(here.client.receive_text() == "here");
    BOOST_TEST(there.client.receive_text() == "there");
}

BOOST_AUTO_TEST_CASE(while_one_gateway_drains_the_other_takes_its_clients) {
    auto phone = live(1);
    gateway.drain(std::chrono::milliseconds{1});
    BOOST_TEST(phone.client.receive_close() == 1012);
    BOOST_TEST(leader.next<bus::Closed>().session == phone.session);
    auto again = live_at_other(1);
    leader.say(notice(101, {{{1}, 90}}));
    BOOST_TEST(again.client.receive_text() == notice_text(101, 90));
}

BOOST_AUTO_TEST_SUITE_END()

#include "tests/district/rig.hpp"
#include "tests/engine/town.hpp"

#include <boost/test/unit_test.hpp>

// Server/district/leader.cpp: repetition, devices, clocks and keys of commands.
using namespace dageng;
using namespace dageng::test;

namespace {

constexpr std::int64_t hour_ms = 3'600'000;

struct Commands : Rig {
    Commands() {
        account("reporter", Role::resident);
        account("desk", Role::dispatcher);
        reporter = connect("reporter");
    }

    protocol::ReportTip report(std::string text = "seen near the gate") const {
        protocol::ReportTip tip;
        tip.kind = {"elder-missing"};
        tip.place = {centre, {10}};
        tip.words = words(std::move(text));
        return tip;
    }

    const engine::State& state() const { return leader->engine().state(); }

    bus::SessionId reporter = 0;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(commands, Commands)

BOOST_AUTO_TEST_CASE(a_repeated_command_gets_the_same_answer_and_changes_nothing) {
    const Json first = ask(reporter, report(), "sent-twice");
    const auto last = state().last;
    BOOST_TEST(ask(reporter, report(), "sent-twice") == first);
    BOOST_TEST(state().last == last);
    restart();
    reporter = connect("reporter");
    BOOST_TEST(ask(reporter, report(), "sent-twice") == first);
    BOOST_TEST(state().last == last);
}

BOOST_AUTO_TEST_CASE(another_command_under_the_same_id_is_refused) {
    ask(reporter, report(), "sent-twice");
    BOOST_TEST(ask(reporter, report("other words"), "sent-twice") == "id-reused");
    BOOST_TEST(ask(reporter, protocol::WithdrawTip{{1}}, "sent-twice") == "id-reused");
    BOOST_TEST(state().tips.size() == 1U);
}

BOOST_AUTO_TEST_CASE(an_id_belongs_to_its_account) {
    const auto desk = connect("desk");
    const Json first = ask(reporter, report(), "sent-twice");
    const Json other = ask(desk, report(), "sent-twice");
    BOOST_TEST(first.at("tip") != other.at("tip"));
}

BOOST_AUTO_TEST_CASE(a_refused_command_may_be_sent_again_under_its_id) {
    account("walker", Role::volunteer, "community-volunteer");
    const auto walker = connect("walker");
    BOOST_TEST(ask(reporter, protocol::WithdrawTip{{1}}, "too-early") == "not-found");
    ask(reporter, report());
    BOOST_TEST(ask(reporter, protocol::WithdrawTip{{1}}, "too-early").at("tip") == 1);
    BOOST_TEST(ask(walker, protocol::BeginDuty{}).at("on") == true);
}

BOOST_AUTO_TEST_CASE(what_a_role_may_not_do_is_refused) {
    BOOST_TEST(ask(reporter, protocol::BeginDuty{}) == "not-allowed");
    BOOST_TEST(ask(reporter, protocol::AcknowledgeIncident{{1}}) == "not-allowed");
}

BOOST_AUTO_TEST_CASE(a_moment_is_corrected_by_what_the_devices_clock_said_at_hello) {
    auto fast = hello_of("reporter");
    fast.device_time = now() + hour_ms;
    const auto phone = hello("reporter", fast);
    const auto device_now = fast.device_time.value;
    say(phone, report(), "made-earlier", device_now - 60'000);
    say(phone, report(), "made-just-now", device_now);
    say(phone, report(), "made-in-future", device_now + hour_ms);
    BOOST_TEST(state().tips.at({1}).made_at.value == now().value - 60'000);
    BOOST_TEST(state().tips.at({2}).made_at.value == now().value);
    BOOST_TEST(state().tips.at({3}).made_at.value == now().value);
}

BOOST_AUTO_TEST_CASE(a_late_answer_is_refused_by_the_corrected_moment) {
    const auto walker = on_duty("walker", metres(100));
    tip(reporter);
    const auto assignment = of(walker).told("offer").at(0).at("assignment").get<std::uint64_t>();
    const protocol::AcceptOffer yes{{assignment}};
    const auto late = say(walker, yes, {}, now().value - 61'000);
    durable();
    BOOST_TEST(of(walker).answer(late).at("error").at("code") == "too-late");
    auto slow = hello_of("walker");
    slow.device_time = now() + -hour_ms;
    const auto again = hello("walker", slow);
    const auto in_time = say(again, yes, {}, now().value - hour_ms);
    durable();
    BOOST_TEST(of(again).answer(in_time).at("type") == "ok");
}

BOOST_AUTO_TEST_CASE(only_places_from_the_device_on_duty_count) {
    const auto phone = on_duty("walker", metres(100));
    const auto person = of(phone).accepted->person;
    auto second = hello_of("walker");
    second.device = {"another-device"};
    const auto tablet = hello("walker", second);
    durable();
    place(tablet, metres(900));
    BOOST_TEST((leader->engine().places().of(person)->at == metres(100)));
    place(phone, metres(200));
    BOOST_TEST((leader->engine().places().of(person)->at == metres(200)));
    ask(tablet, protocol::BeginDuty{});
    place(tablet, metres(900));
    place(phone, metres(300));
    BOOST_TEST((leader->engine().places().of(person)->at == metres(900)));
}

BOOST_AUTO_TEST_CASE(a_connection_that_is_gone_is_heard_no_more) {
    const auto phone = on_duty("walker", metres(100));
    const auto person = of(phone).accepted->person;
    send(bus::Closed{phone});
    place(phone, metres(900));
    BOOST_TEST((leader->engine().places().of(person)->at == metres(100)));
    const auto last = state().last;
    say(phone, protocol::EndDuty{});
    BOOST_TEST(state().last == last);
}

BOOST_AUTO_TEST_CASE(a_place_near_the_scene_is_the_arrival) {
    const auto walker = on_duty("walker", metres(100));
    tip(reporter);
    const auto assignment = of(walker).told("offer").at(0).at("assignment").get<std::uint64_t>();
    ask(walker, protocol::AcceptOffer{{assignment}});
    place(walker, metres(40));
    durable();
    const auto change = of(walker).told("assignment-changed").back();
    BOOST_TEST(change.at("state") == "on-scene");
    BOOST_TEST(change.at("cause") == "geofence");
}

BOOST_AUTO_TEST_CASE(a_trial_of_a_plan_asks_by_the_roads_that_offers_go_by) {
    // Two streets, joined by a bridge 2 km to the east: who is near stands on the other one.
    auto roads = geo::RoadGraph::make(
        {metres(-100, -1000), metres(-100, 2000), metres(100, -1000), metres(100, 2000)},
        {{0, 1, 0, geo::RoadClass::residential, false},
         {2, 3, 0, geo::RoadClass::residential, false},
         {1, 3, 0, geo::RoadClass::residential, false}}
    );
    BOOST_REQUIRE(static_cast<bool>(roads));
    leader->take_travel(std::make_shared<const geo::RoadGraph>(*roads), std::nullopt, clocks());
    on_duty("across", metres(110), "patrol");
    on_duty("here", metres(-100, 450));
    const auto trial = leader->try_plan({{"elder-missing"}, metres(-100), 1}, clocks());
    BOOST_REQUIRE(static_cast<bool>(trial));
    const auto& asked = trial->waves.at(0).asked;
    BOOST_REQUIRE_EQUAL(asked.size(), 2U);
    BOOST_TEST(asked[0].category.value == "community-volunteer");
    BOOST_TEST(asked[1].category.value == "patrol");
}

BOOST_AUTO_TEST_CASE(keys_are_made_before_the_state_names_them) {
    for (int i = 0; i < 1'500; ++i) {
        BOOST_REQUIRE_GE(vault.last_key().value, state().last_key.value + 64);
        leader->add_account({.name = "somebody"}, clocks());
    }
    BOOST_TEST(state().last_key.value > 1'500U);
}

BOOST_AUTO_TEST_CASE(a_photo_has_one_key_from_its_beginning_and_one_owner) {
    const protocol::BeginPhoto photo{{"photo-number-1"}};
    send(bus::PhotoAsked{71, token_of("reporter"), photo});
    send(bus::PhotoAsked{72, token_of("reporter"), photo});
    send(bus::PhotoAsked{73, token_of("desk"), photo});
    durable();
    const auto& replies = gateway.photo_replies();
    BOOST_REQUIRE_EQUAL(replies.size(), 3U);
    BOOST_TEST((replies[0].ticket->key == replies[1].ticket->key));
    BOOST_TEST(vault.key(replies[0].ticket->key).has_value());
    BOOST_TEST((replies[2].ticket.refusal().code == protocol::ErrorCode::not_allowed));
}

BOOST_AUTO_TEST_CASE(a_configuration_is_recorded_when_it_is_new_only) {
    const auto last = state().last;
    const auto same = leader->take_configuration(small_catalogue(), std::nullopt, clocks());
    BOOST_TEST(*same == last);
    auto other = small_catalogue();
    other.district = {"Another"};
    BOOST_TEST(*leader->take_configuration(other, std::nullopt, clocks()) == last + 1);
    other.categories.items.clear();
    BOOST_TEST(!leader->take_configuration(other, std::nullopt, clocks()));
}

// A snapshot's part with a larger catalogue was a frame that no client takes.
BOOST_AUTO_TEST_CASE(a_configuration_that_no_frame_holds_is_refused) {
    auto large = small_catalogue();
    const protocol::Plan plan = large.plans.items.front();
    while (large.plans.items.size() < 100) {
        large.plans.items.push_back(plan);
        large.plans.items.back().kind = {"kind-" + std::to_string(large.plans.items.size())};
        large.plans.items.back().brief = {{std::string(200, 'b')}, {std::string(200, 'b')}};
    }
    const auto taken = leader->take_configuration(large, std::nullopt, clocks());
    BOOST_REQUIRE(!taken);
    BOOST_TEST((taken.refusal().code == protocol::ErrorCode::bad_field));
    BOOST_TEST(state().catalogue->version == 1U);
}

BOOST_AUTO_TEST_SUITE_END()

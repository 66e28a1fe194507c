#include "tests/district/rig.hpp"
#include "tests/engine/town.hpp"

#include <boost/test/unit_test.hpp>

// Server/district/leader.cpp and release_queue.hpp: nothing leaves before what it rests on is
// durable.
using namespace dageng;
using namespace dageng::test;

namespace {

struct Desk : Rig {
    Desk() {
        account("reporter", Role::resident);
        account("desk", Role::dispatcher);
        reporter = connect("reporter");
        desk = connect("desk");
    }

    protocol::ReportTip report() const {
        protocol::ReportTip tip;
        tip.kind = {"elder-missing"};
        tip.place = {centre, {10}};
        tip.words = words("seen near the gate");
        return tip;
    }

    bus::SessionId reporter = 0;
    bus::SessionId desk = 0;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(release, Desk)

BOOST_AUTO_TEST_CASE(nothing_is_released_before_it_is_durable) {
    const std::size_t before = gateway.released();
    const auto tip = say(reporter, report());
    protocol::AddToTip strange;
    strange.tip = {999};
    const auto refused = say(reporter, strange);
    const auto newcomer = hello("desk");
    auto nobody = hello_of("desk");
    nobody.token = {"token-of-nobody-0123456789"};
    const auto stranger = hello("desk", nobody);
    protocol::BeginPhoto photo{{"photo-number-1"}};
    send(bus::PhotoAsked{77, token_of("reporter"), photo});
    send(bus::PhotoAsked{78, "no-such-token", photo});
    BOOST_TEST(gateway.released() == before);
    BOOST_TEST(!of(newcomer).accepted.has_value());
    durable();
    BOOST_TEST(of(reporter).answer(tip).at("type") == "ok");
    BOOST_TEST(of(reporter).answer(refused).at("error").at("code") == "not-found");
    BOOST_TEST(of(newcomer).accepted.has_value());
    BOOST_TEST((of(stranger).rejected == protocol::CloseCode::not_signed_in));
    BOOST_TEST(of(desk).told("tip-received").size() == 1U);
    BOOST_REQUIRE_EQUAL(gateway.photo_replies().size(), 2U);
    BOOST_TEST(bool(gateway.photo_replies()[0].ticket));
    BOOST_TEST(!gateway.photo_replies()[1].ticket);
}

BOOST_AUTO_TEST_CASE(each_leaves_with_the_record_that_it_rests_on_and_not_before) {
    const auto first = say(reporter, report());
    const std::size_t waiting = journal.waiting();
    const auto second = say(reporter, report());
    BOOST_TEST(waiting > 1U);
    journal.make_durable(1);
    BOOST_TEST(!of(reporter).answer(first).is_null());
    BOOST_TEST(of(desk).told("tip-received").size() == 1U);
    BOOST_TEST(of(desk).told("shortfall").empty());
    journal.make_durable(waiting - 1);
    BOOST_TEST(of(desk).told("shortfall").size() == 1U);
    BOOST_TEST(of(reporter).answer(second).is_null());
    journal.make_durable(1);
    BOOST_TEST(!of(reporter).answer(second).is_null());
}

BOOST_AUTO_TEST_CASE(a_repeated_command_is_answered_only_when_the_first_is_durable) {
    say(reporter, report(), "the-same-id");
    say(reporter, report(), "the-same-id");
    BOOST_TEST(of(reporter).answer("the-same-id").is_null());
    durable();
    BOOST_TEST(of(reporter).answer("the-same-id").at("type") == "ok");
}

BOOST_AUTO_TEST_CASE(notices_leave_in_the_order_of_their_numbers_and_name_the_one_before) {
    for (int i = 0; i < 5; ++i) {
        say(reporter, report());
    }
    durable();
    const auto notices = of(desk).notices();
    BOOST_REQUIRE(notices.size() >= 10U);
    for (std::size_t i = 0; i < notices.size(); ++i) {
        BOOST_TEST((i == 0 || notices[i].at("prev") == notices[i - 1].at("n")));
        BOOST_TEST(notices[i].at("n") > notices[i].at("prev"));
    }
}

BOOST_AUTO_TEST_CASE(a_snapshot_and_the_notices_after_it_meet_without_gap_or_overlap) {
    say(reporter, report());
    const auto newcomer = hello("desk");
    say(reporter, report());
    durable();
    BOOST_TEST(of(newcomer).told("tip-received").size() == 2U);
    const auto notices = of(newcomer).notices();
    BOOST_REQUIRE(!notices.empty());
    BOOST_TEST(notices.front().at("prev") == of(newcomer).welcome().at("n"));
}

BOOST_AUTO_TEST_CASE(what_watchers_are_shown_of_the_moment_waits_too) {
    protocol::WatchMap view;
    view.south_west = metres(-500, -500);
    view.north_east = metres(500, 500);
    view.metres_per_pixel = {5};
    send(bus::MapWatched{desk, {"watching"}, view});
    const auto id = say(reporter, report());
    wall_ms += 1'000;
    steady_ms += 1'000;
    show();
    BOOST_TEST(gateway.moments(desk, "totals").at(0).at("open_incidents") == 0);
    durable();
    wall_ms += 1'000;
    steady_ms += 1'000;
    show();
    BOOST_TEST(!of(reporter).answer(id).is_null());
    BOOST_TEST(gateway.moments(desk, "totals").at(0).at("open_incidents") == 1);
}

BOOST_AUTO_TEST_CASE(when_too_much_waits_for_the_disk_commands_are_refused_as_busy) {
    for (std::uint64_t i = 0; i <= district::Leader::max_undurable; ++i) {
        leader->add_account({}, clocks());
    }
    const auto last = leader->engine().state().last;
    say(reporter, report(), "too-much-waits");
    BOOST_TEST(leader->engine().state().last == last);
    durable();
    BOOST_TEST(of(reporter).answer("too-much-waits").at("error").at("code") == "busy");
    BOOST_TEST(ask(reporter, report(), "too-much-waits").contains("tip"));
}

BOOST_AUTO_TEST_CASE(a_panic_is_taken_however_much_waits_for_the_disk) {
    for (std::uint64_t i = 0; i <= district::Leader::max_undurable; ++i) {
        leader->add_account({}, clocks());
    }
    say(reporter, report(), "too-much-waits");
    say(reporter, protocol::RaisePanic{protocol::Place{centre, {10}}, false}, "help-of-reporter");
    durable();
    BOOST_TEST(of(reporter).answer("too-much-waits").at("error").at("code") == "busy");
    BOOST_TEST(of(reporter).answer("help-of-reporter").at("data").contains("incident"));
}

BOOST_AUTO_TEST_CASE(a_journal_that_fails_ends_it_and_nothing_more_is_released) {
    say(reporter, report());
    const std::size_t before = gateway.released();
    BOOST_CHECK_THROW(journal.fail("the disk is full"), journal::JournalError);
    BOOST_TEST(gateway.released() == before);
}

BOOST_AUTO_TEST_CASE(a_record_that_another_leader_has_overtaken_ends_it_likewise) {
    say(reporter, report());
    const std::size_t before = gateway.released();
    BOOST_CHECK_THROW(journal.refuse("another leader wrote"), journal::JournalError);
    BOOST_TEST(gateway.released() == before);
    restart();
    BOOST_TEST(leader->engine().state().tips.empty());
}

BOOST_AUTO_TEST_CASE(a_record_that_cannot_be_read_keeps_it_from_starting) {
    ask(reporter, report());
    journal.damage(1, "nonsense");
    leader.reset();
    BOOST_CHECK_THROW(make_leader(), journal::JournalError);
}

BOOST_AUTO_TEST_CASE(after_a_restart_the_state_is_the_same) {
    ask(reporter, report());
    const auto digest = engine::digest(leader->engine().state());
    restart();
    BOOST_TEST(engine::digest(leader->engine().state()) == digest);
}

BOOST_AUTO_TEST_SUITE_END()

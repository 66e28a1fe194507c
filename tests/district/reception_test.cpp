#include "protocol/codec.hpp"
#include "tests/district/rig.hpp"
#include "tests/engine/town.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

// Server/district/reception.cpp: hello, and what somebody who comes back is told.
using namespace dageng;
using namespace dageng::test;

namespace {

struct Reception : Rig {
    Reception() {
        account("reporter", Role::resident);
        account("desk", Role::dispatcher);
        reporter = connect("reporter");
    }

    bus::SessionId reporter = 0;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(reception, Reception)

BOOST_AUTO_TEST_CASE(a_token_that_is_nobodys_is_refused_and_the_connection_ended) {
    auto wrong = hello_of("desk");
    wrong.token = {"some-token-of-nobody-12345"};
    const auto session = hello("desk", wrong);
    durable();
    BOOST_TEST(!of(session).accepted.has_value());
    BOOST_TEST((of(session).rejected == protocol::CloseCode::not_signed_in));
    const Json refusal = of(session).answer("hello-hello");
    BOOST_TEST(refusal.at("error").at("code") == "not-signed-in");
    BOOST_TEST(refusal.at("error").at("field") == "data.token");
}

BOOST_AUTO_TEST_CASE(who_was_refused_is_not_listened_to) {
    auto wrong = hello_of("desk");
    wrong.token = {"some-token-of-nobody-12345"};
    const auto session = hello("desk", wrong);
    const auto last = leader->engine().state().last;
    protocol::ReportTip tip;
    tip.kind = {"elder-missing"};
    say(session, tip);
    place(session, centre);
    BOOST_TEST(leader->engine().state().last == last);
}

BOOST_AUTO_TEST_CASE(an_account_has_as_many_connections_as_devices_and_no_more_until_one_is_closed
) {
    std::vector<bus::SessionId> open{reporter};
    while (open.size() < district::Leader::most_connections) {
        open.push_back(connect("reporter"));
        BOOST_TEST(of(open.back()).accepted.has_value());
    }
    const auto beyond = connect("reporter");
    BOOST_TEST((of(beyond).rejected == protocol::CloseCode::too_many));
    BOOST_TEST(of(beyond).answer("hello-hello").at("error").at("code") == "limit-reached");
    BOOST_TEST(of(connect("desk")).accepted.has_value());
    send(bus::Closed{open.front()});
    BOOST_TEST(of(connect("reporter")).accepted.has_value());
}

BOOST_AUTO_TEST_CASE(while_the_disk_is_behind_who_comes_is_sent_away_and_dispatchers_are_not) {
    for (std::uint64_t i = 0; i <= district::Leader::max_undurable; ++i) {
        leader->add_account({}, clocks());
    }
    const auto late = hello("reporter");
    const auto desk = hello("desk");
    durable();
    BOOST_TEST((of(late).rejected == protocol::CloseCode::try_later));
    BOOST_TEST(of(late).answer("hello-hello").at("error").at("code") == "busy");
    BOOST_TEST(of(desk).accepted.has_value());
    BOOST_TEST(of(connect("reporter")).accepted.has_value());
}

BOOST_AUTO_TEST_CASE(a_token_that_was_forgotten_is_good_no_more) {
    vault.forget_tokens(of(reporter).accepted->person);
    BOOST_TEST(!of(connect("reporter")).accepted.has_value());
}

BOOST_AUTO_TEST_CASE(the_welcome_says_who_one_is_and_what_one_may) {
    const auto session = on_duty("walker", metres(100));
    const Json welcome = of(session).welcome();
    BOOST_TEST(welcome.at("role") == "volunteer");
    BOOST_TEST(welcome.at("category") == "community-volunteer");
    BOOST_TEST(welcome.at("name") == "walker");
    BOOST_TEST(welcome.at("log") == journal.head().log);
    const auto rights = welcome.at("rights").get<std::vector<std::string>>();
    const auto may = [&](const std::string& right) {
        return std::count(rights.begin(), rights.end(), right) == 1;
    };
    BOOST_TEST(may("accept-offer"));
    BOOST_TEST(may("report-tip"));
    BOOST_TEST(!may("close-incident"));
    BOOST_TEST(!may("watch-map"));
}

BOOST_AUTO_TEST_CASE(who_resumes_gets_what_was_missed_late_and_in_one_chain) {
    tip(reporter);
    const auto first = connect("desk");
    tip(reporter);
    const std::uint64_t last_n = of(first).notices().back().at("n");
    send(bus::Closed{first});
    tip(reporter);
    const auto again = hello("desk", resuming("desk", last_n));
    tip(reporter);
    durable();
    const Json welcome = of(again).welcome();
    BOOST_TEST(welcome.at("resumed") == true);
    BOOST_TEST(welcome.at("parts") == 0);
    const auto notices = of(again).notices();
    BOOST_TEST(of(again).told("tip-received").size() == 2U);
    Json prev = last_n;
    for (const Json& notice : notices) {
        BOOST_TEST(notice.at("prev") == prev);
        prev = notice.at("n");
        const bool missed = notice.at("n") <= welcome.at("n");
        BOOST_TEST(notice.value("late", false) == missed);
    }
}

BOOST_AUTO_TEST_CASE(who_missed_nothing_resumes_with_nothing) {
    const auto first = connect("desk");
    tip(reporter);
    const std::uint64_t last_n = of(first).notices().back().at("n");
    const auto again = hello("desk", resuming("desk", last_n));
    BOOST_TEST(of(again).welcome().at("resumed") == true);
    BOOST_TEST(of(again).frames.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_restart_takes_no_notice_from_who_resumes) {
    const auto first = connect("desk");
    tip(reporter);
    const std::uint64_t last_n = of(first).notices().back().at("n");
    reporter = connect("reporter");
    tip(reporter);
    restart();
    const auto again = hello("desk", resuming("desk", last_n));
    durable();
    BOOST_TEST(of(again).welcome().at("resumed") == true);
    BOOST_TEST(of(again).told("tip-received").size() == 1U);
}

// A page that resumed kept the plans of before, and showed a new kind of incident without its name.
BOOST_AUTO_TEST_CASE(who_was_away_while_the_configuration_changed_gets_it_with_the_snapshot) {
    const auto first = connect("desk");
    tip(reporter);
    const std::uint64_t last_n = of(first).notices().back().at("n");
    auto changed = small_catalogue();
    changed.district = {"Another"};
    leader->take_configuration(changed, std::nullopt, clocks());
    durable();
    for (int start = 0; start < 2; ++start) {
        const auto again = hello("desk", resuming("desk", last_n));
        durable();
        BOOST_TEST(of(again).welcome().at("resumed") == false);
        BOOST_TEST(of(again).told("catalogue").at(0).at("district") == "Another");
        restart();
    }
}

BOOST_AUTO_TEST_CASE(numbers_of_another_log_are_answered_with_the_snapshot) {
    tip(reporter);
    auto other = resuming("desk", 1);
    other.log = protocol::Text<32, 32>{std::string(32, '0')};
    const auto session = hello("desk", other);
    durable();
    BOOST_TEST(of(session).welcome().at("resumed") == false);
    BOOST_TEST(of(session).welcome().at("parts") == 1);
    BOOST_TEST(of(session).told("tip-received").size() == 1U);
}

BOOST_AUTO_TEST_CASE(who_was_away_too_long_gets_the_snapshot) {
    const auto session = on_duty("walker", metres(100));
    const std::uint64_t first_n = of(session).notices().front().at("n");
    for (int i = 0; i < 40; ++i) {
        ask(session, protocol::EndDuty{});
        ask(session, protocol::BeginDuty{});
    }
    const auto again = hello("walker", resuming("walker", first_n));
    durable();
    BOOST_TEST(of(again).welcome().at("resumed") == false);
    BOOST_TEST(of(again).told("duty-changed").size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_number_that_was_never_told_is_answered_with_the_snapshot) {
    const auto first = connect("desk");
    tip(reporter);
    const std::uint64_t last_n = of(first).notices().back().at("n");
    BOOST_TEST(of(hello("desk", resuming("desk", last_n + 1000))).welcome().at("resumed") == false);
}

BOOST_AUTO_TEST_CASE(a_large_snapshot_comes_in_parts_that_each_fit_a_frame_with_nothing_left_out) {
    for (int i = 0; i < 150; ++i) {
        tip(reporter, std::string(600, 'w'));
    }
    const auto desk = connect("desk");
    const std::uint64_t parts = of(desk).welcome().at("parts");
    BOOST_TEST(parts > 1U);
    BOOST_REQUIRE_EQUAL(of(desk).frames.size(), parts + 1);
    const auto frames = of(desk).parsed();
    for (std::size_t part = 1; part <= parts; ++part) {
        BOOST_TEST(of(desk).frames[part].size() <= protocol::max_frame_bytes);
        BOOST_TEST(frames[part].at("type") == "snapshot");
        BOOST_TEST(frames[part].at("part") == part);
        BOOST_TEST(frames[part].at("of") == parts);
    }
    BOOST_TEST(of(desk).told("catalogue").size() == 1U);
    BOOST_TEST(of(desk).told("tip-received").size() == 150U);
    BOOST_TEST(of(desk).told("incident-opened").size() == 150U);
    BOOST_TEST(of(desk).told("shortfall").size() == 150U);
}

BOOST_AUTO_TEST_CASE(two_devices_of_one_person_are_told_the_same) {
    const auto phone = on_duty("walker", metres(100));
    auto second = hello_of("walker");
    second.device = {"another-device"};
    const auto tablet = hello("walker", second);
    durable();
    tip(reporter);
    const auto on_phone = of(phone).notices();
    const auto on_tablet = of(tablet).notices();
    BOOST_REQUIRE(!on_tablet.empty());
    BOOST_TEST(on_phone.back() == on_tablet.back());
    BOOST_TEST(on_tablet.back().at("type") == "offer");
}

BOOST_AUTO_TEST_CASE(an_offer_that_ended_meanwhile_is_told_with_its_end) {
    const auto phone = on_duty("walker", metres(100));
    const std::uint64_t last_n = of(phone).notices().back().at("n");
    send(bus::Closed{phone});
    tip(reporter);
    pass(60'000);
    const auto again = hello("walker", resuming("walker", last_n));
    durable();
    BOOST_TEST(of(again).welcome().at("resumed") == true);
    const auto notices = of(again).notices();
    BOOST_REQUIRE(notices.size() >= 2U);
    BOOST_TEST(notices.front().at("type") == "offer");
    BOOST_TEST(notices.back().at("type") == "assignment-changed");
    BOOST_TEST(notices.back().at("data").at("state") == "expired");
}

BOOST_AUTO_TEST_SUITE_END()

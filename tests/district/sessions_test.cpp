#include "server/district/sessions.hpp"
#include "tests/district/rig.hpp"
#include "tests/engine/town.hpp"

#include <boost/test/unit_test.hpp>

// Server/district/sessions.hpp: connections, and what an account may send over all of them.
using namespace dageng;
using namespace dageng::test;

namespace {

constexpr protocol::TimeMs start{1'795'600'000'000};
constexpr protocol::PersonId somebody{7};

/// Three at once, one a second.
constexpr bus::Rate few{1, 3};

district::Session session_of(protocol::PersonId person) {
    district::Session session;
    session.person = person;
    return session;
}

struct Busy : Rig {
    Busy() {
        commands = few;
        restart();
        account("reporter", Role::resident);
        account("other", Role::resident);
    }
    /// The refusal's code, or `ok`.
    std::string say_ping(bus::SessionId session) {
        const std::string id = say(session, protocol::Ping{});
        durable();
        const Json answer = of(session).answer(id);
        return answer.at("type") == "ok" ? "ok" : std::string(answer.at("error").at("code"));
    }
};

} // namespace

BOOST_AUTO_TEST_SUITE(sessions)

BOOST_AUTO_TEST_CASE(connections_are_counted_by_account) {
    district::Sessions sessions{few};
    sessions.add(1, session_of(somebody), start);
    sessions.add(2, session_of(somebody), start);
    sessions.add(3, session_of({8}), start);
    BOOST_TEST(sessions.count_of(somebody) == 2U);
    BOOST_TEST((sessions.remove(1, start)->person == somebody));
    BOOST_TEST(!sessions.remove(1, start).has_value());
    BOOST_TEST(sessions.count_of(somebody) == 1U);
    BOOST_TEST((sessions.find(1) == nullptr));
    BOOST_TEST((sessions.find(2)->person == somebody));
    BOOST_TEST(sessions.count_of({9}) == 0U);
}

BOOST_AUTO_TEST_CASE(who_connects_again_does_not_begin_anew_with_what_may_come_at_once) {
    district::Sessions sessions{few};
    sessions.add(1, session_of(somebody), start);
    for (int i = 0; i < 3; ++i) {
        BOOST_TEST(!sessions.hold_up(somebody, start).has_value());
    }
    sessions.remove(1, start);
    sessions.forget_gone(start + 2'900);
    sessions.add(2, session_of(somebody), start + 2'900);
    BOOST_TEST(!sessions.hold_up(somebody, start + 2'900).has_value());
    BOOST_TEST(!sessions.hold_up(somebody, start + 2'900).has_value());
    BOOST_TEST((sessions.hold_up(somebody, start + 2'900) == std::chrono::milliseconds{100}));
}

BOOST_AUTO_TEST_CASE(who_has_long_gone_is_forgotten_and_who_came_back_is_not) {
    district::Sessions sessions{few};
    sessions.add(1, session_of(somebody), start);
    sessions.remove(1, start);
    sessions.add(2, session_of(somebody), start + 1'000);
    sessions.forget_gone(start + 60'000);
    BOOST_TEST(sessions.count_of(somebody) == 1U);
    BOOST_TEST(!sessions.hold_up(somebody, start + 60'000).has_value());
    sessions.remove(2, start + 60'000);
    sessions.forget_gone(start + 120'000);
    BOOST_TEST(sessions.count_of(somebody) == 0U);
}

BOOST_FIXTURE_TEST_CASE(an_account_is_held_to_its_rate_over_all_its_devices, Busy) {
    const auto one = connect("reporter");
    auto second = hello_of("reporter");
    second.device = {"another-device-1"};
    const auto two = hello("reporter", second);
    durable();
    BOOST_TEST(say_ping(one) == "ok");
    BOOST_TEST(say_ping(two) == "ok");
    BOOST_TEST(say_ping(one) == "ok");
    BOOST_TEST(say_ping(two) == "too-many");
    BOOST_TEST(say_ping(connect("other")) == "ok");
    pass(1'000);
    BOOST_TEST(say_ping(two) == "ok");
    BOOST_TEST(say_ping(one) == "too-many");
}

BOOST_FIXTURE_TEST_CASE(a_refusal_says_when_to_come_back_and_a_panic_is_never_refused, Busy) {
    const auto one = connect("reporter");
    for (int i = 0; i < 3; ++i) {
        BOOST_TEST(say_ping(one) == "ok");
    }
    const std::string id = say(one, protocol::Ping{});
    durable();
    BOOST_TEST(of(one).answer(id).at("error").at("retry_after_ms") == 1'000);
    BOOST_TEST(ask(one, protocol::RaisePanic{}).is_object());
}

BOOST_FIXTURE_TEST_CASE(who_is_signed_out_is_not_listened_to_any_more_and_others_are, Rig) {
    const auto person = account("lost", Role::resident);
    account("other", Role::resident);
    const auto phone = connect("lost");
    auto second = hello_of("lost");
    second.device = {"another-device-1"};
    const auto tablet = hello("lost", second);
    const auto other = connect("other");
    durable();
    vault.forget_tokens(person);
    BOOST_TEST(*leader->sign_out(person, std::nullopt, clocks()) == 2U);
    durable();
    leader->tick(clocks());
    BOOST_TEST((of(phone).rejected == protocol::CloseCode::not_signed_in));
    BOOST_TEST((of(tablet).rejected == protocol::CloseCode::not_signed_in));
    const auto events = leader->engine().state().last;
    protocol::ReportTip tip;
    tip.kind = {"elder-missing"};
    tip.place.at = centre;
    say(phone, tip);
    durable();
    BOOST_TEST(leader->engine().state().last == events);
    say(other, tip);
    durable();
    BOOST_TEST(leader->engine().state().last > events);
    send(bus::Closed{phone});
    BOOST_TEST(*leader->sign_out(person, std::nullopt, clocks()) == 0U);
    BOOST_TEST(!of(connect("lost")).accepted.has_value());
    BOOST_TEST(!leader->sign_out({77}, std::nullopt, clocks()));
}

BOOST_AUTO_TEST_SUITE_END()

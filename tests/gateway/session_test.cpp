#include "tests/gateway/session_script.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

using namespace dageng;
using namespace dageng::gateway;
using namespace dageng::session_script;
using namespace std::chrono_literals;
using protocol::CloseCode;

BOOST_FIXTURE_TEST_SUITE(session, Fixture)

// ---- hello ----

BOOST_AUTO_TEST_CASE(hello_is_told_to_the_leader_and_answered_by_its_frames_in_order) {
    CHECK_LINES(text(frames::hello()), {"tell opened"});
    CHECK_LINES(accept(100, {shared("welcome"), shared("part 1")}), {"send welcome"});
    CHECK_LINES(written(), {"send part 1"});
    CHECK_LINES(written(), {});
    BOOST_TEST(session.is_live());
    BOOST_TEST(session.person().value == 42U);
}

BOOST_AUTO_TEST_CASE(the_leader_gets_the_hello_as_it_was_said) {
    session.text(frames::hello("hello-00009"), now, actions);
    const auto& opened = std::get<bus::Opened>(std::get<Tell>(actions.at(0)).message);
    BOOST_TEST(opened.session == 7U);
    BOOST_TEST(opened.id.value == "hello-00009");
    BOOST_TEST(opened.hello.token.value == "ABCDEFGHJKMNPQRSTVWXYZ0123");
}

BOOST_AUTO_TEST_CASE(without_hello_the_connection_is_closed_after_ten_seconds) {
    CHECK_LINES(tick(9'999ms), {});
    CHECK_LINES(tick(1ms), {"close 4401"});
    CHECK_LINES(tick(1s), {});
}

BOOST_AUTO_TEST_CASE(a_hello_that_is_wrong_is_answered_and_may_be_said_again) {
    const auto lines = text(R"({"type":"hello","id":"hello-00001","data":{}})");
    BOOST_TEST(lines.size() == 1U);
    BOOST_TEST(lines.at(0).find("bad-field") != std::string::npos);
    written();
    CHECK_LINES(text(frames::hello()), {"tell opened"});
}

BOOST_AUTO_TEST_CASE(a_leader_that_takes_its_time_does_not_close_the_connection) {
    text(frames::hello());
    CHECK_LINES(tick(15s), {});
}

BOOST_AUTO_TEST_CASE(a_refused_hello_gets_its_frame_then_the_close_code) {
    text(frames::hello());
    session.rejected({7, shared("no"), CloseCode::not_signed_in}, now, actions);
    CHECK_LINES(done(), {"send no", "tell closed"});
    CHECK_LINES(written(), {"close 4401"});
}

BOOST_AUTO_TEST_CASE(a_second_hello_is_the_wrong_state) {
    text(frames::hello());
    CHECK_LINES(
        text(frames::hello("hello-00002")),
        {error("wrong-state", "hello-00002", "hello was said already")}
    );
    written();
    accept();
    written();
    CHECK_LINES(
        text(frames::hello("hello-00003")),
        {error("wrong-state", "hello-00003", "hello was said already")}
    );
}

BOOST_AUTO_TEST_CASE(what_comes_before_the_answer_to_hello_is_not_signed_in) {
    const auto refusal = [](const std::string& id) {
        return error("not-signed-in", id, "hello comes first, then its answer");
    };
    CHECK_LINES(text(frames::begin_duty()), {refusal("command-001")});
    CHECK_LINES(written(), {});
    CHECK_LINES(text(frames::position()), {refusal("")});
    written();
    text(frames::hello());
    CHECK_LINES(text(frames::begin_duty()), {refusal("command-001")});
}

BOOST_AUTO_TEST_CASE(notices_replies_and_moments_before_acceptance_are_not_sent) {
    text(frames::hello());
    CHECK_LINES(notice(101, 100), {});
    CHECK_LINES(reply("answer"), {});
    CHECK_LINES(moment(1, "tile"), {});
}

BOOST_AUTO_TEST_CASE(an_acceptance_that_nobody_asked_for_is_ignored) {
    CHECK_LINES(accept(), {});
    BOOST_TEST(!session.is_live());
}

// ---- messages ----

BOOST_AUTO_TEST_CASE(messages_of_a_live_connection_go_to_the_leader) {
    be_live();
    CHECK_LINES(text(frames::begin_duty()), {"tell command"});
    CHECK_LINES(text(frames::position()), {"tell place"});
    CHECK_LINES(text(frames::seen(101)), {"tell seen"});
    CHECK_LINES(text(frames::watch_map()), {"tell map"});
}

BOOST_AUTO_TEST_CASE(a_command_keeps_its_id_and_its_time) {
    be_live();
    session.text(frames::begin_duty("command-007"), now, actions);
    const auto& sent = std::get<bus::CommandSent>(std::get<Tell>(actions.at(0)).message);
    BOOST_TEST(sent.id.value == "command-007");
    BOOST_TEST(sent.made_at.has_value());
    BOOST_TEST(std::holds_alternative<protocol::BeginDuty>(sent.command));
}

BOOST_AUTO_TEST_CASE(bad_messages_are_answered_and_do_not_close) {
    be_live();
    for (const std::string bad :
         {"",
          "nonsense",
          "[]",
          "{}",
          R"({"type":"no-such-thing","id":"command-001"})",
          R"({"type":"begin-duty"})",
          R"({"type":"position","data":{"at":5}})"}) {
        const auto lines = text(bad);
        BOOST_TEST(lines.size() == 1U);
        BOOST_TEST(lines.at(0).starts_with(R"(send {"type":"error")"));
        CHECK_LINES(written(), {});
    }
    BOOST_TEST(session.is_live());
    CHECK_LINES(text(frames::begin_duty()), {"tell command"});
}

BOOST_AUTO_TEST_CASE(a_binary_frame_closes_with_1003) {
    be_live();
    session.refused(CloseCode::not_text, now, actions);
    CHECK_LINES(done(), {"tell closed", "close 1003"});
    CHECK_LINES(text(frames::begin_duty()), {});
}

// ---- rates ----

BOOST_AUTO_TEST_CASE(commands_over_the_rate_are_told_when_to_come_back) {
    be_live();
    now += 1s;
    for (int i = 0; i < 30; ++i) {
        CHECK_LINES(text(frames::begin_duty()), {"tell command"});
    }
    CHECK_LINES(text(frames::begin_duty()), {too_many("command-001", 100)});
    written();
    now += 99ms;
    CHECK_LINES(text(frames::begin_duty()), {too_many("command-001", 1)});
    written();
    now += 1ms;
    CHECK_LINES(text(frames::begin_duty()), {"tell command"});
}

BOOST_AUTO_TEST_CASE(a_panic_is_let_through_over_every_rate_and_takes_nothing_of_it) {
    be_live();
    now += 1s;
    for (int i = 0; i < 50; ++i) {
        CHECK_LINES(text(frames::raise_panic("panic-00" + std::to_string(i))), {"tell command"});
    }
    for (int i = 0; i < 30; ++i) {
        CHECK_LINES(text(frames::begin_duty()), {"tell command"});
    }
    CHECK_LINES(text(frames::begin_duty()), {too_many("command-001", 100)});
    CHECK_LINES(text(frames::raise_panic("panic-0099")), {"tell command"});
}

BOOST_AUTO_TEST_CASE(positions_have_a_rate_of_their_own) {
    be_live();
    for (int i = 0; i < 10; ++i) {
        CHECK_LINES(text(frames::position()), {"tell place"});
    }
    CHECK_LINES(text(frames::position()), {too_many("", 500)});
    CHECK_LINES(text(frames::begin_duty()), {"tell command"});
}

BOOST_AUTO_TEST_CASE(a_burst_that_was_slept_off_is_granted_again_but_no_more) {
    be_live();
    for (int i = 0; i < 10; ++i) {
        text(frames::position());
    }
    now += 1h;
    for (int i = 0; i < 10; ++i) {
        CHECK_LINES(text(frames::position()), {"tell place"});
    }
    CHECK_LINES(text(frames::position()), {too_many("", 500)});
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_counts_as_a_command) {
    be_live();
    now += 1s;
    for (int i = 0; i < 30; ++i) {
        text("nonsense");
        written();
    }
    CHECK_LINES(text("nonsense"), {too_many("", 100)});
}

BOOST_AUTO_TEST_CASE(a_hundred_refusals_for_the_rate_within_a_minute_close_with_4429) {
    be_live();
    for (int i = 0; i < 10 + 99; ++i) {
        text(frames::position());
        written();
    }
    BOOST_TEST(session.is_live());
    session.text(frames::position(), now, actions);
    BOOST_TEST(done().back() == "close 4429");
}

BOOST_AUTO_TEST_CASE(refusals_spread_over_minutes_do_not_close) {
    be_live();
    for (int minute = 0; minute < 5; ++minute) {
        for (int i = 0; i < 10 + 90; ++i) {
            text(frames::position());
            written();
        }
        now += 1min;
    }
    BOOST_TEST(session.is_live());
}

// ---- pings ----

BOOST_AUTO_TEST_CASE(pings_come_every_thirty_seconds_give_or_take_a_tenth) {
    for (const std::uint32_t jitter : {0U, 3000U, 6000U, 123'456'789U, 4'294'967'295U}) {
        Session one(8, limits, tally, jitter, now);
        one.text(frames::hello(), now, actions);
        actions.clear();
        one.tick(now + 26'999ms, actions);
        BOOST_TEST(actions.empty());
        one.tick(now + 33'000ms, actions);
        CHECK_LINES(done(), {"ping"});
    }
}

BOOST_AUTO_TEST_CASE(a_peer_silent_for_two_pings_is_dropped) {
    be_live();
    CHECK_LINES(tick(27s), {"ping"});
    CHECK_LINES(tick(27s), {"ping"});
    CHECK_LINES(tick(26s), {});
    CHECK_LINES(tick(1s), {"tell closed", "end"});
    CHECK_LINES(tick(1h), {});
    BOOST_TEST(tally.dropped_silent == 1U);
}

BOOST_AUTO_TEST_CASE(any_sign_of_life_keeps_a_peer) {
    be_live();
    for (int i = 0; i < 10; ++i) {
        CHECK_LINES(tick(27s), {"ping"});
        session.heard();
    }
    BOOST_TEST(session.is_live());
}

// ---- ends ----

BOOST_AUTO_TEST_CASE(the_leader_is_told_once_that_a_connection_has_gone) {
    be_live();
    session.lost(actions);
    CHECK_LINES(done(), {"tell closed"});
    session.lost(actions);
    CHECK_LINES(done(), {});
    CHECK_LINES(written(), {});
}

BOOST_AUTO_TEST_CASE(the_leader_hears_nothing_of_a_connection_that_never_said_hello) {
    session.lost(actions);
    CHECK_LINES(done(), {});
}

BOOST_AUTO_TEST_CASE(leaving_sends_what_waits_then_closes_and_takes_nothing_more) {
    be_live();
    reply("first");
    notice(101, 100);
    moment(1, "tile");
    session.leave(CloseCode::restarting, now, actions);
    CHECK_LINES(done(), {"tell closed"});
    CHECK_LINES(text(frames::begin_duty()), {});
    CHECK_LINES(notice(102, 101), {});
    CHECK_LINES(written(), {R"(send {"type":"offer","n":101,"prev":100,"data":{}})"});
    CHECK_LINES(written(), {"close 1012"});
}

BOOST_AUTO_TEST_CASE(leaving_with_nothing_to_send_closes_at_once) {
    be_live();
    session.leave(CloseCode::restarting, now, actions);
    CHECK_LINES(done(), {"tell closed", "close 1012"});
}

BOOST_AUTO_TEST_CASE(a_replaced_connection_is_closed_without_its_rest) {
    be_live();
    reply("first");
    reply("second");
    session.close(CloseCode::replaced, now, actions);
    CHECK_LINES(done(), {"tell closed", "close 4409"});
    CHECK_LINES(written(), {});
}

BOOST_AUTO_TEST_CASE(a_closing_handshake_that_does_not_end_is_ended_after_five_seconds) {
    be_live();
    session.close(CloseCode::going_away, now, actions);
    done();
    CHECK_LINES(tick(4'999ms), {});
    CHECK_LINES(tick(1ms), {"end"});
    CHECK_LINES(tick(1s), {});
}

BOOST_AUTO_TEST_CASE(refusals_and_closes_are_counted_by_reason) {
    be_live();
    text("nonsense");
    session.close(CloseCode::replaced, now, actions);
    BOOST_TEST(tally.refused.at(static_cast<std::size_t>(protocol::ErrorCode::bad_json)) == 1U);
    BOOST_TEST(tally.closed.at(CloseCode::replaced) == 1U);
    BOOST_TEST(tally.frames_in == 2U);
}

BOOST_AUTO_TEST_SUITE_END()

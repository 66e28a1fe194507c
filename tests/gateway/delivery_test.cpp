#include "tests/gateway/session_script.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

using namespace dageng;
using namespace dageng::gateway;
using namespace dageng::session_script;
using namespace std::chrono_literals;
using protocol::CloseCode;

BOOST_FIXTURE_TEST_SUITE(delivery, Fixture)

BOOST_AUTO_TEST_CASE(a_notice_is_headed_with_its_number_and_the_one_before) {
    be_live();
    CHECK_LINES(notice(101, 90), {R"(send {"type":"offer","n":101,"prev":90,"data":{}})"});
}

BOOST_AUTO_TEST_CASE(the_body_of_a_notice_is_shared_and_not_copied) {
    be_live();
    const bus::Notice shared_notice{101, "offer", shared(",x}"), {}};
    session.notice(shared_notice, 0, now, actions);
    BOOST_TEST(std::get<Send>(actions.at(0)).frame.rest == shared_notice.rest);
}

BOOST_AUTO_TEST_CASE(what_the_answer_to_hello_covers_is_not_sent_again) {
    be_live();
    CHECK_LINES(notice(99, 90), {});
    CHECK_LINES(notice(100, 99), {});
    CHECK_LINES(notice(101, 100), {R"(send {"type":"offer","n":101,"prev":100,"data":{}})"});
    written();
    CHECK_LINES(notice(101, 100), {});
}

BOOST_AUTO_TEST_CASE(one_frame_is_sent_at_a_time_and_the_others_wait_in_order) {
    be_live();
    CHECK_LINES(reply("first"), {"send first"});
    CHECK_LINES(reply("second"), {});
    CHECK_LINES(reply("third"), {});
    CHECK_LINES(written(), {"send second"});
    CHECK_LINES(written(), {"send third"});
    CHECK_LINES(written(), {});
}

BOOST_AUTO_TEST_CASE(a_moment_not_yet_sent_gives_way_to_the_newer_of_its_slot) {
    be_live();
    CHECK_LINES(moment(1, "tile 1 a"), {"send tile 1 a"});
    moment(1, "tile 1 b");
    moment(2, "tile 2 a");
    moment(1, "tile 1 c");
    CHECK_LINES(written(), {"send tile 1 c"});
    CHECK_LINES(written(), {"send tile 2 a"});
    CHECK_LINES(written(), {});
    BOOST_TEST(tally.moments_conflated == 1U);
}

BOOST_AUTO_TEST_CASE(notices_go_before_moments) {
    be_live();
    reply("first");
    moment(1, "tile");
    notice(101, 100);
    CHECK_LINES(written(), {R"(send {"type":"offer","n":101,"prev":100,"data":{}})"});
    CHECK_LINES(written(), {"send tile"});
}

BOOST_AUTO_TEST_CASE(moments_of_too_many_slots_lose_the_oldest_and_never_close) {
    limits.queued_moments = 2;
    be_live();
    reply("first");
    for (std::uint64_t slot = 1; slot <= 3; ++slot) {
        moment(slot, "tile " + std::to_string(slot));
    }
    CHECK_LINES(written(), {"send tile 2"});
    CHECK_LINES(written(), {"send tile 3"});
    CHECK_LINES(written(), {});
    BOOST_TEST(session.is_live());
}

BOOST_AUTO_TEST_CASE(a_peer_too_slow_for_its_notices_is_closed_with_4408) {
    limits.queued_frames = 3;
    be_live();
    notice(101, 100); // Under way, so it doesn't wait.
    notice(102, 101);
    notice(103, 102);
    CHECK_LINES(notice(104, 103), {});
    CHECK_LINES(notice(105, 104), {"tell closed", "close 4408"});
    CHECK_LINES(written(), {});
}

BOOST_AUTO_TEST_CASE(a_peer_too_slow_in_bytes_is_closed_with_4408) {
    limits.queued_bytes = 1000;
    be_live();
    reply("first");
    CHECK_LINES(reply(std::string(1000, 'x')), {});
    CHECK_LINES(reply("y"), {"tell closed", "close 4408"});
}

BOOST_AUTO_TEST_CASE(while_too_much_waits_in_all_one_over_its_share_is_closed) {
    limits.all_queued_bytes = 500;
    limits.share_bytes = 300;
    be_live();
    tally.queued_bytes = 400; // Of others.
    reply("on its way");
    CHECK_LINES(reply(std::string(150, 'y')), {});
    BOOST_TEST(tally.queued_bytes == 550U);
    CHECK_LINES(reply(std::string(160, 'z')), {"tell closed", "close 4408"});
    BOOST_TEST(tally.queued_bytes == 400U);
}

BOOST_AUTO_TEST_CASE(while_too_much_waits_in_all_who_comes_is_sent_away_to_come_again) {
    limits.all_queued_bytes = 500;
    tally.queued_bytes = 501;
    text(frames::hello());
    CHECK_LINES(accept(), {"tell closed", "close 1013"});
    BOOST_TEST(tally.queued_bytes == 501U);
}

BOOST_AUTO_TEST_CASE(what_was_sent_waits_no_more) {
    be_live();
    reply("one");
    reply("two");
    BOOST_TEST(tally.queued_bytes == 3U);
    written();
    BOOST_TEST(tally.queued_bytes == 0U);
}

BOOST_AUTO_TEST_CASE(a_long_answer_to_hello_does_not_make_its_reader_slow) {
    limits.queued_frames = 2;
    limits.queued_bytes = 100;
    text(frames::hello());
    accept(100, std::vector<bus::Shared>(50, shared(std::string(1000, 'x'))));
    notice(101, 100);
    CHECK_LINES(notice(102, 101), {});
    for (int i = 0; i < 50; ++i) {
        written();
    }
    CHECK_LINES(written(), {R"(send {"type":"offer","n":102,"prev":101,"data":{}})"});
    CHECK_LINES(written(), {});
    BOOST_TEST(session.is_live());
}

BOOST_AUTO_TEST_CASE(a_frame_that_is_not_taken_in_a_minute_closes_with_4408) {
    be_live();
    reply("first");
    for (int i = 0; i < 59; ++i) {
        session.heard();
        tick(1s);
    }
    BOOST_TEST(session.is_live());
    session.heard();
    CHECK_LINES(tick(1s), {"tell closed", "close 4408"});
}

BOOST_AUTO_TEST_SUITE_END()

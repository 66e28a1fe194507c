#include "server/http/session_id.hpp"
#include "tests/gateway/rig.hpp"

#include <boost/test/unit_test.hpp>
#include <prometheus/text_serializer.h>

#include <future>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace dageng;
using namespace std::chrono_literals;
using support::shared;
using support::WsClient;

gateway::Settings with_threads(unsigned threads) {
    gateway::Settings settings;
    settings.threads = threads;
    return settings;
}

} // namespace

BOOST_AUTO_TEST_SUITE(gateway_over_sockets)

BOOST_AUTO_TEST_CASE(hello_commands_and_notices_travel_both_ways) {
    Rig rig;
    auto phone = rig.live(1);
    BOOST_TEST(phone.client.reply().field("sec-websocket-protocol") == "dageng.v1");
    BOOST_TEST(phone.client.reply().field("sec-websocket-extensions") == "");
    phone.client.send_text(frames::begin_duty("command-001"));
    BOOST_TEST(rig.leader.next<bus::CommandSent>().id.value == "command-001");
    rig.leader.say(bus::Reply{phone.session, shared("answer")}, notice(101, {{{1}, 90}}));
    BOOST_TEST(phone.client.receive_text() == "answer");
    BOOST_TEST(phone.client.receive_text() == notice_text(101, 90));
    phone.client.send_text(frames::seen(101));
    BOOST_TEST(rig.leader.next<bus::NoticeSeen>().n == 101U);
    phone.client.send_text(frames::position());
    BOOST_TEST(rig.leader.next<bus::PlaceHeard>().position.accuracy_m.value == 8);
}

BOOST_AUTO_TEST_CASE(frames_sent_in_one_piece_or_byte_by_byte_are_the_same) {
    Rig rig;
    auto phone = rig.live(1);
    std::string bytes;
    for (int i = 0; i < 3; ++i) {
        bytes += support::ws_frame(support::Opcode::text, frames::seen(1));
    }
    phone.client.send_raw(bytes);
    for (const char byte : bytes) {
        phone.client.send_raw({&byte, 1});
    }
    for (int i = 0; i < 6; ++i) {
        rig.leader.next<bus::NoticeSeen>();
    }
}

BOOST_AUTO_TEST_CASE(where_frames_come_thick_each_arrives_in_order_and_answers_go_out) {
    gateway::Settings settings;
    settings.limits.seen = {1'000'000, 1'000'000};
    Rig rig(settings);
    auto first = rig.live(1, "device-001");
    auto second = rig.live(2, "device-002");
    constexpr unsigned frames_each = 6'000;
    for (unsigned n = 1; n <= frames_each; ++n) {
        first.client.send_text(frames::seen(n));
        second.client.send_text(frames::seen(n));
    }
    rig.leader.say(bus::Reply{first.session, shared("at once")});
    BOOST_TEST(first.client.receive_text() == "at once");
    std::map<bus::SessionId, unsigned> heard;
    for (unsigned i = 0; i < 2 * frames_each; ++i) {
        const auto seen = rig.leader.next<bus::NoticeSeen>();
        BOOST_TEST_REQUIRE(seen.n == ++heard[seen.session]);
    }
}

BOOST_AUTO_TEST_CASE(a_frame_of_any_length_up_to_the_limit_is_read_whole) {
    Rig rig;
    auto phone = rig.live(1);
    for (const std::size_t length : {200U, 255U, 256U, 257U, 5000U, 65535U, 65536U}) {
        auto frame = frames::begin_duty();
        frame.insert(frame.size() - 1, std::string(length - frame.size(), ' '));
        phone.client.send_text(frame);
        rig.leader.next<bus::CommandSent>();
    }
}

BOOST_AUTO_TEST_CASE(a_refused_hello_is_answered_then_closed) {
    Rig rig;
    WsClient client(rig.port());
    client.send_text(frames::hello());
    const auto session = rig.leader.next<bus::Opened>().session;
    rig.leader.say(bus::Rejected{session, shared("no"), protocol::CloseCode::not_signed_in});
    BOOST_TEST(client.receive_text() == "no");
    BOOST_TEST(client.receive_close() == 4401);
    rig.leader.next<bus::Closed>();
}

BOOST_AUTO_TEST_CASE(without_hello_a_connection_is_closed_with_4401) {
    gateway::Settings settings;
    settings.limits.hello_time = 1ms;
    Rig rig(settings);
    WsClient client(rig.port());
    BOOST_TEST(client.receive_close() == 4401);
}

BOOST_AUTO_TEST_CASE(a_silent_peer_is_pinged_and_then_dropped) {
    gateway::Settings settings;
    settings.limits.ping_every = 1ms;
    Rig rig(settings);
    auto phone = rig.live(1);
    for (int i = 0; i < 2; ++i) {
        const auto frame = phone.client.receive();
        BOOST_REQUIRE(frame);
        BOOST_TEST((frame->opcode == support::Opcode::ping));
    }
    BOOST_TEST(phone.client.receive_close() == 0);
    rig.leader.next<bus::Closed>();
}

BOOST_AUTO_TEST_CASE(the_leader_hears_when_a_client_has_gone) {
    Rig rig;
    {
        const auto phone = rig.live(1);
    }
    rig.leader.next<bus::Closed>();
    auto tablet = rig.live(1);
    tablet.client.tcp().reset();
    BOOST_TEST(rig.leader.next<bus::Closed>().session == tablet.session);
}

BOOST_AUTO_TEST_CASE(every_thread_serves_its_share_and_a_notice_reaches_all) {
    for (const unsigned threads : {1U, 2U, 4U}) {
        Rig rig(with_threads(threads));
        std::vector<Rig::Live> clients;
        std::set<unsigned> lanes;
        for (unsigned i = 0; i < 8; ++i) {
            clients.push_back(rig.live(1, "device-00" + std::to_string(i)));
            lanes.insert(http::lane_of(clients.back().session));
        }
        BOOST_TEST(lanes.size() == threads);
        rig.leader.say(notice(101, {{{1}, 90}}));
        for (auto& each : clients) {
            BOOST_TEST(each.client.receive_text() == notice_text(101, 90));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_device_that_connects_again_replaces_its_connection_on_any_thread) {
    Rig rig(with_threads(2));
    auto first = rig.live(1, "device-001");
    auto second = rig.live(1, "device-001");
    BOOST_TEST(http::lane_of(first.session) != http::lane_of(second.session));
    BOOST_TEST(first.client.receive_close() == 4409);
    rig.leader.say(bus::Reply{second.session, shared("still here")});
    BOOST_TEST(second.client.receive_text() == "still here");
}

BOOST_AUTO_TEST_CASE(a_reader_too_slow_for_its_notices_is_closed_and_others_are_not_held_up) {
    gateway::Settings settings;
    settings.limits.queued_frames = 20;
    settings.limits.queued_bytes = std::size_t{64} * 1024 * 1024;
    settings.limits.closing_time = 1ms;
    Rig rig(settings);
    auto slow = rig.live(1, "device-001");
    auto quick = rig.live(2, "device-002");
    slow.client.tcp().shrink_receive_buffer();
    const auto body = shared(R"(,"data":")" + std::string(60'000, 'x') + R"("})");
    // As many as no kernel buffers hold, and the queue after them.
    for (unsigned n = 101; n < 101 + 400; ++n) {
        rig.leader.say(bus::Notice{n, "offer", body, {{{1}, n - 1}}});
    }
    rig.leader.say(bus::Reply{quick.session, shared("at once")});
    BOOST_TEST(quick.client.receive_text() == "at once");
    BOOST_TEST(rig.leader.next<bus::Closed>().session == slow.session);
}

BOOST_AUTO_TEST_CASE(draining_tells_clients_to_come_back_and_accepts_nobody) {
    Rig rig(with_threads(2));
    auto one = rig.live(1, "device-001");
    auto two = rig.live(2, "device-002");
    WsClient waiting(rig.port());
    const auto port = rig.port();
    rig.leader.say(bus::Reply{one.session, shared("last words")});
    auto drained = std::async(std::launch::async, [&] { return rig.gateway.drain(20s); });
    BOOST_TEST(one.client.receive_text() == "last words");
    for (auto* const client : {&one.client, &two.client, &waiting}) {
        BOOST_TEST(client->receive_close() == 1012);
        client->send_close(1012);
        client->tcp().close();
    }
    BOOST_TEST(drained.get());
    BOOST_CHECK_THROW(support::TcpClient{port}, support::ClientError);
}

BOOST_AUTO_TEST_CASE(draining_ends_in_time_though_a_client_does_not_answer) {
    Rig rig;
    auto one = rig.live(1);
    BOOST_TEST(!rig.gateway.drain(1ms));
    rig.gateway.stop();
    BOOST_TEST(one.client.receive_close() >= 0);
}

BOOST_AUTO_TEST_CASE(http_is_answered_on_the_same_port) {
    Rig rig;
    const auto reply = support::http(rig.port(), "GET", "/anything");
    BOOST_TEST(reply.status == 200U);
    BOOST_TEST(reply.body == "a page");
}

BOOST_AUTO_TEST_CASE(the_socket_path_wants_an_upgrade_and_our_subprotocol) {
    Rig rig;
    BOOST_TEST(support::http(rig.port(), "GET", "/ws").status == 426U);
    for (const std::string offered : {"", "dageng.v2", "xdageng.v1"}) {
        support::TcpClient client(rig.port());
        client.send(support::ws_request(offered));
        const auto reply = support::read_reply(client);
        BOOST_TEST(reply.status == 400U);
        BOOST_TEST(reply.body.find("no-subprotocol") != std::string::npos);
    }
    const WsClient second_choice(rig.port(), "dageng.v2, dageng.v1");
    BOOST_TEST(second_choice.reply().field("sec-websocket-protocol") == "dageng.v1");
}

BOOST_AUTO_TEST_CASE(a_handshake_with_frames_ahead_of_it_is_refused) {
    Rig rig;
    support::TcpClient client(rig.port());
    client.send(
        support::ws_request("dageng.v1") + support::ws_frame(support::Opcode::text, frames::hello())
    );
    BOOST_TEST(support::read_reply(client).status == 400U);
}

BOOST_AUTO_TEST_CASE(a_full_gateway_turns_connections_away) {
    gateway::Settings settings;
    settings.max_connections = 1;
    Rig rig(settings);
    auto phone = rig.live(1);
    support::TcpClient another(rig.port());
    BOOST_TEST(another.receive_all() == "");
    rig.leader.say(bus::Reply{phone.session, shared("still here")});
    BOOST_TEST(phone.client.receive_text() == "still here");
}

BOOST_AUTO_TEST_CASE(strangers_of_an_address_are_bounded_and_who_is_known_is_none) {
    gateway::Settings settings;
    settings.max_strangers = 1;
    Rig rig(settings);
    auto phone = rig.live(1);
    auto tablet = rig.live(2);
    const WsClient silent(rig.port());
    support::TcpClient another(rig.port());
    BOOST_TEST(another.receive_all() == "");
    rig.leader.say(bus::Reply{phone.session, shared("a")}, bus::Reply{tablet.session, shared("b")});
    BOOST_TEST(phone.client.receive_text() == "a");
    BOOST_TEST(tablet.client.receive_text() == "b");
}

BOOST_AUTO_TEST_CASE(an_address_in_use_is_an_error_at_once) {
    Rig rig;
    gateway::Settings same;
    same.port = rig.port();
    support::FakeLeader leader;
    http::AllCalls calls{leader.bus()};
    prometheus::Registry registry;
    BOOST_CHECK_THROW(
        gateway::Gateway(same, leader.bus(), rig.handler, calls, registry), std::exception
    );
}

BOOST_AUTO_TEST_CASE(answers_about_photos_find_their_request) {
    Rig rig;
    std::promise<protocol::Result<protocol::PhotoTicket>> promise;
    rig.calls.photos.ask("token", protocol::ReadPhoto{{"photo-0001"}}, [&](auto ticket) {
        promise.set_value(std::move(ticket));
    });
    const auto asked = rig.leader.next<bus::PhotoAsked>();
    BOOST_TEST(http::lane_of(asked.session) == http::photo_lane);
    rig.leader.say(bus::PhotoReply{asked.session, protocol::PhotoTicket{{"photo-0001"}, {7}, true}}
    );
    BOOST_TEST(promise.get_future().get()->key.value == 7U);
}

BOOST_AUTO_TEST_CASE(what_happened_is_in_the_metrics) {
    Rig rig;
    {
        auto phone = rig.live(1);
        phone.client.send_text("nonsense");
        phone.client.receive_text();
        phone.client.send_binary("x");
        BOOST_TEST(phone.client.receive_close() == 1003);
    }
    rig.leader.next<bus::Closed>();
    rig.gateway.stop();
    const auto text = prometheus::TextSerializer{}.Serialize(rig.registry.Collect());
    for (const std::string line :
         {R"(dageng_frames_total{direction="in"} 2)",
          R"(dageng_frames_total{direction="out"} 2)",
          R"(dageng_refusals_total{code="bad-json"} 1)",
          R"(dageng_closes_total{code="1003"} 1)",
          "dageng_connections 0"}) {
        BOOST_TEST(text.find(line) != std::string::npos, line);
    }
}

BOOST_AUTO_TEST_SUITE_END()

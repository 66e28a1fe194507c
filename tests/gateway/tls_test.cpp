#include "tests/gateway/rig.hpp"
#include "tests/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>
#include <openssl/ssl.h>

#include <string>

// Server/http/tls_connection.cpp and server/gateway/channel.cpp. What holds of connections
// whichever they speak is tested by all other files of this folder, which run by TLS too.
using namespace dageng;
using namespace dageng::support;
using namespace std::chrono_literals;

namespace {

/// A gateway that speaks TLS by a certificate of its own.
struct Sealed {
    static gateway::Settings settings(const CertificateFiles& files) {
        gateway::Settings wanted;
        wanted.certificate = std::make_shared<http::Certificate>(files.chain, files.key);
        wanted.http.head_time = 1s;
        return wanted;
    }

    TcpClient client(const TlsWish& wish = {}) const { return {rig.port(), wish}; }
    static HttpReply get(TcpClient& client) {
        client.send(http_request("GET", "/"));
        return read_reply(client);
    }

    TemporaryFolder folder;
    CertificateFiles files = write_certificate(folder.path());
    Rig rig{settings(files)};
};

/// The first bytes of a TLS 1.2 ClientHello, and no more.
constexpr std::string_view begun_hello{"\x16\x03\x01\x00\xc0\x01\x00\x00\xbc\x03\x03", 11};

} // namespace

BOOST_FIXTURE_TEST_SUITE(tls, Sealed)

BOOST_AUTO_TEST_CASE(pages_come_by_it_and_browsers_are_told_to_stay_with_it) {
    auto one = client();
    BOOST_REQUIRE(one.tls()->is_open());
    const auto reply = get(one);
    BOOST_TEST(reply.status == 200U);
    BOOST_TEST(reply.body == "a page");
    BOOST_TEST(reply.field("strict-transport-security") == "max-age=31536000");
    BOOST_TEST(get(one).status == 200U);
}

BOOST_AUTO_TEST_CASE(who_comes_back_shakes_hands_by_the_ticket_of_before) {
    TlsTicket ticket;
    {
        auto first = client();
        BOOST_TEST(get(first).status == 200U);
        BOOST_TEST(!first.tls()->is_by_ticket());
        ticket = first.tls()->ticket();
    }
    TlsWish wish;
    wish.ticket = ticket;
    auto again = client(wish);
    BOOST_TEST(again.tls()->is_by_ticket());
    BOOST_TEST(get(again).status == 200U);
}

BOOST_AUTO_TEST_CASE(a_ticket_of_another_server_is_no_obstacle) {
    const TemporaryFolder other;
    const Rig stranger{settings(write_certificate(other.path()))};
    TcpClient there{stranger.port(), TlsWish{}};
    BOOST_TEST(get(there).status == 200U);
    TlsWish wish;
    wish.ticket = there.tls()->ticket();
    auto here = client(wish);
    BOOST_TEST(!here.tls()->is_by_ticket());
    BOOST_TEST(get(here).status == 200U);
}

BOOST_AUTO_TEST_CASE(versions_1_2_and_1_3_are_spoken_and_none_before) {
    BOOST_TEST(client().tls()->version() == "TLSv1.3");
    BOOST_TEST(client({TLS1_2_VERSION, {}, {}}).tls()->version() == "TLSv1.2");
    BOOST_TEST(!client({TLS1_1_VERSION, {}, {}}).tls()->is_open());
}

BOOST_AUTO_TEST_CASE(of_1_2_only_ciphers_that_keep_past_talk_secret) {
    BOOST_TEST(client({TLS1_2_VERSION, "ECDHE-ECDSA-AES128-GCM-SHA256", {}}).tls()->is_open());
    BOOST_TEST(client({TLS1_2_VERSION, "ECDHE-ECDSA-CHACHA20-POLY1305", {}}).tls()->is_open());
    BOOST_TEST(!client({TLS1_2_VERSION, "ECDHE-ECDSA-AES128-SHA", {}}).tls()->is_open());
    BOOST_TEST(!client({TLS1_2_VERSION, "AES128-GCM-SHA256", {}}).tls()->is_open());
}

BOOST_AUTO_TEST_CASE(who_offers_http_2_gets_1_1) {
    const std::string both = std::string("\x02h2", 3) + std::string("\x08http/1.1", 9);
    BOOST_TEST(client({0, {}, both}).tls()->protocol() == "http/1.1");
    const auto only_2 = client({0, {}, std::string("\x02h2", 3)});
    BOOST_TEST(only_2.tls()->is_open());
    BOOST_TEST(only_2.tls()->protocol() == "");
}

BOOST_AUTO_TEST_CASE(who_speaks_in_clear_is_shown_out_and_others_are_served) {
    auto clear = TcpClient::in_clear(rig.port());
    clear.send(http_request("GET", "/"));
    BOOST_TEST(clear.receive_all().find("HTTP") == std::string::npos);
    auto one = client();
    BOOST_TEST(get(one).status == 200U);
}

BOOST_AUTO_TEST_CASE(a_handshake_that_is_begun_and_not_gone_on_with_ends_in_time) {
    auto nothing = TcpClient::in_clear(rig.port());
    auto half = TcpClient::in_clear(rig.port());
    half.send(begun_hello);
    BOOST_TEST(nothing.receive_all() == "");
    BOOST_TEST(half.receive_all() == "");
}

BOOST_AUTO_TEST_CASE(a_renewed_certificate_is_taken_up_and_who_is_connected_stays) {
    auto before = client();
    const std::string old = before.tls()->certificate();
    BOOST_TEST(get(before).status == 200U);
    write_certificate(folder.path());
    std::string now = old;
    while (now == old) {
        now = client().tls()->certificate();
    }
    BOOST_TEST(now != old);
    BOOST_TEST(get(before).status == 200U);
}

BOOST_AUTO_TEST_CASE(a_websocket_carries_what_is_many_times_a_record_of_tls_both_ways) {
    TcpClient tcp = client();
    tcp.send(ws_request("dageng.v1"));
    BOOST_TEST(read_reply(tcp, false).status == 101U);
    tcp.send(ws_frame(Opcode::text, frames::hello("hello-00001", "device-001")));
    const auto session = rig.leader.next<bus::Opened>().session;
    const std::string welcome(60'000, 'w');
    rig.leader.say(bus::Accepted{
        session,
        {7},
        protocol::Role::volunteer,
        {"device-001"},
        100,
        {shared(welcome), shared(welcome), shared(welcome)}
    });
    std::string heard;
    while (heard.size() < 3 * (welcome.size() + 4)) {
        const auto more = tcp.receive();
        BOOST_REQUIRE((more && !more->empty()));
        heard += *more;
    }
    BOOST_TEST(heard.size() == 3 * (welcome.size() + 4));
    BOOST_TEST(heard.substr(4, welcome.size()) == welcome);
    BOOST_TEST(heard.substr(heard.size() - welcome.size()) == welcome);
    // Several frames in one record, and one that more than a record holds.
    std::string many;
    for (int i = 0; i < 3; ++i) {
        many += ws_frame(Opcode::ping, "still there?");
    }
    tcp.send(many);
    std::string pongs;
    while (pongs.size() < 3 * 14) {
        const auto more = tcp.receive();
        BOOST_REQUIRE((more && !more->empty()));
        pongs += *more;
    }
    BOOST_TEST(pongs.size() == 3U * 14U);
    tcp.send(ws_frame(Opcode::close, std::string("\x03\xe8", 2)));
    BOOST_TEST(tcp.receive_all() == (std::string("\x88\x02\x03\xe8", 4)));
    BOOST_TEST(rig.leader.next<bus::Closed>().session == session);
}

BOOST_AUTO_TEST_SUITE_END()

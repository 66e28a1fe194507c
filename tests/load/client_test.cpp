#include "load-tests/client/client.hpp"
#include "load-tests/client/connection.hpp"

#include <boost/test/unit_test.hpp>

#include <arpa/inet.h>
#include <array>
#include <netinet/in.h>
#include <stdexcept>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace dageng::load;

namespace {

const std::string upgraded = "HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: "
                             "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\nSec-WebSocket-Protocol: dageng.v1\r\n"
                             "\r\n";

/// A socket that accepts one client and says what it is told to.
class Peer {
  public:
    Peer() : listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        BOOST_REQUIRE(::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) == 0);
        BOOST_REQUIRE(::listen(listener_, 4) == 0);
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
        port = ntohs(address.sin_port);
    }
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;
    ~Peer() {
        ::close(client_);
        ::close(listener_);
    }

    /// Returns the client's address.
    std::string accept() {
        sockaddr_in from{};
        socklen_t size = sizeof from;
        client_ = ::accept(listener_, reinterpret_cast<sockaddr*>(&from), &size);
        std::array<char, INET_ADDRSTRLEN> text{};
        ::inet_ntop(AF_INET, &from.sin_addr, text.data(), text.size());
        return text.data();
    }
    void say(const std::string& bytes) const {
        BOOST_REQUIRE(::send(client_, bytes.data(), bytes.size(), 0) > 0);
    }
    std::string hear() const {
        std::array<char, 4096> bytes{};
        const ssize_t got = ::recv(client_, bytes.data(), bytes.size(), 0);
        return {bytes.data(), static_cast<std::size_t>(got > 0 ? got : 0)};
    }
    void hang_up() {
        ::close(client_);
        client_ = -1;
    }

    std::uint16_t port = 0;

  private:
    int listener_;
    int client_ = -1;
};

struct Recorder final : Endpoint {
    void on_open() override { heard.emplace_back("open"); }
    void on_frame(std::string_view text, Moment) override { heard.emplace_back(text); }
    void on_close(std::uint16_t code) override { heard.push_back("close " + std::to_string(code)); }
    void on_timer(Moment, std::uint64_t tag) override {
        heard.push_back("timer " + std::to_string(tag));
    }
    std::vector<std::string> heard;
};

/// Steps until so much has been heard.
void until(Client& client, const Recorder& recorder, std::size_t count) {
    for (int i = 0; i < 1000 && recorder.heard.size() < count; ++i) {
        client.step(std::chrono::milliseconds{10});
    }
    BOOST_TEST_REQUIRE(recorder.heard.size() == count);
}

} // namespace

BOOST_AUTO_TEST_SUITE(client)

BOOST_AUTO_TEST_CASE(only_addresses_of_this_machine_are_taken) {
    BOOST_TEST(ServerAddress::parse("localhost:80").host == 0x7F000001U);
    BOOST_TEST(ServerAddress::parse("127.3.2.1:8080").port == 8080);
    for (const char* wrong :
         {"10.0.0.1:80", "8.8.8.8:80", "localhost", "127.0.0.1:", "127.0.0.1:0"}) {
        BOOST_CHECK_THROW(ServerAddress::parse(wrong), std::invalid_argument);
    }
}

BOOST_AUTO_TEST_CASE(a_connection_opens_talks_and_hears_the_close_code) {
    Peer peer;
    Client client({{0x7F000001U, peer.port}, 1});
    Recorder recorder;
    Connection& connection = client.connect(recorder);
    peer.accept();
    client.step(std::chrono::seconds{1});
    BOOST_TEST(peer.hear().starts_with("GET /ws HTTP/1.1\r\n"));
    peer.say(upgraded + "\x81\x02hi");
    until(client, recorder, 2);
    connection.send("{}");
    BOOST_TEST(peer.hear().size() == 8U);
    peer.say("\x89\x01?");
    client.step(std::chrono::seconds{1});
    BOOST_TEST(peer.hear().substr(0, 2) == "\x8a\x81");
    peer.say("\x88\x02\x03\xf4");
    until(client, recorder, 3);
    const std::vector<std::string> wanted{"open", "hi", "close 1012"};
    BOOST_TEST(recorder.heard == wanted, boost::test_tools::per_element());
    BOOST_TEST(client.connections() == 0U);
}

BOOST_AUTO_TEST_CASE(a_refused_upgrade_and_a_dead_port_are_told_apart) {
    Peer peer;
    Client client({{0x7F000001U, peer.port}, 1});
    Recorder recorder;
    client.connect(recorder);
    peer.accept();
    client.step(std::chrono::seconds{1});
    peer.hear();
    peer.say("HTTP/1.1 503 Service Unavailable\r\n\r\n");
    until(client, recorder, 1);
    BOOST_TEST(recorder.heard.back() == "close 503");
    Client to_nobody({{0x7F000001U, 1}, 1});
    to_nobody.connect(recorder);
    until(to_nobody, recorder, 2);
    BOOST_TEST(recorder.heard.back() == "close 1006");
}

BOOST_AUTO_TEST_CASE(connections_come_from_several_addresses_in_turn) {
    Peer peer;
    Client client({{0x7F000001U, peer.port}, 3});
    Recorder recorder;
    std::vector<std::string> sources;
    for (int i = 0; i < 4; ++i) {
        client.connect(recorder);
        sources.push_back(peer.accept());
        peer.hang_up();
    }
    const std::vector<std::string> wanted{"127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.1"};
    BOOST_TEST(sources == wanted, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(timers_fire_in_order_of_their_moments) {
    Timers timers;
    Recorder recorder;
    const Moment now{};
    timers.add(now + std::chrono::seconds{2}, recorder, 2);
    timers.add(now + std::chrono::seconds{1}, recorder, 1);
    timers.add(now + std::chrono::seconds{2}, recorder, 3);
    timers.add(now + std::chrono::seconds{9}, recorder, 9);
    BOOST_TEST(timers.fire(now, 10) == 0U);
    BOOST_TEST(timers.fire(now + std::chrono::seconds{3}, 2) == 2U);
    BOOST_TEST(timers.fire(now + std::chrono::seconds{3}, 10) == 1U);
    const std::vector<std::string> wanted{"timer 1", "timer 2", "timer 3"};
    BOOST_TEST(recorder.heard == wanted, boost::test_tools::per_element());
    BOOST_TEST((*timers.next() == now + std::chrono::seconds{9}));
}

BOOST_AUTO_TEST_SUITE_END()

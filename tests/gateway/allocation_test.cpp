#include "server/gateway/wires.hpp"
#include "tests/gateway/frames.hpp"
#include "tests/support/allocations.hpp"
#include "tests/support/ws_client.hpp"

#include <boost/test/unit_test.hpp>

#include <sys/socket.h>
#include <unistd.h>
#include <vector>

using namespace dageng;
using gateway::Instant;

namespace {

/// A phone that is signed in, at the other end of a pair of sockets.
struct Fixture {
    gateway::Limits limits;
    std::vector<bus::ToLeader> told;
    gateway::Hub hub{
        0,
        0,
        limits,
        [this](bus::ToLeader message) { told.push_back(std::move(message)); },
        [this](Instant now) { wires.flush(now); }
    };
    gateway::Wires wires{hub};
    int phone = -1;
    static constexpr std::size_t places = 100;

    Fixture() {
        limits.positions = {1'000'000, 1'000'000};
        told.reserve(places);
        int pair[2];
        BOOST_REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair) == 0);
        phone = pair[1];
        wires.adopt(gateway::Channel{pair[0]}, {}, http::steady_now());
        say(support::ws_frame(support::Opcode::text, frames::hello()));
        const auto session = std::get<bus::Opened>(told.at(0)).session;
        told.clear();
        hub.route(
            {bus::Accepted{session, {1}, protocol::Role::volunteer, {"device-001"}, 100, {}}},
            http::steady_now()
        );
    }
    ~Fixture() { ::close(phone); }

    void say(const std::string& bytes) {
        BOOST_REQUIRE(::write(phone, bytes.data(), bytes.size()) > 0);
        wires.wait();
        wires.flush(http::steady_now());
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(allocations_of_the_gateway, Fixture)

BOOST_AUTO_TEST_CASE(a_place_goes_from_the_socket_to_the_leader_without_an_allocation) {
    const std::string place = support::ws_frame(support::Opcode::text, frames::position());
    say(place); // Buffers grow to their size.
    told.clear();
    const std::size_t before = support::allocations();
    for (std::size_t i = 0; i < places; ++i) {
        say(place);
    }
    const std::size_t made = support::allocations() - before;
    BOOST_TEST(told.size() == places);
    BOOST_TEST(made == 0U);
}

BOOST_AUTO_TEST_CASE(a_notice_leaves_with_room_for_its_head_and_for_itself_and_no_more) {
    const auto rest = bus::shared(R"(,"data":{"why":"what all who are told of it share"}})");
    const auto tell = [&](protocol::Offset n) {
        const std::vector<bus::ToGateway> batch{bus::Notice{n, "offer", rest, {{{1}, n - 1}}}};
        const std::size_t before = support::allocations();
        hub.route(batch, http::steady_now());
        return support::allocations() - before;
    };
    tell(1'000'000); // What the thread keeps grows to its size.
    tell(1'000'001);
    BOOST_TEST(tell(1'000'002) == 2U);
}

BOOST_AUTO_TEST_SUITE_END()

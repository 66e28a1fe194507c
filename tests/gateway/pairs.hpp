#pragma once

#include "server/gateway/wires.hpp"
#include "tests/gateway/frames.hpp"
#include "tests/support/ws_client.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace dageng {

/// The WebSockets of an I/O thread without the thread: phones at the other ends of pairs of
/// sockets.
struct Pairs {
    Pairs() { limits.positions = {1'000'000, 1'000'000}; }
    ~Pairs() {
        for (const int phone : phones) {
            ::close(phone);
        }
    }
    Pairs(const Pairs&) = delete;
    Pairs& operator=(const Pairs&) = delete;

    /// A phone that is signed in as this person's; the socket at its end.
    int phone_of(std::uint64_t person) {
        int pair[2];
        BOOST_REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair) == 0);
        phones.push_back(pair[1]);
        wires.adopt(gateway::Channel{pair[0]}, {}, http::steady_now());
        say(pair[1], support::ws_frame(support::Opcode::text, frames::hello()));
        sessions.push_back(std::get<bus::Opened>(told.at(0)).session);
        told.clear();
        hub.route(
            {bus::Accepted{
                sessions.back(), {person}, protocol::Role::volunteer, {"device-001"}, 100, {}
            }},
            http::steady_now()
        );
        return pair[1];
    }

    void say(int phone, const std::string& bytes) {
        BOOST_REQUIRE(::write(phone, bytes.data(), bytes.size()) > 0);
        wires.wait();
        wires.flush(http::steady_now());
    }

    gateway::Limits limits;
    std::vector<bus::ToLeader> told;
    gateway::Hub hub{
        0,
        0,
        limits,
        [this](bus::ToLeader message) { told.push_back(std::move(message)); },
        [this](gateway::Instant now) { wires.flush(now); }
    };
    gateway::Wires wires{hub};
    std::vector<int> phones;
    std::vector<bus::SessionId> sessions; ///< Of the phones.
};

} // namespace dageng

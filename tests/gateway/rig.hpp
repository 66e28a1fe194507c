#pragma once

#include "server/gateway/gateway.hpp"
#include "tests/gateway/frames.hpp"
#include "tests/support/fake_leader.hpp"
#include "tests/support/ws_client.hpp"

#include <prometheus/registry.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace dageng {

/// A gateway on a free port with a leader that the test plays.
struct Rig {
    struct Hello final : http::Handler {
        std::shared_ptr<http::Upload> handle(const http::Request&, http::Answer answer) override {
            answer({200, {}, support::shared("a page")});
            return nullptr;
        }
    };

    explicit Rig(const gateway::Settings& settings = {})
        : gateway(as_spoken(settings), leader.bus(), handler, calls, registry) {
        gateway.start();
    }

    static gateway::Settings as_spoken(gateway::Settings settings) {
        if (support::speaks_tls() && !settings.certificate) {
            const auto& files = support::test_certificate();
            settings.certificate = std::make_shared<http::Certificate>(files.chain, files.key);
        }
        return settings;
    }

    std::uint16_t port() const { return gateway.port(); }

    /// A client whose hello was accepted as this person's.
    struct Live {
        support::WsClient client;
        bus::SessionId session = 0;
    };
    Live live(std::uint64_t person, const std::string& device = "device-001") {
        return live_at(port(), person, device);
    }
    /// The same at another gateway of this leader.
    Live live_at(std::uint16_t gateway_port, std::uint64_t person, const std::string& device) {
        Live one{support::WsClient(gateway_port)};
        one.client.send_text(frames::hello("hello-00001", device));
        one.session = leader.next<bus::Opened>().session;
        leader.say(bus::Accepted{
            one.session,
            {person},
            protocol::Role::volunteer,
            {device},
            100,
            {support::shared("welcome")}
        });
        if (one.client.receive_text() != "welcome") {
            throw support::ClientError("no welcome");
        }
        return one;
    }

    support::FakeLeader leader;
    Hello handler;
    http::AllCalls calls{leader.bus()};
    prometheus::Registry registry;
    gateway::Gateway gateway;
};

/// An offer without data.
inline bus::Notice notice(unsigned n, std::vector<bus::Recipient> to) {
    return {n, "offer", support::shared(R"(,"data":{}})"), std::move(to)};
}

/// As whoever gets it reads it.
inline std::string notice_text(unsigned n, unsigned prev) {
    return R"({"type":"offer","n":)" + std::to_string(n) + R"(,"prev":)" + std::to_string(prev) +
           R"(,"data":{}})";
}

} // namespace dageng

#pragma once

#include "server/bus/bus.hpp"
#include "server/gateway/settings.hpp"
#include "server/http/calls.hpp"
#include "server/http/exchange.hpp"

#include <chrono>
#include <cstdint>
#include <memory>

namespace prometheus {
class Registry;
}

namespace dageng::gateway {

/// Listens, and holds all connections: WebSockets at `/ws`, HTTP everywhere else. Connections are
/// handed to the I/O threads in turn. The functions are called by one thread, the owner's.
class Gateway {
  public:
    /// Binds the port, so that it is known and held, but answers nobody yet. Sets the bus's handler
    /// for gateways. All that is passed outlives it; whatever calls bus::Bus::to_gateways must have
    /// ended before it goes. Throws boost::system::system_error when the address can't be had.
    Gateway(
        const Settings& settings,
        bus::Bus& bus,
        http::Handler& handler,
        http::AllCalls& calls,
        prometheus::Registry& registry
    );
    Gateway(const Gateway&) = delete;
    Gateway& operator=(const Gateway&) = delete;
    /// Stops.
    ~Gateway();

    /// The bound port.
    std::uint16_t port() const;

    /// Begins to answer. Once.
    void start();

    /// Accepts nobody any more, tells every client to come back (1012) when what waits for it has
    /// been sent, and finishes HTTP answers that are being made. Returns when all have gone (true)
    /// or the time is over (false).
    bool drain(std::chrono::milliseconds time);

    /// Cuts what is left and ends the I/O threads.
    void stop();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace dageng::gateway

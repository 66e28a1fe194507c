#pragma once

#include "server/http/network.hpp"

#include <cstddef>
#include <memory>
#include <mutex>
#include <unordered_map>

namespace dageng::gateway {

using http::Network;

/// Counts a connection as a stranger while it is kept.
using Stranger = std::shared_ptr<const void>;

/// Connections of which it isn't known whose they are, by where they come from: all that speak
/// HTTP, and WebSockets until their hello is accepted. So one address can't take everybody's place.
/// Behind an address may stand a whole estate or a mobile network: who is known doesn't count. It
/// outlives what it hands out. Any thread.
class Strangers {
  public:
    /// `most`: of one network.
    explicit Strangers(std::size_t most) : most_(most) {}
    Strangers(const Strangers&) = delete;
    Strangers& operator=(const Strangers&) = delete;

    /// A new connection; nothing when there are as many already.
    Stranger let_in(Network network);
    /// One that is in already goes on as another connection.
    Stranger go_on(Network network);

  private:
    Stranger count(Network network);
    void leave(Network network);

    const std::size_t most_;
    std::mutex mutex_;
    std::unordered_map<Network, std::size_t> counts_;
};

} // namespace dageng::gateway

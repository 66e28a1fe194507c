#pragma once

#include "server/gateway/channel.hpp"

#include <optional>

namespace dageng::http {
struct Upgrade;
}

namespace dageng::gateway {

/// Answers the opening handshake of a WebSocket. Nothing when the request is no good one, which has
/// been answered, or the peer has gone. Doesn't wait: an answer always fits into what the system
/// takes for a new connection.
std::optional<Channel> open_handshake(http::Upgrade&& upgrade);

} // namespace dageng::gateway

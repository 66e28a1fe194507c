#pragma once

#include <optional>

namespace dageng::http {
struct Upgrade;
}

namespace dageng::gateway {

/// Answers the opening handshake of a WebSocket without TLS and gives up the socket, which doesn't
/// block. Nothing when the request is no good one, which has been answered, or the peer has gone.
/// Doesn't wait: an answer always fits into what the system takes for a new connection.
std::optional<int> open_handshake(http::Upgrade&& upgrade);

} // namespace dageng::gateway

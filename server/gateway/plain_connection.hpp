#pragma once

#include "server/gateway/hub.hpp"

namespace dageng::http {
struct Upgrade;
}

namespace dageng::gateway {

/// Answers the opening handshake of a WebSocket without TLS and lives on as a connection of the
/// hub, which outlives it. The hub's thread.
void open_plain(http::Upgrade&& upgrade, Hub& hub);

} // namespace dageng::gateway

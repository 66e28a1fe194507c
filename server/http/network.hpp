#pragma once

#include "server/http/socket.hpp"

#include <cstdint>

namespace dageng::http {

/// Where a connection comes from: an IPv4 address, or of an IPv6 address the first 64 bits, since
/// who has one has all of that network. 0: it is gone.
using Network = std::uint64_t;

Network network_of(const Socket& socket);

} // namespace dageng::http

#pragma once

#include "server/gateway/limits.hpp"
#include "server/http/certificate.hpp"
#include "server/http/connection.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace dageng::gateway {

/// How a gateway listens.
struct Settings {
    std::string address = "127.0.0.1"; ///< IPv4 or IPv6, in numbers.
    std::uint16_t port = 0;            ///< 0: any that is free, see Gateway::port.
    unsigned threads = 1;              ///< That hold WebSockets: 1 to http::max_lanes.
    /// More connections (sockets and HTTP) are turned away at once.
    std::size_t max_connections = 100'000;
    /// More of one address of which it isn't known whose they are (strangers.hpp): turned away.
    std::size_t max_strangers = 4'000;
    unsigned gateway = 0; ///< Number of this gateway among those of the district: 0 to 4095.
    /// The port speaks TLS by it; null: it doesn't.
    std::shared_ptr<http::Certificate> certificate;
    Limits limits;
    http::ConnectionLimits http;
};

} // namespace dageng::gateway

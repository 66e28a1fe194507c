#pragma once

#include "server/http/certificate.hpp"
#include "server/http/socket.hpp"

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>

namespace dageng::http {

/// A connection that asked to become a WebSocket, with its request. For the Beast drivers only.
struct Upgrade {
    Socket socket;
    Tls tls; ///< What it speaks TLS by; null: it is in clear.
    boost::beast::http::request<boost::beast::http::empty_body> request;
};

} // namespace dageng::http

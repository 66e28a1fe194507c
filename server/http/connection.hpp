#pragma once

#include "server/http/clock.hpp"
#include "server/http/exchange.hpp"
#include "server/http/mailbox.hpp"
#include "server/http/socket.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string_view>

struct ssl_ctx_st;

namespace dageng::http {

/// Bounds of an HTTP connection, each with its answer.
struct ConnectionLimits {
    /// A longer head: 431, closed.
    std::size_t head_bytes = std::size_t{16} * 1024;
    /// The first head takes longer: closed.
    std::chrono::milliseconds head_time = std::chrono::seconds(10);
    /// No further request, or no further byte of a body, for so long: closed.
    std::chrono::milliseconds idle_time = std::chrono::seconds(30);
    /// An answer that isn't made, or isn't taken, in this time: closed.
    std::chrono::milliseconds answer_time = std::chrono::seconds(60);
    /// A body that nobody wants is read so far, then the connection is closed.
    std::size_t discarded_bytes = std::size_t{16} * 1024 * 1024;
    /// How long a refused client may go on sending.
    std::chrono::milliseconds linger_time = std::chrono::seconds(5);
};

struct Upgrade;
class Connection;

/// The I/O thread that a connection lives on, as the connection sees it. Outlives it.
struct Host {
    Handler* handler = nullptr;
    ConnectionLimits limits;
    std::shared_ptr<Mailbox> mailbox;
    /// The connection is over. Called once, from the I/O thread.
    std::function<void(Connection&)> ended;
    /// The client asked for a WebSocket at `/ws` with our subprotocol; `ended` follows.
    std::function<void(Upgrade&&)> upgraded;
};

/// One HTTP connection, one request after another. All functions on its I/O thread.
class Connection {
  public:
    virtual ~Connection() = default;

    virtual void start() = 0;
    /// Once a second: ends what is over its time.
    virtual void tick(Instant now) = 0;
    /// Closes at once when idle, else after the answer that is being made.
    virtual void drain() = 0;
};

/// The path of the WebSocket, and the subprotocol that a client must offer there.
inline constexpr std::string_view socket_path = "/ws";
inline constexpr std::string_view subprotocol = "dageng.v1";

std::shared_ptr<Connection> make_connection(Socket socket, const Host& host);
/// The same by TLS, whose handshake comes first.
std::shared_ptr<Connection>
make_tls_connection(Socket socket, const std::shared_ptr<ssl_ctx_st>& context, const Host& host);

} // namespace dageng::http

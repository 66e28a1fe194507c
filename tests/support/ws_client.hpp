#pragma once

#include "tests/support/tcp_client.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dageng::support {

enum class Opcode : std::uint8_t {
    continuation = 0,
    text = 1,
    binary = 2,
    close = 8,
    ping = 9,
    pong = 10
};

struct WsFrame {
    Opcode opcode = Opcode::text;
    bool fin = true;
    std::string payload;
};

/// The bytes of a client's frame. `rsv`: the three reserved bits. Wrong on purpose when asked for.
std::string ws_frame(
    std::uint8_t opcode,
    std::string_view payload,
    bool fin = true,
    std::uint8_t rsv = 0,
    bool masked = true
);
std::string
ws_frame(Opcode opcode, std::string_view payload, bool fin = true, std::uint8_t rsv = 0);

/// A WebSocket client that does what it is told, right or wrong.
class WsClient {
  public:
    /// Connects and shakes hands. Throws ClientError when that fails.
    explicit WsClient(std::uint16_t port, const std::string& subprotocol = "dageng.v1");

    void send_text(std::string_view text) { tcp_.send(ws_frame(Opcode::text, text)); }
    void send_binary(std::string_view bytes) { tcp_.send(ws_frame(Opcode::binary, bytes)); }
    /// Bytes as they are.
    void send_raw(std::string_view bytes) { tcp_.send(bytes); }
    /// A close frame; code 0: without one.
    void send_close(std::uint16_t code, std::string_view reason = {});

    /// The next frame of any kind; nothing at the end of the stream. Throws ClientError when there
    /// is neither in time.
    std::optional<WsFrame> receive();
    /// The next text; pings before it are answered. Throws ClientError when something else comes.
    std::string receive_text();
    /// Reads on until the server's close frame, whose code it returns (1005 when it has none), or 0
    /// when the stream ends without one. What comes before is dropped.
    std::uint16_t receive_close();
    /// True when a frame is there within `time`, or the stream has ended. For "nothing comes".
    bool anything(std::chrono::milliseconds time);

    /// Of the handshake.
    const HttpReply& reply() const { return reply_; }
    TcpClient& tcp() { return tcp_; }

  private:
    bool fill(std::size_t wanted);

    TcpClient tcp_;
    HttpReply reply_;
    std::string buffer_;
};

/// The handshake's request.
std::string ws_request(const std::string& subprotocol, std::string_view target = "/ws");

} // namespace dageng::support

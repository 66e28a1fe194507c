#pragma once

#include "server/gateway/channel.hpp"
#include "server/gateway/connection.hpp"
#include "server/gateway/frame_reader.hpp"
#include "server/gateway/hub.hpp"
#include "server/gateway/strangers.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dageng::gateway {

class Wires;

/// A WebSocket after its opening handshake: the driver of a session. All on the I/O thread.
class Wire final : public Connection {
  public:
    Wire(Channel channel, Stranger stranger, Hub& hub, Wires& wires, Instant now);
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;

    bool send(Frame frame) override;
    void ping() override;
    void close(protocol::CloseCode code) override;
    void end() override;
    void known() override { stranger_.reset(); }
    Session& session() override { return session_; }
    const Session& session() const override { return session_; }

    // ---- from the thread's loop ----

    /// Bytes came, or the peer has gone.
    void readable(Instant now);
    /// The system takes bytes again.
    void writable(Instant now);
    /// Sends what is held, in as few calls as can be.
    void flush(Instant now);
    int fd() const { return channel_.fd(); }

  private:
    /// Of a frame: its head with what is this connection's own, then what others share.
    struct Piece {
        std::string own;
        bus::Shared rest;

        std::size_t size() const { return own.size() + (rest ? rest->size() : 0); }
    };

    void take(std::span<char> bytes, Instant now);
    void take(const Heard& heard, Instant now);
    void answer_close(std::uint16_t code, Instant now);
    void hold(Piece piece);
    void hold_control(std::uint8_t opcode, std::string_view payload);
    void hold_close(std::uint16_t code);
    bool send_some();
    void drop_sent(std::size_t bytes);

    Channel channel_;
    Stranger stranger_; ///< Until it is known whose it is.
    Hub& hub_;
    Wires& wires_;
    Session session_;
    FrameReader reader_;
    std::vector<Piece> held_;
    std::size_t held_bytes_ = 0;
    std::size_t first_sent_ = 0; ///< Bytes of the first piece that are out already.
    bool is_held_ = false;       ///< The thread knows that there is something to send.
    bool blocked_ = false;       ///< The system takes no more for now.
    bool owes_written_ = false;
    bool deaf_ = false;    ///< What comes is thrown away: only its end counts.
    bool closing_ = false; ///< Our close frame is the last piece.
    bool over_ = false;
};

} // namespace dageng::gateway

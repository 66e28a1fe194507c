#pragma once

#include "server/gateway/channel.hpp"
#include "server/gateway/connection.hpp"
#include "server/gateway/frame_reader.hpp"
#include "server/gateway/hub.hpp"
#include "server/gateway/strangers.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
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
    void hurry() override;
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
    void take(std::span<char> bytes, Instant now);
    void take(const Heard& heard, Instant now);
    void answer_close(std::uint16_t code, Instant now);
    /// With the frame's own head, ready to be sent.
    void hold(Frame frame);
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
    std::vector<Frame> held_;
    std::size_t held_bytes_ = 0;
    std::size_t first_sent_ = 0; ///< Bytes of the first frame that are out already.
    bool is_held_ = false;       ///< The thread knows that there is something to send.
    bool blocked_ = false;       ///< The system takes no more for now.
    bool owes_written_ = false;
    bool deaf_ = false;    ///< What comes is thrown away: only its end counts.
    bool closing_ = false; ///< Our close frame is the last.
    bool over_ = false;
};

} // namespace dageng::gateway

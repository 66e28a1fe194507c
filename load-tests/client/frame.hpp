#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// RFC 6455 frames as a client writes and reads them. No I/O.
namespace dageng::load {

enum class Opcode : std::uint8_t {
    continuation = 0x0,
    text = 0x1,
    binary = 0x2,
    close = 0x8,
    ping = 0x9,
    pong = 0xA,
};

/// Appends one final, masked frame to `out`. Allocates only when `out` has to grow.
void append_frame(std::string& out, Opcode opcode, std::string_view payload, std::uint32_t mask);

/// A whole message (text or binary, put together from its fragments) or a control frame.
struct ReceivedFrame {
    Opcode opcode = Opcode::text;
    std::string_view payload; ///< Good until the reader is touched again.

    /// The code of a close frame; 1005 when it has none.
    std::uint16_t close_code() const;
};

/// Cuts what a server sent into frames. Allocates only for messages that arrive in pieces, so that
/// an idle connection holds no buffer. UTF-8 is not checked: the peer is the program under test,
/// and whoever parses the JSON finds out.
class FrameReader {
  public:
    /// A message longer than this breaks the connection with 1009.
    static constexpr std::size_t max_message_bytes = std::size_t{1024} * 1024;

    /// Takes bytes from the socket; they must stay where they are until `next` has returned
    /// nothing.
    void feed(std::string_view bytes);

    /// The next frame; nothing when more bytes are needed, or when the stream is broken.
    std::optional<ReceivedFrame> next();

    /// 0 while all is well; else the close code that the stream deserves (1002 or 1009).
    std::uint16_t broken() const { return broken_; }

  private:
    struct Header;

    std::optional<Header> read_header();
    bool fits(const Header& header);
    void keep_rest();

    std::string_view input_; ///< Unread bytes: of the socket, or of rest_.
    std::string rest_;       ///< A frame that has begun.
    bool from_rest_ = false;
    std::string message_; ///< A fragmented message that has begun.
    Opcode message_opcode_ = Opcode::continuation;
    std::uint16_t broken_ = 0;
};

} // namespace dageng::load

#pragma once

#include "protocol/codec.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace dageng::gateway {

/// What a client said, cut out of its bytes.
struct Heard {
    enum class Kind : std::uint8_t {
        text,   ///< A whole message, valid UTF-8.
        binary, ///< Begins. Nothing of it is read, and nothing follows.
        ping,
        pong,
        close,  ///< With `code`, which may be any that a client may send; 0: it gave none.
        broken, ///< Against the protocol; `code`, a protocol::CloseCode, says how. Nothing follows.
    };

    Kind kind = Kind::text;
    std::string_view payload; ///< Good until the reader is touched again.
    std::uint16_t code = 0;
};

/// Cuts what a client sends into messages, as RFC 6455 has it: fragments are put together, control
/// frames may come between them, everything must be masked, lengths in their shortest form, texts
/// valid UTF-8. No I/O. Holds memory only for what has begun and isn't whole: an idle connection's
/// reader is one pointer.
class FrameReader {
  public:
    FrameReader();
    ~FrameReader();

    /// Takes bytes that came; unmasks them in place. They must stay where they are until `next` has
    /// returned nothing. Not after `broken` or `binary`.
    void feed(char* bytes, std::size_t size);

    /// The next of them; nothing when more bytes are needed. A message, whole or not, of more than
    /// protocol::max_frame_bytes breaks the stream (1009) by the head of the frame that is too
    /// much.
    std::optional<Heard> next();

  private:
    struct Head;
    struct Begun;

    std::optional<Heard> check(const Head& head) const;
    std::optional<Heard> take(const Head& head, char* payload);
    void begin_frame(const Head& head);
    std::optional<Heard> pour();
    std::optional<Heard> append(std::string_view payload, bool last);
    bool in_message() const;
    Begun& begun();
    void keep_rest();

    char* at_ = nullptr; ///< What is unread, of the bytes fed or of those kept.
    std::size_t left_ = 0;
    std::unique_ptr<Begun> begun_;
};

/// The head of a frame from a server: final, unmasked. `opcode` as RFC 6455 numbers them.
void append_frame_head(std::string& out, std::uint8_t opcode, std::size_t payload_bytes);

inline constexpr std::uint8_t text_opcode = 0x1;
inline constexpr std::uint8_t close_opcode = 0x8;
inline constexpr std::uint8_t ping_opcode = 0x9;
inline constexpr std::uint8_t pong_opcode = 0xA;

} // namespace dageng::gateway

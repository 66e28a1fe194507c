#include "server/gateway/frame_reader.hpp"

#include "protocol/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace dageng::gateway {

namespace {

using protocol::CloseCode;

constexpr std::uint8_t continuation_opcode = 0x0;
constexpr std::uint8_t binary_opcode = 0x2;
constexpr std::uint8_t control_bit = 0x8;
constexpr std::size_t mask_bytes = 4;
constexpr std::size_t longest_control = 125;
constexpr std::size_t longest_short = 125;
constexpr std::uint8_t two_bytes_follow = 126;
constexpr std::uint8_t eight_bytes_follow = 127;

Heard broken(CloseCode code) {
    return {Heard::Kind::broken, {}, static_cast<std::uint16_t>(code)};
}

std::uint8_t byte_at(const char* bytes, std::size_t index) {
    return static_cast<std::uint8_t>(bytes[index]);
}

/// `from`: how many bytes of the frame came before these.
void unmask(char* payload, std::size_t size, const char* mask, std::size_t from) {
    std::array<char, 2 * mask_bytes> turned{};
    for (std::size_t i = 0; i < turned.size(); ++i) {
        turned[i] = mask[(from + i) % mask_bytes];
    }
    std::uint64_t pattern = 0;
    std::memcpy(&pattern, turned.data(), sizeof pattern);
    std::size_t at = 0;
    for (; at + sizeof pattern <= size; at += sizeof pattern) {
        std::uint64_t part = 0;
        std::memcpy(&part, payload + at, sizeof part);
        part ^= pattern;
        std::memcpy(payload + at, &part, sizeof part);
    }
    for (; at < size; ++at) {
        payload[at] = static_cast<char>(payload[at] ^ turned[at % mask_bytes]);
    }
}

/// RFC 6455, 7.4: those of the list that may be sent, and the two ranges for libraries and
/// applications.
bool may_be_sent(std::uint16_t code) {
    return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) ||
           (code >= 3000 && code <= 4999);
}

Heard closing(std::string_view payload) {
    if (payload.empty()) {
        return {Heard::Kind::close, {}, 0};
    }
    if (payload.size() == 1) {
        return broken(CloseCode::protocol_error);
    }
    const auto code =
        static_cast<std::uint16_t>((byte_at(payload.data(), 0) << 8U) | byte_at(payload.data(), 1));
    if (!may_be_sent(code)) {
        return broken(CloseCode::protocol_error);
    }
    if (protocol::valid_until(payload, 2) != payload.size()) {
        return broken(CloseCode::bad_utf8);
    }
    return {Heard::Kind::close, {}, code};
}

} // namespace

struct FrameReader::Head {
    std::uint8_t opcode = 0;
    bool final = false;
    bool reserved = false;
    bool masked = false;
    bool shortest = true;
    std::size_t bytes = 0; ///< Of the head itself, the mask included.
    std::uint64_t payload = 0;

    bool is_control() const { return (opcode & control_bit) != 0; }

    /// Nothing while more bytes are needed.
    static std::optional<Head> read(const char* bytes, std::size_t size);
};

std::optional<FrameReader::Head> FrameReader::Head::read(const char* bytes, std::size_t size) {
    if (size < 2) {
        return std::nullopt;
    }
    Head head;
    head.final = (byte_at(bytes, 0) & 0x80U) != 0;
    head.reserved = (byte_at(bytes, 0) & 0x70U) != 0;
    head.opcode = byte_at(bytes, 0) & 0x0FU;
    head.masked = (byte_at(bytes, 1) & 0x80U) != 0;
    const std::uint8_t length = byte_at(bytes, 1) & 0x7FU;
    head.payload = length;
    head.bytes = 2;
    const std::size_t longer = length == two_bytes_follow     ? 2
                               : length == eight_bytes_follow ? 8
                                                              : 0;
    if (longer > 0) {
        if (size < 2 + longer) {
            return std::nullopt;
        }
        head.payload = 0;
        for (std::size_t i = 2; i < 2 + longer; ++i) {
            head.payload = (head.payload << 8U) | byte_at(bytes, i);
        }
        head.shortest = head.payload > (longer == 2 ? longest_short : 0xFFFFU);
        head.bytes += longer;
    }
    head.bytes += mask_bytes;
    return head;
}

/// What has begun and isn't whole.
struct FrameReader::Begun {
    std::string rest;    ///< Of a head, or of a control frame.
    std::string message; ///< What came of it.
    bool in_message = false;
    std::size_t valid = 0;      ///< So much of the message is valid UTF-8.
    std::size_t frame_left = 0; ///< Payload to come of the frame that has begun.
    std::size_t frame_had = 0;
    bool frame_final = false;
    std::array<char, mask_bytes> mask{};
};

FrameReader::FrameReader() = default;
FrameReader::~FrameReader() = default;

bool FrameReader::in_message() const {
    return begun_ && begun_->in_message;
}

FrameReader::Begun& FrameReader::begun() {
    if (!begun_) {
        begun_ = std::make_unique<Begun>();
    }
    return *begun_;
}

void FrameReader::feed(char* bytes, std::size_t size) {
    if (begun_ && !begun_->rest.empty()) {
        begun_->rest.append(bytes, size);
        at_ = begun_->rest.data();
        left_ = begun_->rest.size();
        return;
    }
    at_ = bytes;
    left_ = size;
}

std::optional<Heard> FrameReader::next() {
    for (;;) {
        if (begun_ && begun_->frame_left > 0) {
            if (left_ == 0) {
                break;
            }
            if (auto heard = pour()) {
                return heard;
            }
            continue;
        }
        const auto head = Head::read(at_, left_);
        if (!head) {
            break;
        }
        if (auto wrong = check(*head)) {
            return wrong;
        }
        if (left_ < head->bytes) {
            break;
        }
        if (left_ - head->bytes < head->payload) {
            if (head->is_control()) {
                break;
            }
            begin_frame(*head);
            continue;
        }
        char* const payload = at_ + head->bytes;
        unmask(payload, head->payload, payload - mask_bytes, 0);
        at_ += head->bytes + head->payload;
        left_ -= head->bytes + head->payload;
        if (auto heard = take(*head, payload)) {
            return heard;
        }
    }
    keep_rest();
    return std::nullopt;
}

/// What is wrong with a frame, or not read of it, by its head alone.
std::optional<Heard> FrameReader::check(const Head& head) const {
    const bool known =
        head.opcode <= binary_opcode || (head.opcode >= close_opcode && head.opcode <= pong_opcode);
    if (head.reserved || !known || !head.masked || !head.shortest) {
        return broken(CloseCode::protocol_error);
    }
    if (head.is_control()) {
        const bool fits = head.final && head.payload <= longest_control;
        return fits ? std::nullopt : std::optional{broken(CloseCode::protocol_error)};
    }
    if ((head.opcode == continuation_opcode) != in_message()) {
        return broken(CloseCode::protocol_error);
    }
    const std::size_t before = in_message() ? begun_->message.size() : 0;
    if (head.payload > protocol::max_frame_bytes - before) {
        return broken(CloseCode::too_big);
    }
    if (head.opcode == binary_opcode) {
        return Heard{Heard::Kind::binary, {}, 0};
    }
    return std::nullopt;
}

std::optional<Heard> FrameReader::take(const Head& head, char* payload) {
    const std::string_view text{payload, head.payload};
    switch (head.opcode) {
    case ping_opcode:
        return Heard{Heard::Kind::ping, text, 0};
    case pong_opcode:
        return Heard{Heard::Kind::pong, text, 0};
    case close_opcode:
        return closing(text);
    default:
        break;
    }
    if (!head.final || in_message()) {
        return append(text, head.final);
    }
    if (protocol::valid_until(text, 0) != text.size()) {
        return broken(CloseCode::bad_utf8);
    }
    return Heard{Heard::Kind::text, text, 0};
}

void FrameReader::begin_frame(const Head& head) {
    Begun& frame = begun();
    std::memcpy(frame.mask.data(), at_ + head.bytes - mask_bytes, mask_bytes);
    frame.frame_left = head.payload;
    frame.frame_had = 0;
    frame.frame_final = head.final;
    at_ += head.bytes;
    left_ -= head.bytes;
}

/// What came of the frame that has begun, so that a wrong text is refused as soon as it is wrong.
std::optional<Heard> FrameReader::pour() {
    Begun& frame = *begun_;
    const std::size_t size = std::min(left_, frame.frame_left);
    unmask(at_, size, frame.mask.data(), frame.frame_had);
    const std::string_view payload{at_, size};
    at_ += size;
    left_ -= size;
    frame.frame_had += size;
    frame.frame_left -= size;
    return append(payload, frame.frame_left == 0 && frame.frame_final);
}

std::optional<Heard> FrameReader::append(std::string_view payload, bool last) {
    Begun& part = begun();
    if (!part.in_message) {
        part.in_message = true;
        part.message.clear();
        part.valid = 0;
    }
    part.message.append(payload);
    part.valid = protocol::valid_until(part.message, part.valid);
    const std::string_view rest = std::string_view{part.message}.substr(part.valid);
    if (!rest.empty() && (last || !protocol::may_become_whole(rest))) {
        return broken(CloseCode::bad_utf8);
    }
    if (!last) {
        return std::nullopt;
    }
    part.in_message = false;
    return Heard{Heard::Kind::text, part.message, 0};
}

void FrameReader::keep_rest() {
    if (left_ == 0) {
        if (begun_ && (begun_->in_message || begun_->frame_left > 0)) {
            std::string{}.swap(begun_->rest);
        } else {
            begun_.reset();
        }
    } else if (begun_ && !begun_->rest.empty()) {
        // It is there already: a frame that trickles in isn't copied with every byte.
        begun_->rest.erase(0, begun_->rest.size() - left_);
    } else {
        begun().rest.assign(at_, left_);
    }
    at_ = nullptr;
    left_ = 0;
}

void append_frame_head(std::string& out, std::uint8_t opcode, std::size_t payload_bytes) {
    constexpr char final = '\x80';
    out.push_back(static_cast<char>(final | static_cast<char>(opcode)));
    if (payload_bytes <= longest_short) {
        out.push_back(static_cast<char>(payload_bytes));
        return;
    }
    const std::size_t longer = payload_bytes <= 0xFFFFU ? 2 : 8;
    out.push_back(static_cast<char>(longer == 2 ? two_bytes_follow : eight_bytes_follow));
    for (std::size_t i = longer; i > 0; --i) {
        out.push_back(static_cast<char>((payload_bytes >> (8 * (i - 1))) & 0xFFU));
    }
}

} // namespace dageng::gateway

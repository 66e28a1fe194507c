#include "tests/support/ws_client.hpp"

#include <array>

namespace dageng::support {

namespace {

// The sample of RFC 6455, section 1.3, so that no hash has to be made here.
constexpr std::string_view sample_key = "dGhlIHNhbXBsZSBub25jZQ==";
constexpr std::string_view sample_accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
constexpr std::array<char, 4> mask{'\x37', '\x21', '\x5a', '\x3d'};

void append_big_endian(std::string& out, std::uint64_t value, unsigned bytes) {
    for (unsigned i = bytes; i > 0; --i) {
        out += static_cast<char>((value >> (8 * (i - 1))) & 0xFFU);
    }
}

std::uint64_t big_endian(std::string_view bytes) {
    std::uint64_t value = 0;
    for (const char byte : bytes) {
        value = (value << 8U) | static_cast<unsigned char>(byte);
    }
    return value;
}

} // namespace

std::string ws_request(const std::string& subprotocol, std::string_view target) {
    HttpFields fields{
        {"upgrade", "websocket"},
        {"connection", "Upgrade"},
        {"sec-websocket-version", "13"},
        {"sec-websocket-key", std::string(sample_key)},
    };
    if (!subprotocol.empty()) {
        fields.emplace_back("sec-websocket-protocol", subprotocol);
    }
    return http_request("GET", target, fields);
}

std::string
ws_frame(std::uint8_t opcode, std::string_view payload, bool fin, std::uint8_t rsv, bool masked) {
    std::string frame;
    const unsigned first = (fin ? 0x80U : 0U) | (unsigned{rsv} << 4U) | opcode;
    const unsigned mask_bit = masked ? 0x80U : 0U;
    frame += static_cast<char>(first);
    if (payload.size() < 126) {
        frame += static_cast<char>(mask_bit | payload.size());
    } else if (payload.size() < 65536) {
        frame += static_cast<char>(mask_bit | 126U);
        append_big_endian(frame, payload.size(), 2);
    } else {
        frame += static_cast<char>(mask_bit | 127U);
        append_big_endian(frame, payload.size(), 8);
    }
    if (!masked) {
        return frame.append(payload);
    }
    frame.append(mask.data(), mask.size());
    for (std::size_t i = 0; i < payload.size(); ++i) {
        frame += static_cast<char>(payload[i] ^ mask[i % mask.size()]);
    }
    return frame;
}

std::string ws_frame(Opcode opcode, std::string_view payload, bool fin, std::uint8_t rsv) {
    return ws_frame(static_cast<std::uint8_t>(opcode), payload, fin, rsv);
}

WsClient::WsClient(std::uint16_t port, const std::string& subprotocol) : tcp_(port) {
    tcp_.send(ws_request(subprotocol));
    reply_ = read_reply(tcp_);
    if (reply_.status != 101 || reply_.field("sec-websocket-accept") != sample_accept) {
        throw ClientError("no handshake, but " + std::to_string(reply_.status));
    }
}

void WsClient::send_close(std::uint16_t code, std::string_view reason) {
    std::string payload;
    if (code != 0) {
        append_big_endian(payload, code, 2);
        payload += reason;
    }
    tcp_.send(ws_frame(Opcode::close, payload));
}

bool WsClient::fill(std::size_t wanted) {
    while (buffer_.size() < wanted) {
        const auto more = tcp_.receive();
        if (!more) {
            throw ClientError("nothing comes");
        }
        if (more->empty()) {
            return false;
        }
        buffer_ += *more;
    }
    return true;
}

std::optional<WsFrame> WsClient::receive() {
    if (!fill(2)) {
        return std::nullopt;
    }
    const auto first = static_cast<unsigned char>(buffer_[0]);
    const auto second = static_cast<unsigned char>(buffer_[1]);
    if ((second & 0x80U) != 0) {
        throw ClientError("the server masks");
    }
    const unsigned short_length = second & 0x7FU;
    const std::size_t extra = short_length == 126 ? 2 : short_length == 127 ? 8 : 0;
    if (!fill(2 + extra)) {
        return std::nullopt;
    }
    const std::size_t length =
        extra == 0 ? short_length : big_endian(std::string_view(buffer_).substr(2, extra));
    if (!fill(2 + extra + length)) {
        return std::nullopt;
    }
    WsFrame frame{
        static_cast<Opcode>(first & 0x0FU), (first & 0x80U) != 0, buffer_.substr(2 + extra, length)
    };
    buffer_.erase(0, 2 + extra + length);
    return frame;
}

std::string WsClient::receive_text() {
    while (true) {
        auto frame = receive();
        if (!frame) {
            throw ClientError("the stream ended where a text was awaited");
        }
        if (frame->opcode == Opcode::ping) {
            tcp_.send(ws_frame(Opcode::pong, frame->payload));
        } else if (frame->opcode == Opcode::text && frame->fin) {
            return std::move(frame->payload);
        } else {
            throw ClientError("another frame where a text was awaited");
        }
    }
}

std::uint16_t WsClient::receive_close() {
    while (const auto frame = receive()) {
        if (frame->opcode == Opcode::close) {
            return frame->payload.size() < 2
                       ? std::uint16_t{1005}
                       : static_cast<std::uint16_t>(big_endian(frame->payload.substr(0, 2)));
        }
    }
    return 0;
}

bool WsClient::anything(std::chrono::milliseconds time) {
    if (!buffer_.empty()) {
        return true;
    }
    const auto more = tcp_.receive(65536, time);
    if (more) {
        buffer_ += *more;
    }
    return more.has_value();
}

} // namespace dageng::support

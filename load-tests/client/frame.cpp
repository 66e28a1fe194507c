#include "load-tests/client/frame.hpp"

#include <array>
#include <cstring>
#include <utility>

namespace dageng::load {

namespace {

constexpr std::uint8_t final_bit = 0x80;
constexpr std::uint8_t mask_bit = 0x80;
constexpr std::uint8_t reserved_bits = 0x70;
constexpr std::size_t longest_control_payload = 125;

void append_masked(std::string& out, std::string_view payload, std::uint32_t mask) {
    const std::size_t begin = out.size();
    out.append(payload);
    char* at = out.data() + begin;
    std::size_t left = payload.size();
    const std::uint64_t wide = (std::uint64_t{mask} << 32U) | mask;
    for (; left >= sizeof wide; left -= sizeof wide, at += sizeof wide) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, sizeof word);
        word ^= wide;
        std::memcpy(at, &word, sizeof word);
    }
    std::array<char, sizeof mask> bytes{};
    std::memcpy(bytes.data(), &mask, sizeof mask);
    for (std::size_t i = 0; i < left; ++i) {
        at[i] = static_cast<char>(at[i] ^ bytes[i % bytes.size()]);
    }
}

std::uint64_t big_endian(std::string_view bytes) {
    std::uint64_t value = 0;
    for (const char byte : bytes) {
        value = (value << 8U) | static_cast<std::uint8_t>(byte);
    }
    return value;
}

bool is_control(Opcode opcode) {
    return (static_cast<unsigned>(opcode) & 0x8U) != 0;
}

bool is_known(unsigned opcode) {
    return opcode <= 0x2U || (opcode >= 0x8U && opcode <= 0xAU);
}

} // namespace

void append_frame(std::string& out, Opcode opcode, std::string_view payload, std::uint32_t mask) {
    const auto put = [&out](std::uint64_t byte) { out.push_back(static_cast<char>(byte & 0xFFU)); };
    put(final_bit | static_cast<unsigned>(opcode));
    const std::uint64_t size = payload.size();
    if (size <= longest_control_payload) {
        put(mask_bit | size);
    } else if (size <= 0xFFFFU) {
        put(mask_bit | 126U);
        put(size >> 8U);
        put(size);
    } else {
        put(mask_bit | 127U);
        for (int shift = 56; shift >= 0; shift -= 8) {
            put(size >> static_cast<unsigned>(shift));
        }
    }
    std::array<char, sizeof mask> bytes{};
    std::memcpy(bytes.data(), &mask, sizeof mask);
    out.append(bytes.data(), bytes.size());
    append_masked(out, payload, mask);
}

std::uint16_t ReceivedFrame::close_code() const {
    constexpr std::uint16_t none_given = 1005;
    return payload.size() < 2 ? none_given
                              : static_cast<std::uint16_t>(big_endian(payload.substr(0, 2)));
}

struct FrameReader::Header {
    bool last = false;
    Opcode opcode = Opcode::text;
    std::size_t header_bytes = 0;
    std::uint64_t payload_bytes = 0;
};

void FrameReader::feed(std::string_view bytes) {
    if (rest_.empty()) {
        input_ = bytes;
        from_rest_ = false;
        return;
    }
    rest_.append(bytes);
    input_ = rest_;
    from_rest_ = true;
}

std::optional<FrameReader::Header> FrameReader::read_header() {
    if (input_.size() < 2) {
        return std::nullopt;
    }
    const auto first = static_cast<std::uint8_t>(input_[0]);
    const auto second = static_cast<std::uint8_t>(input_[1]);
    const unsigned opcode = first & 0x0FU;
    if ((first & reserved_bits) != 0 || (second & mask_bit) != 0 || !is_known(opcode)) {
        broken_ = 1002;
        return std::nullopt;
    }
    Header header;
    header.last = (first & final_bit) != 0;
    header.opcode = static_cast<Opcode>(opcode);
    header.payload_bytes = second;
    header.header_bytes = second == 127 ? 10 : second == 126 ? 4 : 2;
    if (input_.size() < header.header_bytes) {
        return std::nullopt;
    }
    if (header.header_bytes > 2) {
        header.payload_bytes = big_endian(input_.substr(2, header.header_bytes - 2));
    }
    return header;
}

bool FrameReader::fits(const Header& header) {
    const bool continues = message_opcode_ != Opcode::continuation;
    if (is_control(header.opcode)) {
        if (!header.last || header.payload_bytes > longest_control_payload) {
            broken_ = 1002;
        }
    } else if ((header.opcode == Opcode::continuation) != continues) {
        broken_ = 1002;
    } else if (header.payload_bytes > max_message_bytes - message_.size()) {
        broken_ = 1009;
    }
    return broken_ == 0;
}

void FrameReader::keep_rest() {
    if (from_rest_) {
        rest_.erase(0, rest_.size() - input_.size());
    } else {
        rest_.assign(input_);
    }
    if (rest_.empty() && rest_.capacity() > 64) {
        std::string{}.swap(rest_);
    }
    input_ = {};
}

std::optional<ReceivedFrame> FrameReader::next() {
    while (broken_ == 0) {
        const std::optional<Header> header = read_header();
        if (!header || !fits(*header) ||
            input_.size() - header->header_bytes < header->payload_bytes) {
            break;
        }
        const auto size = static_cast<std::size_t>(header->payload_bytes);
        const std::string_view payload = input_.substr(header->header_bytes, size);
        input_.remove_prefix(header->header_bytes + size);
        if (is_control(header->opcode)) {
            return ReceivedFrame{header->opcode, payload};
        }
        if (header->opcode != Opcode::continuation) {
            if (header->last) {
                return ReceivedFrame{header->opcode, payload};
            }
            message_opcode_ = header->opcode;
            message_.clear();
        }
        message_.append(payload);
        if (header->last) {
            return ReceivedFrame{std::exchange(message_opcode_, Opcode::continuation), message_};
        }
    }
    keep_rest();
    return std::nullopt;
}

} // namespace dageng::load

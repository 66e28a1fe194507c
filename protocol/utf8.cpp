#include "protocol/utf8.hpp"

#include <cstring>
#include <string>

namespace dageng::protocol {
namespace {

struct Lead {
    std::size_t bytes = 0;
    std::uint32_t bits = 0;
    std::uint32_t smallest = 0; ///< A smaller value has a shorter form.
};

constexpr Lead lead_of(std::uint32_t byte) {
    if (byte < 0x80) {
        return {1, byte, 0};
    }
    if (byte >= 0xC0 && byte < 0xE0) {
        return {2, byte & 0x1FU, 0x80};
    }
    if (byte >= 0xE0 && byte < 0xF0) {
        return {3, byte & 0x0FU, 0x800};
    }
    if (byte >= 0xF0 && byte < 0xF8) {
        return {4, byte & 0x07U, 0x10000};
    }
    return {};
}

bool is_ascii(const char* bytes) {
    constexpr std::uint64_t high_bits = 0x8080808080808080U;
    std::uint64_t part = 0;
    std::memcpy(&part, bytes, sizeof part);
    return (part & high_bits) == 0;
}

} // namespace

CodePoint first_code_point(std::string_view text) {
    if (text.empty()) {
        return {};
    }
    const Lead lead = lead_of(static_cast<unsigned char>(text[0]));
    if (lead.bytes == 0 || lead.bytes > text.size()) {
        return {};
    }
    std::uint32_t value = lead.bits;
    for (std::size_t i = 1; i < lead.bytes; ++i) {
        const std::uint32_t byte = static_cast<unsigned char>(text[i]);
        if ((byte & 0xC0U) != 0x80U) {
            return {};
        }
        value = value << 6U | (byte & 0x3FU);
    }
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (value < lead.smallest || surrogate || value > 0x10FFFF) {
        return {};
    }
    return {value, lead.bytes};
}

std::size_t valid_until(std::string_view text, std::size_t from) {
    while (from < text.size()) {
        if (text.size() - from >= sizeof(std::uint64_t) && is_ascii(text.data() + from)) {
            from += sizeof(std::uint64_t);
            continue;
        }
        const std::size_t bytes = first_code_point(text.substr(from)).bytes;
        if (bytes == 0) {
            break;
        }
        from += bytes;
    }
    return from;
}

bool may_become_whole(std::string_view rest) {
    const std::size_t promised = lead_of(static_cast<unsigned char>(rest.front())).bytes;
    if (promised <= rest.size()) {
        return false;
    }
    // With the least and with the greatest that could follow.
    for (const char filler : {'\x80', '\xBF'}) {
        std::string tried{rest};
        tried.resize(promised, filler);
        if (first_code_point(tried).bytes != 0) {
            return true;
        }
    }
    return false;
}

} // namespace dageng::protocol

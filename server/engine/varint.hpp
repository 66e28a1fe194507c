#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// Whole numbers in as few bytes as they need: seven bits a byte, the lowest first, the top bit on
/// all but the last (LEB128).
namespace dageng::engine {

inline void append_varint(std::string& out, std::uint64_t value) {
    while (value >= 0x80) {
        out += static_cast<char>(value | 0x80);
        value >>= 7;
    }
    out += static_cast<char>(value);
}

/// Takes the number off the front of `text`, which begins with one that `append_varint` wrote.
inline std::uint64_t take_varint(std::string_view& text) {
    std::uint64_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
        const auto byte = static_cast<unsigned char>(text.front());
        text.remove_prefix(1);
        value |= std::uint64_t{byte & 0x7FU} << shift;
        if (byte < 0x80) {
            return value;
        }
    }
}

/// Small numbers of either sign as small ones: 0, -1, 1, -2 … become 0, 1, 2, 3 …
inline std::uint64_t zigzag(std::int64_t value) {
    return static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63);
}
inline std::int64_t from_zigzag(std::uint64_t value) {
    return static_cast<std::int64_t>(value >> 1 ^ (0 - (value & 1)));
}

} // namespace dageng::engine

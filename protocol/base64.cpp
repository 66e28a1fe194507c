#include "protocol/base64.hpp"

#include <array>
#include <cstdint>

namespace dageng::protocol {
namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr std::uint8_t no_digit = 255;

constexpr std::array<std::uint8_t, 256> make_digits() {
    std::array<std::uint8_t, 256> digits{};
    digits.fill(no_digit);
    for (std::size_t i = 0; i < alphabet.size(); ++i) {
        digits[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
    }
    return digits;
}

constexpr std::array<std::uint8_t, 256> digits = make_digits();

std::uint32_t byte_at(std::string_view bytes, std::size_t index) {
    return index < bytes.size() ? static_cast<unsigned char>(bytes[index]) : 0U;
}

} // namespace

void append_base64(std::string& out, std::string_view bytes) {
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::uint32_t group =
            byte_at(bytes, i) << 16U | byte_at(bytes, i + 1) << 8U | byte_at(bytes, i + 2);
        out += alphabet[group >> 18U];
        out += alphabet[(group >> 12U) & 63U];
        out += i + 1 < bytes.size() ? alphabet[(group >> 6U) & 63U] : '=';
        out += i + 2 < bytes.size() ? alphabet[group & 63U] : '=';
    }
}

std::optional<std::string> from_base64(std::string_view text) {
    if (text.size() % 4 != 0) {
        return std::nullopt;
    }
    const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
    std::string bytes;
    bytes.reserve(text.size() / 4 * 3);
    std::uint32_t group = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool padded = i >= text.size() - padding;
        const std::uint8_t digit = padded ? 0 : digits[static_cast<unsigned char>(text[i])];
        if (digit == no_digit) {
            return std::nullopt;
        }
        group = group << 6U | digit;
        if (i % 4 == 3) {
            bytes += static_cast<char>(group >> 16U & 255U);
            bytes += static_cast<char>(group >> 8U & 255U);
            bytes += static_cast<char>(group & 255U);
            group = 0;
        }
    }
    // Bits beyond the last byte must be zero, so that each value has one text only.
    for (std::size_t i = 0; i < padding; ++i) {
        if (bytes.back() != 0) {
            return std::nullopt;
        }
        bytes.pop_back();
    }
    return bytes;
}

} // namespace dageng::protocol

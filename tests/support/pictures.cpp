#include "tests/support/pictures.hpp"

#include <zlib.h>

namespace dageng::support {

namespace {

constexpr std::string_view signature = "\x89PNG\r\n\x1a\n";

std::string big_endian(std::uint32_t value) {
    std::string bytes;
    for (unsigned shift = 32; shift > 0; shift -= 8) {
        bytes += static_cast<char>((value >> (shift - 8)) & 0xFFU);
    }
    return bytes;
}

std::string chunk(std::string_view type, std::string_view data) {
    const std::string named = std::string(type) + std::string(data);
    const auto sum =
        crc32(0, reinterpret_cast<const Bytef*>(named.data()), static_cast<uInt>(named.size()));
    return big_endian(static_cast<std::uint32_t>(data.size())) + named +
           big_endian(static_cast<std::uint32_t>(sum));
}

std::string head(std::uint32_t width, std::uint32_t height) {
    // Eight bits a channel, RGB.
    return std::string(signature) +
           chunk("IHDR", big_endian(width) + big_endian(height) + std::string("\x08\x02\0\0\0", 5));
}

std::string packed(const std::string& rows) {
    uLongf length = compressBound(rows.size());
    std::string out(length, '\0');
    compress2(
        reinterpret_cast<Bytef*>(out.data()),
        &length,
        reinterpret_cast<const Bytef*>(rows.data()),
        rows.size(),
        Z_BEST_SPEED
    );
    out.resize(length);
    return out;
}

} // namespace

std::string png_picture(std::uint32_t width, std::uint32_t height) {
    std::string rows;
    std::uint32_t state = 1;
    for (std::uint32_t y = 0; y < height; ++y) {
        rows += '\0';
        for (std::uint32_t x = 0; x < 3 * width; ++x) {
            state = state * 1664525U + 1013904223U;
            rows += static_cast<char>(state >> 24U);
        }
    }
    return head(width, height) + chunk("IDAT", packed(rows)) + chunk("IEND", "");
}

std::string png_bomb(std::uint32_t width, std::uint32_t height) {
    return head(width, height) + chunk("IDAT", packed(std::string(1000, '\0'))) + chunk("IEND", "");
}

std::string with_camera_note(std::string_view jpeg, std::string_view note) {
    const std::string data = std::string("Exif\0\0", 6) + std::string(note);
    const auto length = static_cast<std::uint16_t>(data.size() + 2);
    std::string out(jpeg.substr(0, 2));
    out += "\xff\xe1";
    out += static_cast<char>(length >> 8U);
    out += static_cast<char>(length & 0xFFU);
    return out + data + std::string(jpeg.substr(2));
}

} // namespace dageng::support

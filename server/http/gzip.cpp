#include "server/http/gzip.hpp"

#include "protocol/assert.hpp"

#include <zlib.h>

#include <array>
#include <limits>

namespace dageng::http {

namespace {

/// Window bits of 15, and 16 for the gzip header.
constexpr int gzip_window = 15 + 16;
constexpr int memory_level = 8;

Bytef* bytes_of(std::string_view text) {
    return reinterpret_cast<Bytef*>(const_cast<char*>(text.data())); // zlib doesn't write to input.
}

} // namespace

std::string gzip(std::string_view text) {
    DAGENG_ASSERT(text.size() < std::numeric_limits<uInt>::max());
    z_stream stream{};
    const int begun = deflateInit2(
        &stream, Z_BEST_COMPRESSION, Z_DEFLATED, gzip_window, memory_level, Z_DEFAULT_STRATEGY
    );
    DAGENG_ASSERT(begun == Z_OK);
    std::string packed(deflateBound(&stream, text.size()), '\0');
    stream.next_in = bytes_of(text);
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = bytes_of(packed);
    stream.avail_out = static_cast<uInt>(packed.size());
    const int ended = deflate(&stream, Z_FINISH);
    DAGENG_ASSERT(ended == Z_STREAM_END);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

std::optional<std::string> gunzip(std::string_view packed, std::size_t most) {
    z_stream stream{};
    if (inflateInit2(&stream, gzip_window) != Z_OK) {
        return std::nullopt;
    }
    stream.next_in = bytes_of(packed);
    stream.avail_in = static_cast<uInt>(packed.size());
    std::string text;
    std::array<char, 16384> piece{};
    int result = Z_OK;
    while (result == Z_OK && text.size() <= most) {
        stream.next_out = bytes_of({piece.data(), piece.size()});
        stream.avail_out = static_cast<uInt>(piece.size());
        result = inflate(&stream, Z_NO_FLUSH);
        text.append(piece.data(), piece.size() - stream.avail_out);
    }
    inflateEnd(&stream);
    if (result != Z_STREAM_END || text.size() > most) {
        return std::nullopt;
    }
    return text;
}

} // namespace dageng::http

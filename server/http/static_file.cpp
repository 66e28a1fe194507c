#include "server/http/static_file.hpp"

#include "protocol/hex.hpp"

#include <sodium/crypto_generichash.h>

#include <array>
#include <utility>

namespace dageng::http {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 16> media_types{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".geojson", "application/geo+json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".wasm", "application/wasm"},
    {".txt", "text/plain; charset=utf-8"},
}};

} // namespace

std::string etag_of(std::string_view bytes) {
    std::array<unsigned char, crypto_generichash_BYTES_MIN> hash{};
    crypto_generichash(
        hash.data(),
        hash.size(),
        reinterpret_cast<const unsigned char*>(bytes.data()),
        bytes.size(),
        nullptr,
        0
    );
    return '"' + protocol::to_hex(hash) + '"';
}

std::string_view media_type_of(std::string_view name) {
    for (const auto& [ending, type] : media_types) {
        if (name.ends_with(ending)) {
            return type;
        }
    }
    return "application/octet-stream";
}

Response serve(const StaticFile& file, const Request& request) {
    Response response;
    response.fields = {
        {"cache-control", file.cache_control}, {"etag", file.etag}, {"vary", "accept-encoding"}
    };
    if (request.field("if-none-match").find(file.etag) != std::string_view::npos) {
        response.status = 304;
        return response;
    }
    response.fields.emplace_back("content-type", file.media_type);
    response.body = file.plain;
    if (file.gzip && request.takes_gzip()) {
        response.fields.emplace_back("content-encoding", "gzip");
        response.body = file.gzip;
    }
    return response;
}

} // namespace dageng::http

#pragma once

#include "server/http/exchange.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace dageng::http {

using Bytes = std::shared_ptr<const std::string>;

/// A file held in memory, as it is sent.
struct StaticFile {
    Bytes plain;
    Bytes gzip; ///< The same, packed; none when packing gains nothing.
    std::string media_type;
    std::string cache_control;
    std::string etag; ///< Quoted; of the plain bytes.
};

/// The strong entity tag of these bytes.
std::string etag_of(std::string_view bytes);

/// The media type that a name's ending stands for; `application/octet-stream` for an unknown one.
std::string_view media_type_of(std::string_view name);

/// The file for this request: packed when the client takes that, 304 when it has it already.
Response serve(const StaticFile& file, const Request& request);

} // namespace dageng::http

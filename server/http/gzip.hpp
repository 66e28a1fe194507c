#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dageng::http {

/// The text as a gzip file, packed as tightly as zlib can. For what is packed once and sent often.
std::string gzip(std::string_view text);

/// What a gzip file holds; nothing when it is none, is damaged, or holds more than `most` bytes.
std::optional<std::string> gunzip(std::string_view packed, std::size_t most);

} // namespace dageng::http

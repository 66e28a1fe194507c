#pragma once

#include <optional>
#include <string>
#include <string_view>

/// Base 64 of RFC 4648, section 4: with padding, without line breaks.
namespace dageng::protocol {

void append_base64(std::string& out, std::string_view bytes);

/// Nothing when `text` isn't what append_base64 would have written.
std::optional<std::string> from_base64(std::string_view text);

} // namespace dageng::protocol

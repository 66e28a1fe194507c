#pragma once

#include "protocol/errors.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Looking at pictures. Everything but picture_type is slow: for worker threads.
namespace dageng::http {

/// So many first bytes are enough to know a picture's type.
inline constexpr std::size_t picture_head_bytes = 12;
/// A picture of more is refused before it is decoded.
inline constexpr std::int64_t max_pixels = 50'000'000;
/// The longest side of a preview.
inline constexpr int preview_side = 1280;
inline constexpr int preview_quality = 80;

/// The media type that the content's first bytes stand for: JPEG, PNG, WebP or HEIC. Nothing for
/// all else.
std::optional<std::string_view> picture_type(std::string_view head);

/// A smaller JPEG of the picture, upright, without any metadata; or `bad_photo`.
protocol::Result<std::string> make_preview(std::string_view picture);

} // namespace dageng::http

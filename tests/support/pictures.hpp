#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dageng::support {

/// A PNG of random-looking colours, so that it hardly packs: about three bytes a pixel.
std::string png_picture(std::uint32_t width, std::uint32_t height);

/// A PNG whose head claims these sides, with next to nothing behind.
std::string png_bomb(std::uint32_t width, std::uint32_t height);

/// The JPEG with a camera's note in an APP1 segment, as phones write where it was taken.
std::string with_camera_note(std::string_view jpeg, std::string_view note);

} // namespace dageng::support

#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace dageng::protocol {

/// Two digits of `0-9 a-f` for each byte. Any thread.
std::string to_hex(std::span<const std::uint8_t> bytes);

} // namespace dageng::protocol

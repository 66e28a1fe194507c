#pragma once

#include "protocol/types.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

/// What the JSON of a value depends on beside the value.
namespace dageng::protocol {

/// Deeper nesting is refused.
inline constexpr std::size_t max_depth = 16;

/// Opens what is sealed, for a frame to somebody who may see it; nothing when the key is gone.
using Opener = std::function<std::optional<std::string>(const Sealed&)>;

/// Where the JSON is going, or has come from. They differ in what is said of people.
enum class JsonMode : std::uint8_t {
    wire,    ///< Personal values in clear, or `null` to those who may not see them.
    journal, ///< Personal values sealed, or `null` when there is none.
};

struct WriteOptions {
    JsonMode mode = JsonMode::wire;
    /// Opens sealed values in wire mode; borrowed. Without it they are written as `null`.
    const Opener* opener = nullptr;
};

struct ReadOptions {
    JsonMode mode = JsonMode::wire;
    /// Stands before the path of the field that a refusal names: `data` gives `data.place.lat`.
    std::string_view path = {};
};

} // namespace dageng::protocol

#pragma once

#include "protocol/ids.hpp"

#include <optional>
#include <string>
#include <string_view>

/// Moments as text: RFC 3339 in UTC with milliseconds, such as `2025-11-24T10:08:40.123Z`.
namespace dageng::protocol {

/// The first and the last moment that have a text.
inline constexpr TimeMs first_moment{0};
inline constexpr TimeMs last_moment{253'402'300'799'999};

/// A moment outside the years 1970 to 9999 is written as the nearest one inside.
void append_time(std::string& out, TimeMs time);

/// The same as a text of its own.
std::string time_text(TimeMs time);

/// Nothing when `text` isn't what append_time would have written.
std::optional<TimeMs> time_from_text(std::string_view text);

} // namespace dageng::protocol

#pragma once

#include "protocol/ids.hpp"

#include <chrono>
#include <cstdint>

namespace dageng::engine {

/// The local calendar day of a moment, as days since 1970-01-01.
inline std::uint32_t local_day(protocol::TimeMs at, std::int64_t utc_offset_min) {
    return static_cast<std::uint32_t>((at.value + utc_offset_min * 60'000) / 86'400'000);
}

/// The local hour of a moment, 0 to 23.
inline std::uint32_t local_hour(protocol::TimeMs at, std::int64_t utc_offset_min) {
    return static_cast<std::uint32_t>(
        (at.value + utc_offset_min * 60'000) % 86'400'000 / 3'600'000
    );
}

/// Month × 100 + day of month, such as 1124.
inline std::uint32_t month_and_day(std::uint32_t day) {
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
    return static_cast<unsigned>(date.month()) * 100 + static_cast<unsigned>(date.day());
}

} // namespace dageng::engine

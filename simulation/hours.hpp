#pragma once

#include "protocol/ids.hpp"

#include <array>
#include <cstdint>

/// How a day goes, by local hour.
namespace dageng::simulation {

using ByHour = std::array<std::uint32_t, 24>;

/// Local midnight of a day in November 2026, UTC+8.
inline constexpr protocol::TimeMs midnight{1'795'536'000'000 - 8 * 3'600'000};

inline std::uint32_t hour_of(protocol::TimeMs at) {
    return static_cast<std::uint32_t>((at - midnight) / 3'600'000 % 24);
}

/// Volunteers on duty, of a thousand: a tenth to an eighth of all accounts in the daytime.
inline constexpr ByHour volunteers_on_duty{30,  20,  15,  15,  20,  60,  120, 170,
                                           200, 200, 200, 190, 180, 180, 190, 200,
                                           210, 220, 230, 220, 200, 160, 100, 60};

/// Officers on duty, of a thousand. Between three and five there is none.
inline constexpr ByHour officers_on_duty{200, 150, 100, 0,   0,   150, 300, 350,
                                         400, 400, 400, 400, 400, 400, 400, 400,
                                         400, 400, 400, 400, 400, 350, 300, 250};

/// Dispatchers at their consoles. Between two and five the room is empty.
inline constexpr ByHour dispatchers_there{1, 1, 0, 0, 0, 1, 2, 2, 3, 3, 3, 3,
                                          3, 3, 3, 3, 3, 3, 3, 3, 2, 2, 2, 1};

/// Tips and calls, in per cent of the day's mean.
inline constexpr ByHour tips_of_mean{50,  40,  40,  40,  40,  50,  70,  110, 130, 120, 110, 110,
                                     120, 110, 110, 110, 120, 140, 160, 170, 160, 130, 90,  70};

} // namespace dageng::simulation

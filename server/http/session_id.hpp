#pragma once

#include "server/bus/bus.hpp"

#include <cstdint>

namespace dageng::http {

/// A session's number names its gateway (12 bits), the I/O thread that has it (8 bits) and a count
/// (44 bits), so that answers find their way without a table.
inline constexpr unsigned lane_bits = 8;
inline constexpr unsigned count_bits = 44;
inline constexpr unsigned max_lanes = 64;
/// The lane of requests about photos, which belong to no I/O thread.
inline constexpr unsigned photo_lane = 255;
/// The same of requests for what is on record.
inline constexpr unsigned records_lane = 254;

constexpr bus::SessionId make_session_id(unsigned gateway, unsigned lane, std::uint64_t count) {
    return (static_cast<std::uint64_t>(gateway) << (lane_bits + count_bits)) |
           (static_cast<std::uint64_t>(lane) << count_bits) | count;
}

constexpr unsigned lane_of(bus::SessionId id) {
    return static_cast<unsigned>(id >> count_bits) & ((1U << lane_bits) - 1U);
}

constexpr unsigned gateway_of(bus::SessionId id) {
    return static_cast<unsigned>(id >> (lane_bits + count_bits));
}

} // namespace dageng::http

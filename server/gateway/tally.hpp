#pragma once

#include "protocol/errors.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>

namespace dageng::gateway {

/// What one I/O thread counts; plain numbers, handed to the metrics about once a second, but for
/// what waits at this moment.
struct Tally {
    static constexpr std::size_t error_codes = 32;

    std::uint64_t frames_in = 0;
    std::uint64_t bytes_in = 0;
    std::uint64_t frames_out = 0;
    std::uint64_t bytes_out = 0;
    std::size_t queued_bytes = 0; ///< That wait to be sent, of all connections, now.
    std::uint64_t moments_conflated = 0;
    std::uint64_t dropped_silent = 0;                 ///< Peers that answered no ping.
    std::array<std::uint64_t, error_codes> refused{}; ///< By ErrorCode.
    std::map<protocol::CloseCode, std::uint64_t> closed;
};

} // namespace dageng::gateway

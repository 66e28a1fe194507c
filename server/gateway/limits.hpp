#pragma once

#include "server/bus/rate.hpp"
#include "server/http/clock.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace dageng::gateway {

using bus::Bucket;
using bus::Rate;
using http::Instant;

/// Bounds of a WebSocket connection, each with its answer.
struct Limits {
    /// No hello in this time: closed with 4401.
    std::chrono::milliseconds hello_time = std::chrono::seconds(10);
    /// Between two pings, before jitter of a tenth either way.
    std::chrono::milliseconds ping_every = std::chrono::seconds(30);
    /// So many pings in a row without a sign of life: dropped when the next is due.
    std::uint32_t silent_pings = 2;
    /// A peer that doesn't end the closing handshake in this time is dropped.
    std::chrono::milliseconds closing_time = std::chrono::seconds(5);
    /// One frame isn't taken by the peer in this time: closed with 4408.
    std::chrono::milliseconds stalled_time = std::chrono::seconds(60);

    /// Over these rates: refused with `too-many`. What can't be read counts as a command; a panic
    /// counts for nothing and is never refused for a rate.
    Rate commands{10, 30};
    Rate positions{2, 10};
    Rate seen{500, 2000};
    /// So many refusals for the rate within a minute: closed with 4429.
    std::uint32_t refusals_a_minute = 100;

    /// More waits to be sent, in frames or bytes: closed with 4408. What comes with the answer to
    /// hello doesn't count: the leader bounds that.
    std::size_t queued_frames = 1000;
    std::size_t queued_bytes = std::size_t{256} * 1024;
    /// All connections of an I/O thread together, greetings included. While more waits, one that
    /// has over its share is closed with 4408, and who comes is sent away with 1013: so many slow
    /// peers take memory from nobody.
    std::size_t all_queued_bytes = std::size_t{256} * 1024 * 1024;
    std::size_t share_bytes = std::size_t{16} * 1024;
    /// More slots of the moment wait: the oldest is dropped.
    std::size_t queued_moments = 256;
};

} // namespace dageng::gateway

#pragma once

#include "server/http/clock.hpp"

#include <chrono>
#include <cstddef>
#include <utility>

namespace dageng::gateway {

using http::Instant;

/// Says when an I/O thread should let frames gather before it takes them: while they come thick.
/// Falling asleep and waking up for each of them is a third of what a place costs then
/// (`load-tests/compare --profile`: `finish_task_switch`). One thread.
class Gathering {
  public:
    /// What it adds to a frame's way at most.
    static constexpr std::chrono::microseconds time{500};

    /// So many connections were ready at once.
    void took(std::size_t ready, Instant now) {
        last_ = ready;
        ready_ += ready;
        const auto passed = now - since_;
        if (passed >= window) {
            thick_ = std::exchange(ready_, 0) * time >= worth_it * passed;
            since_ = now;
        }
    }

    /// Not when the thread hardly keeps up: then they gather by themselves.
    bool is_due() const { return thick_ && last_ < enough; }

  private:
    static constexpr Instant window{50};
    static constexpr std::size_t worth_it = 3; ///< In `time`.
    static constexpr std::size_t enough = 16;

    std::size_t last_ = 0;
    std::size_t ready_ = 0; ///< Since `since_`.
    Instant since_{};
    bool thick_ = false;
};

} // namespace dageng::gateway

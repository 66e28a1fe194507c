#pragma once

#include "server/http/clock.hpp"

#include <chrono>

namespace dageng::gateway {

/// Whether so much comes that it is worth waiting for more before handling it. One thread.
class Crowding {
  public:
    /// A thread that gets fewer a second sleeps long enough between them, and has nothing to save.
    static constexpr int crowd_a_ms = 4;

    /// So many events were found ready.
    void came(int events, http::Instant now) {
        const auto time = now - since_;
        if (time >= looked_over) {
            crowded_ = events_ >= crowd_a_ms * time.count();
            since_ = now;
            events_ = 0;
        }
        events_ += events;
    }
    /// By what came in the last hundredth of a second or so.
    bool is_crowded() const { return crowded_; }

  private:
    static constexpr std::chrono::milliseconds looked_over{10};

    http::Instant since_{};
    std::chrono::milliseconds::rep events_ = 0;
    bool crowded_ = false;
};

} // namespace dageng::gateway

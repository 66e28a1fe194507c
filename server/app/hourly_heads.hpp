#pragma once

#include "server/app/foundation.hpp"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace dageng::app {

/// Signs where the journal ends when the server starts and once an hour (audit.hpp): into
/// `heads.jsonl` in the data folder, and to all consoles and maps, which keep it where nobody who
/// writes to this disk can reach it.
class HourlyHeads {
  public:
    /// The foundation outlives it; its district runs until this has gone.
    explicit HourlyHeads(
        Foundation& foundation, std::chrono::milliseconds apart = std::chrono::hours(1)
    );
    ~HourlyHeads();
    HourlyHeads(const HourlyHeads&) = delete;
    HourlyHeads& operator=(const HourlyHeads&) = delete;

  private:
    void loop();
    void sign();

    Foundation& foundation_;
    const std::chrono::milliseconds apart_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace dageng::app

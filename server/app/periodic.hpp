#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace dageng::app {

/// Does something at once and then again and again, behind all others, on a thread of its own until
/// it goes. What the work throws is logged, and it is tried again the next time.
class Periodic {
  public:
    /// `name`: of the thread (threads/name.hpp); lives as long as the program.
    Periodic(const char* name, std::chrono::milliseconds apart, std::function<void()> work);
    ~Periodic();
    Periodic(const Periodic&) = delete;
    Periodic& operator=(const Periodic&) = delete;

  private:
    void loop();

    const char* const name_;
    const std::chrono::milliseconds apart_;
    const std::function<void()> work_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace dageng::app

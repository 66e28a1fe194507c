#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace dageng::http {

/// Threads for what takes long: files, sealing, pictures. Jobs begin in the order given.
class Workers {
  public:
    /// `most_waiting`: when so many jobs wait, `give` refuses further ones.
    Workers(unsigned threads, std::size_t most_waiting);
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;
    /// Stops.
    ~Workers();

    /// False when there are too many already, or after `stop`. A job must not throw. Any thread.
    [[nodiscard]] bool give(std::function<void()> job);

    /// Finishes what has begun, forgets what waits, ends the threads. Not from a job.
    void stop();

  private:
    void run();

    const std::size_t most_waiting_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::function<void()>> waiting_;
    bool stopped_ = false;
    std::vector<std::thread> threads_;
};

} // namespace dageng::http

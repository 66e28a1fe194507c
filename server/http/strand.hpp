#pragma once

#include "server/http/workers.hpp"

#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>

namespace dageng::http {

/// Runs the steps of one thing on the workers, in order and never two at once, so that the thing
/// needs no locks. Takes one place in the workers' queue, however many steps wait.
class Strand : public std::enable_shared_from_this<Strand> {
  public:
    /// The workers outlive it.
    explicit Strand(Workers& workers) : workers_(workers) {}

    /// Any thread. After the workers have stopped, steps are forgotten.
    void post(std::function<void()> step);

  private:
    struct Turn;

    void run();
    void forget();

    Workers& workers_;
    std::mutex mutex_;
    std::deque<std::function<void()>> steps_;
    bool running_ = false;
};

} // namespace dageng::http

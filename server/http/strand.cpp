#include "server/http/strand.hpp"

namespace dageng::http {

/// A place in the workers' queue. When they stop, it goes without having run: then the steps go
/// too, as they may hold what holds the strand.
struct Strand::Turn {
    std::shared_ptr<Strand> strand;
    bool ran = false;

    explicit Turn(std::shared_ptr<Strand> of) : strand(std::move(of)) {}
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    ~Turn() {
        if (!ran) {
            strand->forget();
        }
    }
};

void Strand::post(std::function<void()> step) {
    {
        const std::lock_guard lock(mutex_);
        steps_.push_back(std::move(step));
        if (std::exchange(running_, true)) {
            return;
        }
    }
    // Refused only when the workers have stopped, or were given more than they were made for: the
    // turn forgets the step.
    static_cast<void>(workers_.give([turn = std::make_shared<Turn>(shared_from_this())] {
        turn->ran = true;
        turn->strand->run();
    }));
}

void Strand::forget() {
    std::deque<std::function<void()>> forgotten;
    const std::lock_guard lock(mutex_);
    running_ = false;
    forgotten.swap(steps_);
}

void Strand::run() {
    std::function<void()> step;
    while (true) {
        {
            const std::lock_guard lock(mutex_);
            if (steps_.empty()) {
                running_ = false;
                return;
            }
            step = std::move(steps_.front());
            steps_.pop_front();
        }
        step();
        step = nullptr;
    }
}

} // namespace dageng::http

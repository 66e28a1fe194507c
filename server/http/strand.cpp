#include "server/http/strand.hpp"

namespace dageng::http {

void Strand::post(std::function<void()> step) {
    std::function<void()> forgotten;
    {
        const std::lock_guard lock(mutex_);
        steps_.push_back(std::move(step));
        if (running_) {
            return;
        }
        running_ = true;
        if (workers_.give([self = shared_from_this()] { self->run(); })) {
            return;
        }
        running_ = false;
        forgotten = std::move(steps_.back());
        steps_.pop_back();
    }
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

#include "server/app/periodic.hpp"

#include "server/app/log.hpp"
#include "server/threads/name.hpp"
#include "server/threads/step_back.hpp"

#include <exception>
#include <utility>

namespace dageng::app {

Periodic::Periodic(const char* name, std::chrono::milliseconds apart, std::function<void()> work)
    : name_(name), apart_(apart), work_(std::move(work)), thread_([this] { loop(); }) {}

Periodic::~Periodic() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

void Periodic::loop() {
    threads::name(name_);
    threads::step_back();
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        lock.unlock();
        try {
            work_();
        } catch (const std::exception& error) {
            log_error(
                "periodic work failed",
                {{"work", std::string(name_)}, {"why", std::string(error.what())}}
            );
        }
        lock.lock();
        wake_.wait_for(lock, apart_, [this] { return stopping_; });
    }
}

} // namespace dageng::app

#include "server/app/hourly_heads.hpp"

#include "server/app/audit.hpp"
#include "server/app/log.hpp"
#include "server/threads/name.hpp"
#include "server/threads/step_back.hpp"

#include <exception>

namespace dageng::app {

HourlyHeads::HourlyHeads(Foundation& foundation, std::chrono::milliseconds apart)
    : foundation_(foundation), apart_(apart), thread_([this] { loop(); }) {}

HourlyHeads::~HourlyHeads() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

void HourlyHeads::loop() {
    threads::name("heads");
    threads::step_back();
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        lock.unlock();
        sign();
        lock.lock();
        wake_.wait_for(lock, apart_, [this] { return stopping_; });
    }
}

void HourlyHeads::sign() {
    try {
        const auto head =
            sign_head(foundation_.journal, foundation_.folder, foundation_.folder / "heads.jsonl");
        if (!head) {
            log_error("the journal's head can't be signed", {{"why", head.refusal().detail}});
            return;
        }
        foundation_.district
            .run([&](district::Leader& leader, district::Clocks) { leader.show_head(*head); })
            .get();
    } catch (const std::exception& error) {
        log_error("the journal's head can't be signed", {{"why", std::string(error.what())}});
    }
}

} // namespace dageng::app

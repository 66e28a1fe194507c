#include "server/district/keys_thread.hpp"

#include "server/threads/name.hpp"
#include "server/threads/step_back.hpp"

#include <spdlog/spdlog.h>

#include <utility>

namespace dageng::district {

KeysThread::KeysThread(vault::Vault& vault, std::function<void(protocol::KeyId)> destroyed)
    : vault_(vault), destroyed_(std::move(destroyed)), thread_([this] { loop(); }) {}

KeysThread::~KeysThread() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void KeysThread::used(protocol::KeyId used) {
    if (vault_.last_key().value >= used.value + low) {
        return;
    }
    {
        const std::lock_guard lock{mutex_};
        wanted_ = used.value + full;
    }
    wake_.notify_one();
}

void KeysThread::destroy(protocol::KeyId spent) {
    if (std::exchange(last_spent_, spent) == spent) {
        return;
    }
    {
        const std::lock_guard lock{mutex_};
        spent_ = spent;
    }
    wake_.notify_one();
}

void KeysThread::loop() {
    threads::name("keys");
    threads::step_back();
    std::unique_lock lock{mutex_};
    for (;;) {
        wake_.wait(lock, [this] {
            return stopping_ || spent_ || wanted_ > vault_.last_key().value;
        });
        if (stopping_) {
            return;
        }
        const protocol::KeyId wanted{wanted_};
        const auto spent = std::exchange(spent_, std::nullopt);
        lock.unlock();
        if (spent) {
            end(*spent);
        }
        try {
            vault_.make_keys(wanted);
        } catch (const vault::VaultError&) {
            // The leader meets the same failure when the reserve is used up, and says so.
            return;
        }
        lock.lock();
    }
}

void KeysThread::end(protocol::KeyId spent) {
    try {
        vault_.destroy_keys({spent});
        destroyed_(spent);
    } catch (const vault::VaultError& error) {
        spdlog::error(
            "key {} isn't destroyed; it is tried again after the next start: {}",
            spent.value,
            error.what()
        );
    }
}

} // namespace dageng::district

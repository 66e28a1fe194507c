#include "server/district/key_reserve.hpp"

#include "server/threads/name.hpp"
#include "server/threads/step_back.hpp"

namespace dageng::district {

KeyReserve::KeyReserve(vault::Vault& vault) : vault_(vault), thread_([this] { loop(); }) {}

KeyReserve::~KeyReserve() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void KeyReserve::used(protocol::KeyId used) {
    if (vault_.last_key().value >= used.value + low) {
        return;
    }
    {
        const std::lock_guard lock{mutex_};
        wanted_ = used.value + full;
    }
    wake_.notify_one();
}

void KeyReserve::loop() {
    threads::name("keys");
    threads::step_back();
    std::unique_lock lock{mutex_};
    for (;;) {
        wake_.wait(lock, [this] { return stopping_ || wanted_ > vault_.last_key().value; });
        if (stopping_) {
            return;
        }
        const protocol::KeyId last{wanted_};
        lock.unlock();
        try {
            vault_.make_keys(last);
        } catch (const vault::VaultError&) {
            // The leader meets the same failure when the reserve is used up, and says so.
            return;
        }
        lock.lock();
    }
}

} // namespace dageng::district

#pragma once

#include "server/vault/vault.hpp"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace dageng::district {

/// Makes keys ahead of their use, and destroys those whose time is over, on a thread of its own:
/// each costs a sync, and the leader waits for none. When none can be made it ends.
class KeysThread {
  public:
    /// A batch is made when fewer than `low` are left, up to `full`.
    static constexpr std::uint64_t low = 1024;
    static constexpr std::uint64_t full = 2048;

    /// `destroyed` is told on the thread of each key that is destroyed.
    KeysThread(vault::Vault& vault, std::function<void(protocol::KeyId)> destroyed);
    ~KeysThread();
    KeysThread(const KeysThread&) = delete;
    KeysThread& operator=(const KeysThread&) = delete;

    /// Keys up to `used` are used. Returns at once. One thread.
    void used(protocol::KeyId used);

    /// To be destroyed. Returns at once; told again what is on the way already, it does nothing.
    /// The same thread.
    void destroy(protocol::KeyId spent);

  private:
    void loop();
    void end(protocol::KeyId spent);

    vault::Vault& vault_;
    std::function<void(protocol::KeyId)> destroyed_;
    protocol::KeyId last_spent_; ///< Of the caller's thread.
    std::mutex mutex_;
    std::condition_variable wake_;
    std::uint64_t wanted_ = 0;
    std::optional<protocol::KeyId> spent_;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace dageng::district

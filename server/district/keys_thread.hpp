#pragma once

#include "server/vault/vault.hpp"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace dageng::district {

/// Makes keys ahead of their use, on a thread of its own: a batch costs a sync, and the leader
/// waits for none.
class KeyReserve {
  public:
    /// A batch is made when fewer than `low` are left, up to `full`.
    static constexpr std::uint64_t low = 1024;
    static constexpr std::uint64_t full = 2048;

    explicit KeyReserve(vault::Vault& vault);
    ~KeyReserve();
    KeyReserve(const KeyReserve&) = delete;
    KeyReserve& operator=(const KeyReserve&) = delete;

    /// Keys up to `used` are used. Returns at once. One thread.
    void used(protocol::KeyId used);

  private:
    void loop();

    vault::Vault& vault_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::uint64_t wanted_ = 0;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace dageng::district

#pragma once

#include "server/vault/vault.hpp"

#include <mutex>
#include <optional>
#include <unordered_map>

namespace dageng::vault {

/// Unwrapped keys: of those used lately at least `most`, never over twice as many. Keys are wiped
/// as they leave. Any thread.
class KeyCache {
  public:
    explicit KeyCache(std::size_t most) : most_(most) {}

    std::optional<SecretKey> find(KeyId number);
    void keep(KeyId number, const SecretKey& key);
    void forget(KeyId number);

  private:
    void keep_locked(KeyId number, const SecretKey& key);

    std::size_t most_;
    std::mutex mutex_;
    /// Two generations: when the young one is full, the old one goes and it takes its place.
    std::unordered_map<KeyId, SecretKey> young_;
    std::unordered_map<KeyId, SecretKey> old_;
};

} // namespace dageng::vault

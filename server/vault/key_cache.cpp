#include "server/vault/key_cache.hpp"

#include <utility>

namespace dageng::vault {

std::optional<SecretKey> KeyCache::find(KeyId number) {
    const std::lock_guard lock(mutex_);
    if (const auto found = young_.find(number); found != young_.end())
        return found->second;
    const auto found = old_.find(number);
    if (found == old_.end())
        return std::nullopt;
    std::optional<SecretKey> key = found->second;
    keep_locked(number, *key);
    return key;
}

void KeyCache::keep(KeyId number, const SecretKey& key) {
    const std::lock_guard lock(mutex_);
    keep_locked(number, key);
}

void KeyCache::forget(KeyId number) {
    const std::lock_guard lock(mutex_);
    young_.erase(number);
    old_.erase(number);
}

void KeyCache::keep_locked(KeyId number, const SecretKey& key) {
    if (young_.size() >= most_)
        old_ = std::exchange(young_, {});
    young_.insert_or_assign(number, key);
}

} // namespace dageng::vault

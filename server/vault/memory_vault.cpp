#include "server/vault/memory_vault.hpp"

#include "server/vault/crypto.hpp"

namespace dageng::vault {

void MemoryVault::destroy_keys(const std::vector<KeyId>& keys) {
    const std::lock_guard lock(mutex_);
    for (const KeyId key : keys)
        keys_.erase(key);
}

void MemoryVault::make_keys(KeyId last) {
    const std::lock_guard lock(mutex_);
    while (last_ < last)
        keys_.emplace(KeyId{++last_.value}, make_key());
}

KeyId MemoryVault::last_key() const {
    const std::lock_guard lock(mutex_);
    return last_;
}

protocol::Sealed MemoryVault::seal(KeyId key, std::string_view clear) {
    const auto with = this->key(key);
    if (!with)
        throw VaultError("the vault has no key " + std::to_string(key.value));
    return {key, seal_box(*with, key, clear)};
}

std::optional<std::string> MemoryVault::open(const protocol::Sealed& sealed) {
    const auto with = key(sealed.key);
    if (!with)
        return std::nullopt;
    return open_box(*with, sealed.key, sealed.box);
}

std::optional<SecretKey> MemoryVault::key(KeyId key) {
    const std::lock_guard lock(mutex_);
    const auto found = keys_.find(key);
    if (found == keys_.end())
        return std::nullopt;
    return found->second;
}

void MemoryVault::keep_token(const TokenHash& token, const TokenOwner& owner) {
    tokens_.keep(token, owner);
}

std::optional<TokenOwner> MemoryVault::owner_of(const TokenHash& token) const {
    return tokens_.owner_of(token);
}

void MemoryVault::forget_tokens(PersonId person) {
    tokens_.forget([&](const TokenOwner& owner) { return owner.person == person; });
}

} // namespace dageng::vault

#pragma once

#include "server/vault/token_table.hpp"
#include "server/vault/vault.hpp"

#include <mutex>
#include <unordered_map>

namespace dageng::vault {

/// A vault without files, for tests: it seals in earnest and forgets everything when it goes.
class MemoryVault : public Vault {
  public:
    void make_keys(KeyId last) override;
    KeyId last_key() const override;
    protocol::Sealed seal(KeyId key, std::string_view clear) override;
    std::optional<std::string> open(const protocol::Sealed& sealed) override;
    std::optional<SecretKey> key(KeyId key) override;
    void destroy_keys(const std::vector<KeyId>& keys) override;
    void keep_token(const TokenHash& token, const TokenOwner& owner) override;
    std::optional<TokenOwner> owner_of(const TokenHash& token) const override;
    void forget_tokens(PersonId person) override;

  private:
    mutable std::mutex mutex_;
    KeyId last_;
    std::unordered_map<KeyId, SecretKey> keys_;
    TokenTable tokens_;
};

} // namespace dageng::vault

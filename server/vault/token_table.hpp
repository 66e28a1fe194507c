#pragma once

#include "server/vault/vault.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <shared_mutex>
#include <unordered_map>

namespace dageng::vault {

/// Whose tokens there are, in memory. Any thread.
class TokenTable {
  public:
    void keep(const TokenHash& token, const TokenOwner& owner);
    std::optional<TokenOwner> owner_of(const TokenHash& token) const;
    void forget(const TokenHash& token);
    void forget(const std::function<bool(const TokenOwner&)>& these);

  private:
    /// The hashes are as good as random already.
    struct FirstBytes {
        std::size_t operator()(const TokenHash& token) const noexcept;
    };

    mutable std::shared_mutex mutex_;
    std::unordered_map<TokenHash, TokenOwner, FirstBytes> owners_;
};

} // namespace dageng::vault

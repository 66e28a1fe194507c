#pragma once

#include "server/vault/vault.hpp"

#include <optional>
#include <shared_mutex>
#include <unordered_map>

namespace dageng::vault {

/// Whose tokens there are, in memory. Any thread.
class TokenTable {
  public:
    void keep(const TokenHash& token, PersonId person);
    std::optional<PersonId> person_of(const TokenHash& token) const;
    void forget(PersonId person);

  private:
    /// The hashes are as good as random already.
    struct FirstBytes {
        std::size_t operator()(const TokenHash& token) const noexcept;
    };

    mutable std::shared_mutex mutex_;
    std::unordered_map<TokenHash, PersonId, FirstBytes> people_;
};

} // namespace dageng::vault

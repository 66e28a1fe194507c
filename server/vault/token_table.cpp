#include "server/vault/token_table.hpp"

#include <cstring>
#include <mutex>

namespace dageng::vault {

std::size_t TokenTable::FirstBytes::operator()(const TokenHash& token) const noexcept {
    std::size_t first = 0;
    std::memcpy(&first, token.data(), sizeof first);
    return first;
}

void TokenTable::keep(const TokenHash& token, const TokenOwner& owner) {
    const std::unique_lock lock(mutex_);
    owners_.insert_or_assign(token, owner);
}

std::optional<TokenOwner> TokenTable::owner_of(const TokenHash& token) const {
    const std::shared_lock lock(mutex_);
    const auto found = owners_.find(token);
    if (found == owners_.end())
        return std::nullopt;
    return found->second;
}

void TokenTable::forget(const TokenHash& token) {
    const std::unique_lock lock(mutex_);
    owners_.erase(token);
}

void TokenTable::forget(const std::function<bool(const TokenOwner&)>& these) {
    const std::unique_lock lock(mutex_);
    std::erase_if(owners_, [&](const auto& kept) { return these(kept.second); });
}

} // namespace dageng::vault

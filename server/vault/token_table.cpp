#include "server/vault/token_table.hpp"

#include <cstring>
#include <mutex>

namespace dageng::vault {

std::size_t TokenTable::FirstBytes::operator()(const TokenHash& token) const noexcept {
    std::size_t first = 0;
    std::memcpy(&first, token.data(), sizeof first);
    return first;
}

void TokenTable::keep(const TokenHash& token, PersonId person) {
    const std::unique_lock lock(mutex_);
    people_.insert_or_assign(token, person);
}

std::optional<PersonId> TokenTable::person_of(const TokenHash& token) const {
    const std::shared_lock lock(mutex_);
    const auto found = people_.find(token);
    if (found == people_.end())
        return std::nullopt;
    return found->second;
}

void TokenTable::forget(PersonId person) {
    const std::unique_lock lock(mutex_);
    std::erase_if(people_, [person](const auto& kept) { return kept.second == person; });
}

} // namespace dageng::vault

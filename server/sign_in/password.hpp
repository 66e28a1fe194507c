#pragma once

#include <cstddef>
#include <string>

namespace dageng::sign_in {

/// What one guess costs: passes over so much memory (argon2id, RFC 9106).
struct PasswordCost {
    unsigned long long passes = 3;
    std::size_t bytes = std::size_t{64} * 1024 * 1024;
};

/// The hash with its salt and cost in it, as text. Takes as long as it costs.
std::string hash_password(const std::string& password, const PasswordCost& cost);

/// Takes as long as the hash's cost, whatever the answer.
bool is_password(const std::string& hash, const std::string& password);

} // namespace dageng::sign_in

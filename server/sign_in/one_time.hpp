#pragma once

#include "server/vault/vault.hpp"

#include <cstdint>
#include <optional>
#include <string>

/// One-time codes that change every 30 s (TOTP, RFC 6238: SHA-1, six digits, a secret of 160 bits).
namespace dageng::sign_in {

/// The time step whose code this is: the present one, the one before or the next; nothing when it
/// is none of theirs.
std::optional<std::int64_t>
step_of(const vault::SecretKey& secret, const std::string& code, protocol::TimeMs now);

/// 32 characters of base 32, as apps take it.
std::string secret_text(const vault::SecretKey& secret);

} // namespace dageng::sign_in

#pragma once

#include "server/vault/vault.hpp"

#include <string>
#include <string_view>

namespace dageng::sign_in {

/// A new code to come in with: 60 random bits as three groups of four characters of Crockford's
/// base 32, such as `7K3M-0XQ9-TDV2`.
std::string make_code();

/// What is kept of a code. The same however it was typed: small letters, spaces for dashes, O for
/// 0, I or L for 1.
vault::TokenHash hash_code(std::string_view typed);

} // namespace dageng::sign_in

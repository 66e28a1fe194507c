#pragma once

#include "server/vault/files.hpp"
#include "server/vault/vault.hpp"

#include <filesystem>
#include <optional>

namespace dageng::vault {

/// `master.key` in a vault's folder: 64 hex digits and a line feed, for its owner alone.
inline constexpr const char* master_key_name = "master.key";

/// Nothing when there is no such file. Throws VaultError when others may read it or it isn't a key.
std::optional<SecretKey> load_master_key(const Files& files, const std::filesystem::path& folder);

/// Makes the file, durable on return and never seen half written; there must be none.
SecretKey make_master_key(Files& files, const std::filesystem::path& folder);

} // namespace dageng::vault

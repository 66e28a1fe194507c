#pragma once

#include "server/vault/files.hpp"
#include "server/vault/vault.hpp"

#include <filesystem>
#include <optional>
#include <string_view>

namespace dageng::vault {

/// `master.key` in a vault's folder: 64 hex digits and a line feed, for its owner alone.
inline constexpr const char* master_key_name = "master.key";

/// The key of 64 hex digits, with or without a line feed behind them.
std::optional<SecretKey> key_from_text(std::string_view text);

/// Nothing when there is no such file. Throws VaultError when others may read it or it isn't a key.
std::optional<SecretKey> load_master_key(const Files& files, const std::filesystem::path& folder);

/// Makes the file, durable on return and never seen half written; there must be none.
SecretKey make_master_key(Files& files, const std::filesystem::path& folder);

/// Makes `master.key.next` in the same way, in place of one that may be there: the key that takes
/// the other's place once all is wrapped by it.
SecretKey make_next_master_key(Files& files, const std::filesystem::path& folder);

/// That key; nothing when there is none. Throws VaultError as load_master_key does.
std::optional<SecretKey>
load_next_master_key(const Files& files, const std::filesystem::path& folder);

/// The next key takes the other's place, durably.
void adopt_next_master_key(Files& files, const std::filesystem::path& folder);

} // namespace dageng::vault

#pragma once

#include "server/vault/vault.hpp"

#include <optional>
#include <string>
#include <string_view>

/// What both vaults do with keys. For the vault's own files.
namespace dageng::vault {

/// Must have been called before any other function of libsodium. Any thread, any number of times.
void start_sodium();

SecretKey make_key();

/// Seals `clear` with XChaCha20-Poly1305 under `with`: random nonce, then the ciphertext with its
/// tag. `number` is authenticated, so that a box can't be passed off as another key's.
std::string seal_box(const SecretKey& with, KeyId number, std::string_view clear);

/// The clear text, or nothing when the box wasn't sealed under this key and number.
std::optional<std::string> open_box(const SecretKey& with, KeyId number, std::string_view box);

/// A key as it may lie on disk: a box of its 32 bytes under the master key.
std::string wrap_key(const SecretKey& master, KeyId number, const SecretKey& key);

std::optional<SecretKey>
unwrap_key(const SecretKey& master, KeyId number, std::string_view wrapped);

/// BLAKE2b-256 of a text under a key.
TokenHash keyed_hash(const SecretKey& with, std::string_view text);

/// Overwrites what a text holds.
void wipe(std::string& text);

} // namespace dageng::vault

#pragma once

#include "protocol/ids.hpp"
#include "protocol/types.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

/// People's personal data and credentials: what must be able to disappear, apart from the journal.
namespace dageng::vault {

using protocol::KeyId;
using protocol::PersonId;
using protocol::Sealed;

/// BLAKE2b-256 of a sign-in token: tokens themselves are kept nowhere.
using TokenHash = std::array<std::uint8_t, 32>;

TokenHash hash_token(std::string_view token);

/// A device, so that it is known again: BLAKE2b-128 of the id that it made for itself.
using DeviceMark = std::array<std::uint8_t, 16>;

DeviceMark mark_device(std::string_view client_id);

/// Whose a token is.
struct TokenOwner {
    PersonId person;
    /// The only one that may use it; absent: any, since the operator made it.
    std::optional<DeviceMark> device = {};
    protocol::TimeMs made_at = {};

    bool operator==(const TokenOwner&) const = default;
};

/// A new sign-in token: 128 random bits as 26 characters of Crockford's base 32.
std::string make_token();

/// 32 bytes that are wiped when they go.
class SecretKey {
  public:
    SecretKey() = default;
    SecretKey(const SecretKey&) = default;
    SecretKey& operator=(const SecretKey&) = default;
    ~SecretKey();

    std::array<std::uint8_t, 32> bytes{};
};

/// The vault can't be opened or written, or the master key is missing or wrong. Fatal.
struct VaultError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Keys (each wrapped by the master key) and credentials. All functions may be called by any
/// thread.
class Vault {
  public:
    virtual ~Vault() = default;

    /// Makes keys durable in advance, so that there are keys 1 to `last` (those destroyed
    /// excepted). Returns when they are on disk; does nothing when they are there. Throws
    /// VaultError.
    virtual void make_keys(KeyId last) = 0;

    /// The last key that was ever made; 0 for none. From memory.
    virtual KeyId last_key() const = 0;

    /// Seals with a key that make_keys has made (XChaCha20-Poly1305, random nonce, the key's number
    /// authenticated). From memory, but for keys not used lately. Throws VaultError without the
    /// key.
    virtual Sealed seal(KeyId key, std::string_view clear) = 0;

    /// The clear text, or nothing when the key has been destroyed or the box was changed.
    virtual std::optional<std::string> open(const Sealed& sealed) = 0;

    /// The key itself, for what is sealed as a stream (photos); nothing when destroyed.
    virtual std::optional<SecretKey> key(KeyId key) = 0;

    /// What these keys sealed can be opened by nobody any more. Returns when no file holds one of
    /// them. Does nothing for those destroyed already. Throws VaultError.
    virtual void destroy_keys(const std::vector<KeyId>& keys) = 0;

    /// Lets whoever holds the token sign in as its owner. Durable on return.
    virtual void keep_token(const TokenHash& token, const TokenOwner& owner) = 0;

    /// Whose token this is. From memory.
    virtual std::optional<TokenOwner> owner_of(const TokenHash& token) const = 0;

    /// Makes every token of the person worthless. Durable on return.
    virtual void forget_tokens(PersonId person) = 0;
};

} // namespace dageng::vault

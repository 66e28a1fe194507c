#pragma once

#include "server/vault/vault.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dageng::vault {

using protocol::TimeMs;

/// What somebody signs in with at a console.
struct Login {
    PersonId person;
    std::string password;        ///< As libsodium writes an argon2id hash.
    SecretKey one_time;          ///< The secret of their one-time codes (RFC 6238).
    std::int64_t last_step = -1; ///< The time step of the last of them that was used.
};

/// 160 random bits in front, the rest zero.
SecretKey make_one_time_secret();

/// A device that was admitted for a person.
struct KnownDevice {
    DeviceMark device{};
    TimeMs since;
    bool signed_in = false; ///< It has a token.
};

/// By what people come in, beside their tokens. Codes and names are kept as hashes. What is kept or
/// forgotten is durable on return. Any thread. All throw VaultError when the file fails.
class Credentials {
  public:
    virtual ~Credentials() = default;

    /// A code that admits one device until then; the one before it is worthless.
    virtual void keep_code(const TokenHash& code, PersonId person, TimeMs until) = 0;
    /// Whose it is; nothing when it is over, used or unknown.
    virtual std::optional<PersonId> person_of_code(const TokenHash& code, TimeMs now) const = 0;

    /// A device is known from now on and has this token instead of those it had; the person's code
    /// is used up if `uses_code`. All of it or nothing. The owner has a device.
    virtual void admit(const TokenHash& token, const TokenOwner& owner, bool uses_code) = 0;
    /// The device has `fresh` instead of `old`, which stays good until `forget_old`, so that an
    /// answer which was lost locks nobody out. False: `old` isn't a device's, or nobody's.
    virtual bool renew(const TokenHash& old, const TokenHash& fresh, TimeMs now) = 0;

    /// Whether the device was ever admitted for the person, and not forgotten since.
    virtual bool knows(PersonId person, const DeviceMark& device) const = 0;
    virtual std::vector<KnownDevice> devices_of(PersonId person) const = 0;

    /// Sets the only login of a person. False: the name is somebody else's.
    virtual bool keep_login(std::string_view name, const Login& login) = 0;
    virtual std::optional<Login> login(std::string_view name) const = 0;
    /// A one-time code of this step is used. False: this step or a later one was used before.
    virtual bool use_step(PersonId person, std::int64_t step) = 0;

    /// The device's tokens are worthless; `known`: and it is a stranger again.
    virtual void forget_device(PersonId person, const DeviceMark& device, bool known) = 0;
    /// Nothing admits the person any more: tokens, devices, code, login.
    virtual void forget_person(PersonId person) = 0;
    /// Tokens of devices made before that, and those replaced before that, are worthless.
    virtual void forget_old(TimeMs made_before, TimeMs replaced_before) = 0;
};

} // namespace dageng::vault

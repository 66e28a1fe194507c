#pragma once

#include "protocol/errors.hpp"
#include "protocol/sign_in_messages.hpp"
#include "server/engine/account_events.hpp"
#include "server/vault/vault.hpp"

#include <optional>
#include <string>

namespace dageng::sign_in {

/// What the door asks of the district, which has the accounts. Whatever it was told is durable on
/// return. The door's thread.
class People {
  public:
    virtual ~People() = default;

    /// Nothing of an account that isn't, or is no more.
    virtual std::optional<protocol::Role> role_of(protocol::PersonId person) = 0;

    virtual protocol::Result<protocol::PersonId> register_resident(const protocol::SignUp& wish
    ) = 0;

    /// The device is about to get a token. False: there is no such account.
    virtual bool
    admit(protocol::PersonId person, const vault::DeviceMark& device, engine::Admission by) = 0;

    /// The tokens of this device, or of all, are worthless: ends their connections.
    virtual void
    sign_out(protocol::PersonId person, const std::optional<vault::DeviceMark>& device) = 0;
};

} // namespace dageng::sign_in

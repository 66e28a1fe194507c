#pragma once

#include "server/sign_in/hasher.hpp"
#include "server/vault/credentials.hpp"

#include <optional>
#include <string>

namespace dageng::sign_in {

/// What somebody shows who has a login.
struct Proof {
    std::string login;
    std::string password;
    std::string one_time;
};

/// How a login is known: in small letters. Nothing when it can't be one (3 or more of a to z,
/// digits and `. - _ @`).
std::optional<std::string> login_name(std::string_view typed);

/// Tells whose proof is right. Takes as long for a login that doesn't exist. Of one thread, which
/// waits for argon2.
class Prover {
  public:
    /// The credentials outlive it. Throws as the hasher does.
    Prover(vault::Credentials& credentials, Hasher& hasher);

    /// Nothing when anything of it is wrong, or the one-time code was used.
    /// Throws as the hasher does that it is held against.
    std::optional<protocol::PersonId>
    prove(const Proof& proof, protocol::TimeMs now, Hasher& hasher) const;

  private:
    vault::Credentials& credentials_;
    const std::string nobodys_password_; ///< What an unknown login's is held against.
};

} // namespace dageng::sign_in

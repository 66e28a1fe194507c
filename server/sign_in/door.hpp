#pragma once

#include "protocol/sign_in_messages.hpp"
#include "server/sign_in/attempts.hpp"
#include "server/sign_in/hasher.hpp"
#include "server/sign_in/people.hpp"
#include "server/sign_in/proof.hpp"
#include "server/vault/credentials.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace dageng::sign_in {

/// How people come in: by a code that works once, by login, password and one-time code, or, a
/// resident, by registering; and how they leave. It doesn't tell a login that exists from one that
/// doesn't, by answer or by time. It waits for the disk and for argon2. Any thread; one after the
/// other goes through, but a stranger's password is checked while others do.
class Door {
  public:
    using Answer = protocol::Result<protocol::SignedIn>;
    /// Checks the password of a login at a device that it wasn't at before. Whoever tries many of
    /// them must not keep others waiting: to be called on a thread apart, one trial after the
    /// other.
    using Trial = std::function<Answer()>;
    using Opened = std::variant<Answer, Trial>;
    /// Where a request comes from: an IPv4 address, or of an IPv6 address the first 64 bits.
    using Network = std::uint64_t;

    struct Parts {
        vault::Vault& vault;
        vault::Credentials& credentials;
        People& people;
        std::function<protocol::TimeMs()> now; ///< By the wall: codes are people's.
        Hasher& hasher;                        ///< Nobody else asks it meanwhile.
        Hasher& strangers;                     ///< For trials; nobody else asks it meanwhile.
        bool residents_register = true;
    };

    /// The rest outlives it.
    explicit Door(Parts parts);

    /// Refused with `not_signed_in` for what is wrong, unknown or over; `too_many` after failures.
    /// A login's failures count by device once it has come in before, and for all others together:
    /// who guesses locks strangers out, and nobody who was there before.
    Opened sign_in(const protocol::SignIn& wish, Network network);
    Answer sign_up(const protocol::SignUp& wish, Network network);
    Answer renew(std::string_view token);
    Answer sign_out(std::string_view token, const protocol::SignOut& wish);

  private:
    struct Choosing {
        vault::SecretKey secret;
        protocol::TimeMs until;
    };

    /// Somebody with a login.
    struct Knock {
        Proof proof;
        protocol::ClientId device;
        std::string from; ///< The network.
        std::string key;  ///< What failures count by.
        bool known = false;
    };

    /// Once an hour, with the next who comes: forgets tokens that weren't renewed for 90 days, and
    /// replaced ones.
    void sweep(protocol::TimeMs now);
    Answer by_code(const protocol::SignIn& wish, Network network);
    Opened by_login(const protocol::SignIn& wish, Network network);
    Answer try_stranger(const Knock& knock);
    /// After too many failures, for how long.
    std::optional<std::chrono::milliseconds> hold_up(const Knock& knock);
    Answer settle(const Knock& knock, const std::optional<protocol::PersonId>& proven);
    Answer choose_login(
        const protocol::SignIn& wish, const vault::TokenHash& code, protocol::PersonId person
    );
    Answer admit(
        protocol::PersonId person,
        const protocol::ClientId& device,
        engine::Admission by,
        protocol::TimeMs now
    );

    Parts parts_;
    const Prover prover_;
    std::mutex mutex_; ///< Held by whoever goes through; guards what follows.
    Attempts by_device_{{10, std::chrono::minutes(15)}};
    Attempts by_network_{{100, std::chrono::minutes(15)}};
    Attempts sign_ups_{{30, std::chrono::hours(1)}}; ///< By network.
    protocol::TimeMs swept_;
    std::map<vault::TokenHash, Choosing> choosing_; ///< By code.
};

} // namespace dageng::sign_in

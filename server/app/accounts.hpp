#pragma once

#include "protocol/errors.hpp"
#include "protocol/values.hpp"
#include "server/app/foundation.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dageng::app {

/// What `dageng account add` asks for.
struct AddAccounts {
    protocol::Role role = protocol::Role::resident;
    std::optional<protocol::Slug> category;
    protocol::Text<0, 50> name; ///< With a count over 1, each gets its number behind it.
    protocol::Whole<1, 200'000> count;
    protocol::List<protocol::Slug, 16> trainings; ///< Of responders only.
    std::optional<protocol::Slug> unit;
};
BOOST_DESCRIBE_STRUCT(AddAccounts, (), (role, category, name, count, trainings, unit))

/// Makes accounts and gives their tokens, in order. Durable on return. Any thread but the
/// district's.
protocol::Result<std::vector<std::string>>
add_accounts(Foundation& foundation, const AddAccounts& wanted);

/// What `dageng account sign-out` asks for.
struct SignOut {
    protocol::Whole<1, 9'000'000'000> person; ///< The account's number.
    bool new_token = false;                   ///< Make one, for the device that stays.
};
BOOST_DESCRIBE_STRUCT(SignOut, (), (person, new_token))

struct SignedOut {
    std::size_t connections = 0; ///< That were ended.
    std::string token;           ///< Empty: none was asked for.
};

/// The control socket's request for it: this word, then its data as JSON.
inline constexpr std::string_view sign_out_request = "account-sign-out ";

/// Makes all tokens of an account worthless, durably, and ends its connections. Any thread but the
/// district's. Refused (`not_found`) when there is no such account.
protocol::Result<SignedOut> sign_out(Foundation& foundation, const SignOut& wanted);

} // namespace dageng::app

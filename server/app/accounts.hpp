#pragma once

#include "protocol/errors.hpp"
#include "protocol/registry_messages.hpp"
#include "protocol/values.hpp"
#include "server/app/foundation.hpp"

#include <optional>
#include <string>
#include <vector>

/// What the operator does with accounts. All is durable on return. Any thread but the district's.
namespace dageng::app {

/// An account's number.
using AccountNumber = protocol::Whole<1, 9'000'000'000>;

inline protocol::PersonId person_of(AccountNumber number) {
    return {static_cast<std::uint64_t>(number.value)};
}

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

/// Makes accounts and gives their tokens, in order.
protocol::Result<std::vector<std::string>>
add_accounts(Foundation& foundation, const AddAccounts& wanted);

/// A code that admits one device of an account, once. The one before it is worthless. Refused
/// (`not_found`) when there is no such account; so are those that follow. `by`: who asks for it,
/// and must manage that person (`not_allowed`); nobody: the operator.
protocol::Result<protocol::IssuedCode>
issue_code(Foundation& foundation, const protocol::IssueCode& wanted, protocol::PersonId by = {});

/// What `dageng account devices` asks for.
struct ListDevices {
    AccountNumber person;
};
BOOST_DESCRIBE_STRUCT(ListDevices, (), (person))

/// A line for each device that was ever admitted: its name, since when, whether it is signed in.
protocol::Result<std::vector<std::string>>
list_devices(Foundation& foundation, const ListDevices& wanted);

/// What `dageng account sign-out` asks for.
struct SignOutAccount {
    AccountNumber person;
    std::optional<engine::DeviceName> device; ///< Absent: all of them, and tokens of no device.
    bool new_token = false;                   ///< Make one, for the device that stays.
};
BOOST_DESCRIBE_STRUCT(SignOutAccount, (), (person, device, new_token))

struct SignedOutAccount {
    std::size_t connections = 0; ///< That were ended.
    std::string token;           ///< Empty: none was asked for.
};

/// Makes tokens of an account worthless, and ends the connections.
protocol::Result<SignedOutAccount> sign_out(Foundation& foundation, const SignOutAccount& wanted);

} // namespace dageng::app

#pragma once

#include "protocol/errors.hpp"
#include "protocol/values.hpp"
#include "server/app/foundation.hpp"

#include <optional>
#include <string>
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

} // namespace dageng::app

#pragma once

#include "protocol/errors.hpp"
#include "protocol/values.hpp"
#include "server/app/foundation.hpp"

#include <functional>
#include <optional>
#include <vector>

/// Two accounts let sealed things be opened: what the law gives a person, a list of all names.
namespace dageng::app {

/// What one of them shows (server/sign_in/proof.hpp).
struct Approval {
    protocol::Text<1, 40> login;
    protocol::Text<1, 128> password;
    protocol::Text<6, 6> one_time;
};
BOOST_DESCRIBE_STRUCT(Approval, (), (login, password, one_time))

/// Who approves, and why.
struct Opening {
    protocol::List<Approval, 2> approvals; ///< None: what is sealed stays so.
    std::optional<protocol::Text<10, 200>> reason;
};
BOOST_DESCRIBE_STRUCT(Opening, (), (approvals, reason))

/// Who they are and why, proven by login, password and one-time code, which is used up by it.
struct Approved {
    std::vector<protocol::PersonId> by;
    protocol::Text<10, 200> reason;
};

/// What an approval is written down by: an event of the district's, or why not.
using Recording = std::function<protocol::Result<protocol::Offset>(
    district::Leader& leader, const Approved& approved, district::Clocks clocks
)>;

/// Proves who approves, and lets `record` write it down: durable on return, before anything is
/// opened. Refused: `not_signed_in` for an approval that isn't right, `bad_field` without a reason,
/// and as `record` does: who may approve is the engine's to say (account_rules.hpp). Any thread but
/// the district's.
protocol::Result<protocol::Offset>
put_on_record(Foundation& foundation, const Opening& opening, const Recording& record);

} // namespace dageng::app

#pragma once

#include "protocol/errors.hpp"
#include "protocol/values.hpp"
#include "server/app/accounts.hpp"
#include "server/app/foundation.hpp"

#include <optional>
#include <string>
#include <vector>

/// All that the district has about one person, for themselves: `dageng person export`.
namespace dageng::app {

/// What two accounts show who let sealed things be opened (server/sign_in/proof.hpp).
struct Approval {
    protocol::Text<1, 40> login;
    protocol::Text<1, 128> password;
    protocol::Text<6, 6> one_time;
};
BOOST_DESCRIBE_STRUCT(Approval, (), (login, password, one_time))

/// What `dageng person export` asks for.
struct ExportPerson {
    AccountNumber person;
    protocol::List<Approval, 2> approvals; ///< None: what is sealed stays so.
    std::optional<protocol::Text<10, 200>> reason;
};
BOOST_DESCRIBE_STRUCT(ExportPerson, (), (person, approvals, reason))

/// The record as one line of JSON: names and words are null unless two approved. What was approved
/// is on record before anything is opened. Refused: `not_found`; `not_signed_in` for an approval
/// that isn't right; as engine::open_record. Any thread but the district's; reads the whole
/// journal.
protocol::Result<std::string> export_person(Foundation& foundation, const ExportPerson& wanted);

} // namespace dageng::app

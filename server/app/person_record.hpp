#pragma once

#include "protocol/errors.hpp"
#include "protocol/values.hpp"
#include "server/app/accounts.hpp"
#include "server/app/approvals.hpp"
#include "server/app/foundation.hpp"

#include <optional>
#include <string>
#include <vector>

/// All that the district has about one person, for themselves: `dageng person export`.
namespace dageng::app {

/// What `dageng person export` asks for.
struct ExportPerson {
    AccountNumber person;
    Opening opening;
};
BOOST_DESCRIBE_STRUCT(ExportPerson, (), (person, opening))

/// The record as one line of JSON: names and words are null unless two approved. What was approved
/// is on record before anything is opened. Refused: `not_found`; `not_signed_in` for an approval
/// that isn't right; as engine::open_record. Any thread but the district's; reads the whole
/// journal.
protocol::Result<std::string> export_person(Foundation& foundation, const ExportPerson& wanted);

} // namespace dageng::app

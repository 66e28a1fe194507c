#pragma once

#include "server/app/approvals.hpp"
#include "server/app/foundation.hpp"

#include <string>
#include <vector>

/// The registry's lists as tables, as registry_import.hpp takes them. Any thread but the
/// district's.
namespace dageng::app {

/// What `dageng registry people` asks for.
struct ExportPeople {
    bool nobody = false; ///< Only those of whom contact, trainer or manager is missing.
    Opening opening;     ///< Without: names and telephone numbers are left empty.
};
BOOST_DESCRIBE_STRUCT(ExportPeople, (), (nobody, opening))

/// What `dageng registry units` asks for.
struct ExportUnits {};
BOOST_DESCRIBE_STRUCT(ExportUnits, (), ())

/// The lines of the table, its header first. `contact`, `trainer` and `manager` are those that a
/// person has of their own. What was approved is on record before anything is opened. Refused as
/// `prove` (approvals.hpp) and engine::open_registry say.
protocol::Result<std::vector<std::string>>
export_people(Foundation& foundation, const ExportPeople& wanted);

protocol::Result<std::vector<std::string>>
export_units(Foundation& foundation, const ExportUnits& wanted);

} // namespace dageng::app

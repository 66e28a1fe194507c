#pragma once

#include "server/app/foundation.hpp"
#include "server/app/people_csv.hpp"

#include <string>
#include <vector>

/// Lists of units and people that come in, and go out again.
namespace dageng::app {

/// A list's text may be so long: some 300,000 people.
inline constexpr std::size_t most_list_bytes = std::size_t{48} * 1024 * 1024;

/// What `dageng registry import` asks for: the texts of the files, units first.
struct ImportRegistry {
    std::optional<protocol::Text<0, most_list_bytes>> units;
    std::optional<protocol::Text<0, most_list_bytes>> people;
};
BOOST_DESCRIBE_STRUCT(ImportRegistry, (), (units, people))

/// Takes the lists in: each is checked whole first, and when a row is bad nothing of it is taken;
/// then row after row, in steps that hold nobody up. Accounts that it makes are nobody until the
/// last row is in. What was cut off goes on when the same list comes again; another has to wait
/// until then. Gives what was done, a line each. Refused (`bad_field`) with a line for each bad
/// row. Any thread but the district's.
protocol::Result<std::vector<std::string>>
import_registry(Foundation& foundation, const ImportRegistry& wanted);

} // namespace dageng::app

#pragma once

#include "protocol/errors.hpp"
#include "server/app/foundation.hpp"

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

/// What has been kept long enough leaves: an event, then its keys, then its photos' files. By what
/// times: engine/retention_rules.hpp. Any thread but the district's.
namespace dageng::app {

/// What `dageng retention` asks for.
struct RunRetention {
    bool dry_run = false; ///< Only say what would leave.
    /// So many parts at most; what is left leaves the next time.
    std::uint32_t most = std::numeric_limits<std::uint32_t>::max();
    bool finish = true; ///< Also what a run that was cut off told of: the first after a start.
};
BOOST_DESCRIBE_STRUCT(RunRetention, (), (dry_run, most, finish))

/// So many leave in one run of a server's, which are an hour apart: so that one that is told to
/// stop has stopped within its time, and yet thousands a day.
inline constexpr std::uint32_t parts_a_run = 160;

/// Lets go what is due. Gives a line for each part of an incident and each broadcast.
/// Throws VaultError, FilesError.
protocol::Result<std::vector<std::string>>
run_retention(Foundation& foundation, const RunRetention& wanted);

/// What `dageng incident hold` and `incident release` ask for.
struct HoldRecord {
    protocol::IncidentCode incident;
    bool on = true;
    protocol::Text<10, 200> reason;
};
BOOST_DESCRIBE_STRUCT(HoldRecord, (), (incident, on, reason))

/// From now on nothing of an incident leaves, and nobody who reported it can be erased; or it may
/// again. Refused: `not_found`; `wrong_state` when it is so already.
protocol::Result<std::vector<std::string>>
hold_record(Foundation& foundation, const HoldRecord& wanted);

} // namespace dageng::app

#pragma once

#include "server/engine/duplicates.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// Reports made of calls that really came in: each call once as it is, some a second time as
/// another witness might have told it.
namespace dageng::duplicates {

struct Report {
    engine::Sighting seen;
    std::uint64_t call = 0; ///< The call that it is about: what the score has to find out.
    bool again = false;     ///< The second report of its call.
    protocol::TimeMs over;  ///< When the call's last unit was free.
    std::uint32_t day = 0;  ///< Local day of the call, days since 1970.
};

/// Which types of call two witnesses may take for one another.
protocol::List<protocol::KindPair, 200> compatible_types();

/// Reads calls of the form of the shared data's incidents_sf.csv.gz and makes reports of them, in
/// the order of time. Draws are numbers made of `seed` and the call's id. Throws
/// std::runtime_error.
std::vector<Report> reports_from(const std::string& file, std::uint64_t seed);

} // namespace dageng::duplicates

#pragma once

#include "demo/replay/placing.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Calls for service that really came in, in some other city.
namespace dageng::demo {

struct Call {
    std::int64_t time_ms = 0; ///< Since 1970 UTC.
    std::string type;
    GeoPoint at;
};

/// Reads CSV with the columns time_unix, type, lat and lon; sorted by time when returned. Rows that
/// aren't numbers are dropped.
std::vector<Call> calls_from_csv(std::string_view text);
/// gzip too. Throws std::runtime_error.
std::vector<Call> calls_from_file(const std::string& path);

/// The box of a city that most of the calls lie in: of San Francisco or Houston where it is one of
/// them, else the calls' own box less 0.5 % at each side.
GeoBox box_of_calls(std::span<const Call> calls);

/// The calls with their places mapped into the district; what falls outside is dropped.
std::vector<Call> move_calls(std::span<const Call> calls, const GeoBox& from, const Outline& to);

} // namespace dageng::demo

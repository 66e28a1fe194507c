#pragma once

#include "protocol/replay_messages.hpp"
#include "server/engine/places.hpp"

#include <string>
#include <string_view>
#include <vector>

/// How a way is written in TrackKept: one line a place, in order of time.
namespace dageng::engine {

/// Milliseconds since 1970, latitude × 10⁷, longitude × 10⁷, and the end of the line.
std::string track_line(const Heard& heard);

/// The places of such lines; a line that is none ends them.
std::vector<protocol::TrackPoint> track_from_lines(std::string_view lines);

} // namespace dageng::engine

#pragma once

#include "protocol/values.hpp"
#include "server/app/foundation.hpp"

#include <string>
#include <string_view>

namespace dageng::app {

/// What `dageng plan try` asks for.
struct TryPlan {
    protocol::Slug kind;
    protocol::LatLon at;
    protocol::Whole<1, 5> level;
};
BOOST_DESCRIBE_STRUCT(TryPlan, (), (kind, at, level))

/// The control socket's requests about plans: one of these words, then its data as JSON.
inline constexpr std::string_view reload_request = "plan-reload";
inline constexpr std::string_view try_request = "plan-try ";

/// Reads the configuration file again and takes it into use; a response that runs keeps the plan it
/// began with. Answers `ok` and a line, or `error` with what is wrong, by file and line; then
/// nothing has changed. Durable on return. Any thread but the district's.
std::string reload_plans(Foundation& foundation, const std::string& file);

/// Answers `ok` and what would be done now, or `error` and why not. Changes nothing.
std::string try_plan(Foundation& foundation, std::string_view request);

} // namespace dageng::app

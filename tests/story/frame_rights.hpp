#pragma once

#include "protocol/values.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace dageng::story {

/// What in a message that came by the wire its hearer may not see, by docs/rights.md; empty:
/// nothing. `type` and `data`: of a notice, an item of a snapshot or a moment.
std::string may_not_see(protocol::Role hearer, const std::string& type, const nlohmann::json& data);

} // namespace dageng::story

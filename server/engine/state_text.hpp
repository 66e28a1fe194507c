#pragma once

#include "protocol/errors.hpp"
#include "server/engine/state.hpp"

#include <functional>
#include <optional>
#include <string_view>

/// The durable state as text, so that a start needn't fold a journal from its beginning.
namespace dageng::engine {

/// Gives the state line by line, without line feeds, always in the same order: equal states give
/// equal lines. A section is a line with its name and the number of its items, then one line of
/// JSON for each. What is personal is sealed, as in the journal. A city's state has a million
/// lines; it doesn't stand in memory whole. Any thread that may read the state.
void write_state(const State& state, const std::function<void(std::string_view)>& line);

/// The state from these lines: `next` gives one after the other, each good until the next call, and
/// nothing at the end. Refused (`bad_json` or `bad_field`, with the line's number) when they aren't
/// as `write_state` gave them, of this build or of one whose states had the same members.
protocol::Result<State> read_state(const std::function<std::optional<std::string_view>()>& next);

} // namespace dageng::engine

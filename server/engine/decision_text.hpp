#pragma once

#include "protocol/errors.hpp"
#include "protocol/json_options.hpp"
#include "server/engine/request.hpp"

#include <string>
#include <string_view>

/// A decision as the text of one journal record: a line of JSON with who asked, then for each event
/// a line `<kind> <version> <JSON>`. JSON holds no line feed of its own.
namespace dageng::engine {

std::string to_text(const DecisionRecord& decision);

/// An answer's JSON, as its client gets it and the record keeps it. `opener` opens what is sealed.
std::string answer_text(const Answer& answer, const protocol::Opener& opener);

/// Refused (`bad_json`) when the text isn't one of to_text, of this or an earlier release; the
/// detail says which line and why.
protocol::Result<DecisionRecord> decision_from_text(std::string_view text);

} // namespace dageng::engine

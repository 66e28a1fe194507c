#pragma once

#include "protocol/choice_messages.hpp"
#include "protocol/errors.hpp"
#include "server/app/approvals.hpp"
#include "server/app/foundation.hpp"

#include <filesystem>
#include <string>

/// Why some were asked for an incident and others not: `dageng explain DIR INCIDENT` by numbers
/// and counts, `dageng incident explain` with what is sealed.
namespace dageng::app {

struct Explained {
    protocol::Choices choices; ///< With names in clear where they were opened.
    std::string json;          ///< The same, as it travels over HTTP.
};

/// From the journal of a data folder alone, of which a copy is read: a server may be writing to it,
/// and nothing in the folder changes. Nothing sealed is opened. `incident`: its number or code.
/// `now`: the time by which what is shown for some days only is shown. Refused (`not_found`) when
/// the journal has no such incident. Throws JournalError.
protocol::Result<Explained>
explain(const std::filesystem::path& folder, const std::string& incident, protocol::TimeMs now);

/// What `dageng incident explain` asks for.
struct OpenExplanation {
    protocol::Text<1, 40> incident; ///< Its number or code.
    bool json = false;
    Opening opening;
};
BOOST_DESCRIBE_STRUCT(OpenExplanation, (), (incident, json, opening))

/// The same with names, figures and who was next in line, where their keys are there. Who approved
/// it is on record before anything is opened. Refused: `not_found`; `not_signed_in` for an approval
/// that isn't right; as engine::open_explanation. Any thread but the district's.
protocol::Result<Explained> open_explanation(Foundation& foundation, const OpenExplanation& wanted);

/// For a reader: each decision with who was asked by which figures, how many weren't for which
/// reason, and who was next in line; or that it can't be said any more.
std::string to_lines(const Explained& explained);

} // namespace dageng::app

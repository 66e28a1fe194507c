#pragma once

#include "protocol/choice_messages.hpp"
#include "protocol/errors.hpp"

#include <filesystem>
#include <string>

/// Why some were asked for an incident and others not: `dageng explain DIR INCIDENT`.
namespace dageng::app {

struct Explained {
    protocol::Choices choices; ///< With names in clear where their keys are there.
    std::string json;          ///< The same, as it travels over HTTP.
};

/// From the journal of a data folder alone, of which a copy is read, with such keys as its vault
/// has: a server may be writing to it, and nothing in the folder changes. `incident`: its number or
/// code. `now`: the time by which what is shown for some days only is shown. Refused (`not_found`)
/// when the journal has no such incident. Throws JournalError or VaultError.
protocol::Result<Explained>
explain(const std::filesystem::path& folder, const std::string& incident, protocol::TimeMs now);

/// For a reader: each decision with who was asked by which figures, how many weren't for which
/// reason, and who was next in line; or that it can't be said any more.
std::string to_lines(const Explained& explained);

} // namespace dageng::app

#pragma once

#include "protocol/catalogue.hpp"
#include "protocol/errors.hpp"

#include <filesystem>

namespace dageng::app {

/// Reads the kinds of incident with their response plans, the categories and the dispositions
/// (config/plans.toml). The version is left 0: who takes the catalogue gives it one.
///
/// Refused with a line for each thing that is wrong, `file:line:column: key: what was expected`:
/// an unknown or missing key, a value of another type or outside its limits, a language missing;
/// a kind, category or disposition twice; an eligible category that isn't one; people wanted but no
/// wave or nobody eligible, and the reverse; radii that don't grow, fewer asked in a later wave
/// than before or in the last one than wanted; a reach time not shorter than the offer; an unknown
/// shape.
protocol::Result<protocol::Catalogue> read_catalogue(const std::filesystem::path& file);

} // namespace dageng::app

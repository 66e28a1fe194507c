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
/// a kind, category, training, unit or disposition twice; a need that names a category, training or
/// unit that isn't one, or that nobody can meet; people wanted but no wave, and the reverse; a wave
/// that reaches nobody new, or asks fewer than the one before; fewer asked in a level's last wave
/// than the level wants; officers asked from no farther than others; a prior of more accepting than
/// asked; a reach time not shorter than the offer; an unknown shape.
protocol::Result<protocol::Catalogue> read_catalogue(const std::filesystem::path& file);

} // namespace dageng::app

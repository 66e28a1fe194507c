#pragma once

#include <string>

namespace dageng::engine {

/// The tables of incident_states.hpp and assignment_states.hpp as docs/states.md shows them.
std::string states_text();

} // namespace dageng::engine

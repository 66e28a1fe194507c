#pragma once

#include "server/engine/state.hpp"

namespace dageng::simulation {

/// Whether two folds agree in what rules depend on of people, incidents, assignments and tips.
/// Far faster than to compare digests, which hold everything, so that it can be done often.
bool same_state(const engine::State& a, const engine::State& b);

} // namespace dageng::simulation

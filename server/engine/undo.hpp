#pragma once

#include "server/engine/request.hpp"
#include "server/engine/state.hpp"

namespace dageng::engine {

/// Whether somebody has done something else about its incident since.
bool is_overtaken(const State& state, const CommandKey& key, const Deed& done);

/// Keeps what a decision did, if it can be undone, and that it overtakes what was done before about
/// the same incidents; what can't be undone any more leaves. Before its events are applied, since
/// what was before belongs to it. What time and rules decide overtakes nothing: it follows from
/// what was done.
void remember_deed(State& state, const DecisionRecord& decision, TimeMs at);

} // namespace dageng::engine

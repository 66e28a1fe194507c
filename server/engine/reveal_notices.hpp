#pragma once

#include "server/engine/telling.hpp"

/// What is told of a reveal: as `tell`.
namespace dageng::engine {

Told told_of_reveal(const Telling& telling, const ReporterRevealed& event);

/// A reveal as this dispatcher may see it: who it is only when they are the one who asked.
protocol::ReporterRevealed
reveal_view(const State& state, const Tip& tip, const Reveal& reveal, PersonId dispatcher);

/// The same to the reporter.
protocol::TipRevealed own_reveal_view(TipId tip, const Reveal& reveal);

} // namespace dageng::engine

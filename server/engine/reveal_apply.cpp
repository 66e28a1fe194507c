#include "server/engine/apply.hpp"

namespace dageng::engine {

void apply(State& state, Stamp stamp, const ReporterRevealed& event) {
    state.reveals.of_tip[event.tip].push_back({stamp.at, event.by, event.reason, event.words});
}

} // namespace dageng::engine

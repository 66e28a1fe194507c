#include "protocol/assert.hpp"
#include "server/engine/apply.hpp"

namespace dageng::engine {

void apply(State& state, Stamp, const RoadsTaken& event) {
    state.roads = event.hash.value;
}

void apply(State& state, Stamp, const BarriersTaken& event) {
    auto barriers = geo::Barriers::from_text(event.barriers.value);
    DAGENG_ASSERT(static_cast<bool>(barriers));
    state.barriers = std::move(*barriers);
}

} // namespace dageng::engine

#pragma once

#include "server/engine/state.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace dageng::engine {

/// Calls `visit` with each of so many incidents, those `after` which is left out; not with those
/// that left. Gives after which to go on; nothing: that was all.
template <class Visit>
std::optional<IncidentId>
visit_some(const State& state, IncidentId after, std::size_t look, Visit visit) {
    const std::uint64_t all = state.incidents.size();
    const std::uint64_t end = std::min<std::uint64_t>(all, after.value + look);
    for (std::uint64_t number = after.value + 1; number <= end; ++number) {
        const Incident& incident = state.incidents.at({number});
        if (!incident.left()) {
            visit(incident);
        }
    }
    return end < all ? std::optional{IncidentId{end}} : std::nullopt;
}

} // namespace dageng::engine

#pragma once

#include "server/engine/rules.hpp"

namespace dageng::engine {

/// The decision by which a tip opens an incident: gives tip, incident and their keys their numbers,
/// and says whether the plan may act (not for a tip that is too old or lies outside the district).
/// `tip.words` and the like are sealed with `next_key(state)`.
Decision open_incident(
    const State& state, const Request& request, const protocol::Plan& plan, TipReceived tip
);

/// An incident of a kind that has a plan, with the next numbers. Its own key is `key`.
IncidentOpened new_incident(
    const State& state, TimeMs now, protocol::Slug kind, const protocol::Place& place, KeyId key
);

/// The key that seals the words of a tip that is decided next.
inline KeyId next_key(const State& state) {
    return {state.last_key.value + 1};
}

} // namespace dageng::engine

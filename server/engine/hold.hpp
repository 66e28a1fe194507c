#pragma once

#include "server/engine/advance.hpp"

#include <optional>
#include <vector>

/// Holding: what an incident's ladder (advance.hpp) makes of it.
namespace dageng::engine {

/// The longest hold of an incident of priority 1.
inline constexpr std::int64_t longest_urgent_hold_ms = 10 * 60'000;

/// Nobody is asked by rule at the moment.
bool is_held(const Incident& incident);

/// The end of a hold whose time is over; nothing while it stands, or there is none.
std::vector<Event> hold_step(const Incident& incident, const Pace& pace);

/// When the hold ends by itself; nothing when there is none.
std::optional<TimeMs> hold_limit(const Incident& incident);

/// The events of an incident that becomes so urgent: a hold that it may not have so long is
/// shortened.
std::vector<Event>
shorten_hold(const Incident& incident, protocol::Whole<1, 5> priority, PersonId by, TimeMs now);

} // namespace dageng::engine

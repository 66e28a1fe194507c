#pragma once

#include "server/engine/rules.hpp"

#include <optional>
#include <vector>

/// How a broadcast is told, how it spreads, and when one that waits lapses.
namespace dageng::engine {

protocol::BroadcastMade made_view(const BroadcastMade& event, TimeMs at);
protocol::BroadcastSent sent_view(const BroadcastSent& event, TimeMs at);
protocol::BroadcastEnded ended_view(const BroadcastEnded& event, TimeMs at);
protocol::BroadcastRetracted retracted_view(const BroadcastRetracted& event, TimeMs at);
/// As those in the area hear it.
protocol::Broadcast told_view(const Broadcast& broadcast);

/// When the next people of one that goes to many are told, or when the first of those that wait for
/// an approval lapses: the earlier.
std::optional<TimeMs> broadcast_limit(const State& state);

/// What happens then; nothing before.
std::vector<Event> broadcast_step(const State& state, TimeMs now);

} // namespace dageng::engine

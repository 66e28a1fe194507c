#pragma once

#include "server/engine/telling.hpp"

/// What is told of broadcasts: as `tell`, one overload an event.
namespace dageng::engine {

Told told_of_broadcast(const Telling& telling, const BroadcastMade& event);
Told told_of_broadcast(const Telling& telling, const BroadcastSent& event);
Told told_of_broadcast(const Telling& telling, const BroadcastEnded& event);
Told told_of_broadcast(const Telling& telling, const BroadcastRetracted& event);
Told told_of_broadcast(const Telling& telling, const BroadcastSpread& event);

} // namespace dageng::engine

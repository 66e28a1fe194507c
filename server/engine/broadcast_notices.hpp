#pragma once

#include "server/engine/notices.hpp"

/// What is told of broadcasts: as `tell`, one overload an event.
namespace dageng::engine {

/// Everything that such a notice may be made of.
struct BroadcastTelling {
    const State& state;
    Stamp stamp;
    Hearer hearer;
    const protocol::Opener& opener;
};

Told told_of_broadcast(const BroadcastTelling& telling, const BroadcastMade& event);
Told told_of_broadcast(const BroadcastTelling& telling, const BroadcastSent& event);
Told told_of_broadcast(const BroadcastTelling& telling, const BroadcastEnded& event);
Told told_of_broadcast(const BroadcastTelling& telling, const BroadcastRetracted& event);

} // namespace dageng::engine

#pragma once

#include "server/engine/telling.hpp"

/// What is told of what is said within incidents: as `tell`, one overload an event.
namespace dageng::engine {

Told told_of_talk(const Telling& telling, const MessageSent& event);
Told told_of_talk(const Telling& telling, const DetailsReleased& event);
Told told_of_talk(const Telling& telling, const DetailsShown& event);
Told told_of_talk(const Telling& telling, const DetailsWithdrawn& event);

} // namespace dageng::engine

#pragma once

#include "server/engine/telling.hpp"

/// What is told of command at scenes: as `tell`, one overload an event.
namespace dageng::engine {

Told told_of_commander(const Telling& telling, const CommanderSet& event);
Told told_of_commander(const Telling& telling, const CommanderTold& event);
Told told_of_commander(const Telling& telling, const GroupSet& event);

} // namespace dageng::engine

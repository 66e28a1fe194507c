#pragma once

#include "server/engine/notices.hpp"

/// What is told of command at scenes: as `tell`, one overload an event.
namespace dageng::engine {

/// Everything that such a notice may be made of.
struct CommanderTelling {
    const State& state;
    Stamp stamp;
    Hearer hearer;
    const protocol::Opener& opener;
};

Told told_of_commander(const CommanderTelling& telling, const CommanderSet& event);
Told told_of_commander(const CommanderTelling& telling, const CommanderTold& event);
Told told_of_commander(const CommanderTelling& telling, const GroupSet& event);

} // namespace dageng::engine

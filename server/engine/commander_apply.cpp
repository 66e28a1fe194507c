#include "server/engine/apply.hpp"

namespace dageng::engine {

void apply(State& state, Stamp stamp, const CommanderSet& event) {
    state.scenes.commanders[event.incident] = {
        event.commander, event.name, !event.commander && !event.by, stamp.at
    };
}

void apply(State&, Stamp, const CommanderTold&) {
    // Who commands stands in the event before.
}

void apply(State& state, Stamp stamp, const GroupSet& event) {
    if (event.group) {
        state.scenes.groups[event.assignment] = {*event.group, stamp.at};
    } else {
        state.scenes.groups.erase(event.assignment);
    }
}

} // namespace dageng::engine

#include "server/engine/apply.hpp"

#include <algorithm>

namespace dageng::engine {

void apply(State& state, Stamp, const ChoiceExplained& event) {
    // A choice is explained from the journal; the state needs no more than which key is used.
    if (event.next_key) {
        Incident& incident = state.incidents.at(event.incident);
        incident.next_key = event.next_key;
        incident.next_until = event.next_until;
        state.last_key = std::max(state.last_key, event.next_key);
    }
}

void apply(State& state, Stamp, const NextInLineForgotten& event) {
    Incident& incident = state.incidents.at(event.incident);
    if (incident.next_key == event.key) {
        incident.next_key = {};
        incident.next_until = {};
    }
}

} // namespace dageng::engine

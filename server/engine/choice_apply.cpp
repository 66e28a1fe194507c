#include "server/engine/apply.hpp"

#include <algorithm>

namespace dageng::engine {

void apply(State& state, Stamp, const ChoiceExplained& event) {
    // A choice is explained from the journal; the state needs no more than which key is used.
    if (event.next_key) {
        state.incidents.at(event.incident).next_key = event.next_key;
        state.last_key = std::max(state.last_key, event.next_key);
    }
}

} // namespace dageng::engine

#include "server/engine/apply.hpp"

namespace dageng::engine {

void apply(State& state, Stamp stamp, const MessageSent& event) {
    Talk& talk = state.talk;
    talk.all.push_back(
        {stamp.at,
         event.incident,
         event.from,
         event.to,
         event.by,
         event.assignments,
         event.tips,
         event.words}
    );
    talk.of_incident[event.incident].push_back(event.message);
    for (const AssignmentId id : event.assignments) {
        talk.of_assignment[id].push_back(event.message);
    }
    for (const TipId id : event.tips) {
        talk.of_tip[id].push_back(event.message);
    }
}

void apply(State& state, Stamp stamp, const DetailsReleased& event) {
    state.talk.released[event.incident] = {stamp.at, event.by, event.tips, event.photos};
}

void apply(State&, Stamp, const DetailsShown&) {
    // Who may see them follows from their assignment.
}

void apply(State& state, Stamp, const DetailsWithdrawn& event) {
    state.talk.released.erase(event.incident);
}

} // namespace dageng::engine

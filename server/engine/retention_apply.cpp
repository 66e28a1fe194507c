#include "server/engine/apply.hpp"

namespace dageng::engine {

void apply(State& state, Stamp, const RecordExpired& event) {
    Incident& incident = state.incidents.at(event.incident);
    (event.part == RecordPart::words ? incident.words_expired : incident.photos_expired) = true;
}

void apply(State& state, Stamp, const BroadcastExpired& event) {
    state.broadcasts.all.at(event.broadcast - 1).expired = true;
}

void apply(State& state, Stamp, const LegalHoldSet& event) {
    state.incidents.at(event.incident).legal_hold = event.on;
}

} // namespace dageng::engine

#include "server/engine/apply.hpp"
#include "server/engine/broadcast_making.hpp"

namespace dageng::engine {

void apply(State& state, Stamp stamp, const BroadcastMade& event) {
    Broadcast broadcast;
    broadcast.made = made_view(event, stamp.at);
    broadcast.key = event.key;
    broadcast.device = event.device;
    state.last_key = std::max(state.last_key, event.key);
    state.broadcasts.all.push_back(std::move(broadcast));
    if (event.approve_by.value > 0) {
        state.broadcasts.waiting.insert(event.broadcast);
    }
}

void apply(State& state, Stamp stamp, const BroadcastSent& event) {
    Broadcast& broadcast = state.broadcasts.all.at(event.broadcast - 1);
    broadcast.sent = sent_view(event, stamp.at);
    broadcast.people = event.people;
    state.broadcasts.waiting.erase(event.broadcast);
}

void apply(State& state, Stamp stamp, const BroadcastEnded& event) {
    state.broadcasts.all.at(event.broadcast - 1).ended = ended_view(event, stamp.at);
    state.broadcasts.waiting.erase(event.broadcast);
}

void apply(State& state, Stamp stamp, const BroadcastRetracted& event) {
    state.broadcasts.all.at(event.broadcast - 1).retracted = retracted_view(event, stamp.at, true);
}

} // namespace dageng::engine

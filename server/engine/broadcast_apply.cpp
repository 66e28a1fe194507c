#include "protocol/assert.hpp"
#include "server/engine/apply.hpp"
#include "server/engine/broadcast_making.hpp"

namespace dageng::engine {

namespace {

/// After people were told something: up to `to` of them.
void note_told(Broadcasts& all, Broadcast& broadcast, std::size_t to, TimeMs at) {
    broadcast.told = to;
    broadcast.last_told = at;
    if (broadcast.spreads()) {
        all.spreading.insert(broadcast.made.broadcast);
    } else {
        all.spreading.erase(broadcast.made.broadcast);
    }
}

} // namespace

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
    note_told(state.broadcasts, broadcast, broadcast.step_end(0), stamp.at);
}

void apply(State& state, Stamp stamp, const BroadcastEnded& event) {
    state.broadcasts.all.at(event.broadcast - 1).ended = ended_view(event, stamp.at);
    state.broadcasts.waiting.erase(event.broadcast);
}

void apply(State& state, Stamp stamp, const BroadcastRetracted& event) {
    Broadcast& broadcast = state.broadcasts.all.at(event.broadcast - 1);
    broadcast.retracted = retracted_view(event, stamp.at);
    // Who wasn't told yet isn't told any more.
    broadcast.people.resize(broadcast.told);
    note_told(state.broadcasts, broadcast, broadcast.step_end(0), stamp.at);
}

void apply(State& state, Stamp stamp, const BroadcastSpread& event) {
    Broadcast& broadcast = state.broadcasts.all.at(event.broadcast - 1);
    DAGENG_ASSERT(event.retraction == broadcast.retracted.has_value());
    DAGENG_ASSERT(event.first == broadcast.told);
    DAGENG_ASSERT(event.end > event.first && event.end <= broadcast.people.size());
    note_told(state.broadcasts, broadcast, event.end, stamp.at);
}

} // namespace dageng::engine

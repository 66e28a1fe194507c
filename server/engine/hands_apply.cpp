#include "server/engine/apply.hpp"

#include <algorithm>

namespace dageng::engine {

void apply(State& state, Stamp stamp, const IncidentHeld& event) {
    ByHand& set = state.incidents.at(event.incident).by_hand;
    set.hold = Hold{stamp.at, event.until, event.by, event.words};
    set.over.reset();
}

void apply(State& state, Stamp stamp, const IncidentReleased& event) {
    ByHand& set = state.incidents.at(event.incident).by_hand;
    set.hold.reset();
    set.over = HoldOver{stamp.at, event.by, event.cause};
}

void apply(State& state, Stamp, const AlarmLowered& event) {
    Incident& incident = state.incidents.at(event.incident);
    incident.level = event.level;
    incident.raised_at.reset();
    if (event.raised_at.value > 0) {
        incident.raised_at = event.raised_at;
    }
    // Waves of the level that was undone are no waves of those that remain.
    if (incident.waves.size() > incident.waves_at_raise) {
        incident.plan_waves_from = incident.waves.size();
    }
    incident.waves_at_raise = event.waves_at_raise;
    incident.shortfall.reset();
}

void apply(State& state, Stamp stamp, const CommandUndone& event) {
    // What it means stands in the events that follow.
    state.incidents.at(event.incident).by_hand.undone = Undone{stamp.at, event.by, event.what};
}

void apply(State& state, Stamp stamp, const SceneMoved& event) {
    Incident& incident = state.incidents.at(event.incident);
    incident.place = event.place;
    state.note_open(incident);
    incident.dispatcher_only = event.dispatcher_only;
    incident.by_hand.scene = SceneMove{stamp.at, event.by, event.place_words};
    // What was missing there is looked for anew here; if in vain, a new shortfall says so.
    incident.shortfall.reset();
}

void apply(State& state, Stamp stamp, const MoreWanted& event) {
    Incident& incident = state.incidents.at(event.incident);
    auto& more = incident.by_hand.more;
    more.resize(std::max<std::size_t>(more.size(), event.need + 1));
    more[event.need] += event.count;
    incident.by_hand.asked_more = MoreAsked{stamp.at, event.by, event.need, event.count};
    incident.plan_waves_from = incident.waves.size();
    incident.shortfall.reset();
}

} // namespace dageng::engine

#include "server/engine/apply.hpp"

namespace dageng::engine {

void apply(State& state, Stamp stamp, const AlarmRaised& event) {
    Incident& incident = state.incidents.at(event.incident);
    incident.level = event.level;
    incident.raised_at = stamp.at;
    incident.waves_at_raise = static_cast<std::uint32_t>(incident.waves.size());
    // What was missing before is asked for anew; if in vain, a new shortfall says so.
    incident.shortfall.reset();
}

void apply(State& state, Stamp stamp, const KeepAwayGiven& event) {
    state.incidents.at(event.incident).kept_away = KeptAway{stamp.at, event.people.items};
}

void apply(State& state, Stamp stamp, const UnitsNotified& event) {
    state.incidents.at(event.incident)
        .notified.push_back(
            {stamp.at, event.level, event.kind, event.place, event.units.items, event.people.items}
        );
}

} // namespace dageng::engine

#include "server/engine/apply.hpp"

namespace dageng::engine {

void apply(State& state, Stamp, const DutyBegan& event) {
    Person& person = *state.person(event.person);
    if (!person.on_duty) {
        ++state.on_duty_of[person.category];
        state.engaged_of[person.category] += person.current ? 1 : 0;
    }
    person.on_duty = true;
    person.duty_since = event.since;
    person.duty_ends = event.ends_at;
    person.duty_device = event.device;
    person.mode = event.mode;
}

void apply(State& state, Stamp, const DutyEnded& event) {
    Person& person = *state.person(event.person);
    --state.on_duty_of[person.category];
    state.engaged_of[person.category] -= person.current ? 1 : 0;
    person.on_duty = false;
    person.duty_device = {};
    person.mode.reset();
}

} // namespace dageng::engine

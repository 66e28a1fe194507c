#include "server/engine/apply.hpp"

namespace dageng::engine {

namespace {

/// `more`: one, or one less.
void count(State& state, const Person& person, std::uint32_t more) {
    Group& group = state.groups[person.group];
    state.on_duty_of[person.category] += more;
    group.on_duty += more;
    if (person.current) {
        state.engaged_of[person.category] += more;
        group.engaged += more;
    }
}

} // namespace

void apply(State& state, Stamp, const DutyBegan& event) {
    Person& person = *state.person(event.person);
    if (!person.on_duty) {
        count(state, person, 1);
    }
    person.on_duty = true;
    person.duty_since = event.since;
    // Of a day at most (Catalogue::duty_s).
    person.duty_ms = static_cast<std::uint32_t>(event.ends_at - event.since);
    person.duty_device = PackedId{event.device};
    person.mode = event.mode;
}

void apply(State& state, Stamp, const DutyEnded& event) {
    Person& person = *state.person(event.person);
    count(state, person, 0U - 1U);
    person.on_duty = false;
    person.duty_device = {};
    person.mode.reset();
}

} // namespace dageng::engine

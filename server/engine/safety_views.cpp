#include "server/engine/views.hpp"

namespace dageng::engine {

protocol::CheckInChanged check_in_view(const CheckInClock& clock) {
    protocol::CheckInChanged view;
    view.assignment = clock.assignment;
    view.incident = clock.incident;
    view.person = clock.person;
    view.state = clock.distress ? protocol::CheckInState::missed
                 : clock.warned ? protocol::CheckInState::warned
                                : protocol::CheckInState::running;
    view.warn_at = clock.warn_at;
    view.due_at = clock.due_at;
    view.at = clock.changed_at;
    if (clock.distress) {
        view.distress = clock.distress;
    }
    return view;
}

protocol::DistressRaised distress_view(const State& state, const Distress& distress) {
    const Person& person = *state.person(distress.person);
    protocol::DistressRaised view;
    view.incident = distress.incident;
    view.kind = distress.kind;
    view.person = distress.person;
    view.name = state.name_of(person.id);
    view.role = person.role;
    if (person.category != no_category) {
        view.category = category_of(state, person);
    }
    view.place = distress.place;
    view.silent = distress.silent;
    view.made_at = distress.made_at;
    view.raised_at = distress.raised_at;
    view.about = distress.about;
    view.assignment = distress.assignment;
    view.again_at = distress.again_at;
    view.duress = distress.duress;
    view.cleared_at = distress.cleared_at;
    if (distress.cleared_at) {
        view.end = distress.end;
    }
    return view;
}

protocol::PanicChanged panic_view(const Distress& panic) {
    protocol::PanicChanged view;
    view.incident = panic.incident;
    view.silent = panic.silent;
    view.at = panic.again_at.value_or(panic.raised_at);
    view.raised_at = panic.raised_at;
    view.withdraw_until = panic.withdraw_until;
    if (panic.acknowledged_at) {
        view.state = protocol::PanicState::acknowledged;
        view.at = *panic.acknowledged_at;
    }
    return view;
}

} // namespace dageng::engine

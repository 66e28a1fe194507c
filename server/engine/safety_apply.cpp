#include "server/engine/apply.hpp"
#include "server/engine/safety_making.hpp"

namespace dageng::engine {

namespace {

template <class Event>
void set_clock(State& state, Stamp stamp, const Event& event) {
    state.safety.clocks[event.assignment] = CheckInClock{
        event.assignment,
        event.incident,
        event.person,
        event.warn_at,
        event.due_at,
        stamp.at,
        false,
        {}
    };
}

} // namespace

std::shared_ptr<const protocol::Plan> plan_of_distress(const protocol::Slug& kind) {
    if (kind.value != panic_kind && kind.value != missed_check_in_kind) {
        return nullptr;
    }
    protocol::Plan plan;
    plan.kind = kind;
    plan.name = kind.value == panic_kind ? protocol::Bilingual{{"紧急求助"}, {"Panic"}}
                                         : protocol::Bilingual{{"人员失联"}, {"Check-in missed"}};
    plan.icon = {"sos"};
    plan.by_rule_only = true;
    plan.brief = plan.bring = plan.caution = plan.name;
    return std::make_shared<const protocol::Plan>(std::move(plan));
}

void apply(State& state, Stamp stamp, const CheckInBegun& event) {
    set_clock(state, stamp, event);
}

void apply(State& state, Stamp stamp, const CheckedIn& event) {
    set_clock(state, stamp, event);
}

void apply(State& state, Stamp stamp, const CheckInWarned& event) {
    CheckInClock& clock = state.safety.clocks.at(event.assignment);
    clock.warned = true;
    clock.changed_at = stamp.at;
}

void apply(State& state, Stamp stamp, const DistressRaised& event) {
    Distress distress;
    distress.incident = event.incident;
    distress.kind = event.kind;
    distress.person = event.person;
    distress.place = event.place;
    distress.silent = event.silent;
    distress.made_at = event.made_at;
    distress.raised_at = stamp.at;
    distress.withdraw_until = event.withdraw_until.value_or(stamp.at);
    distress.about = event.about;
    distress.assignment = event.assignment;
    state.safety.distress.emplace(event.incident, distress);
    if (event.kind == protocol::DistressKind::panic) {
        state.safety.open_panic_of[event.person] = event.incident;
    }
    if (event.client_id) {
        state.safety.panic_of_command.emplace(
            CommandKey{event.person, *event.client_id}, event.incident
        );
    }
    if (event.assignment) {
        CheckInClock& clock = state.safety.clocks.at(*event.assignment);
        clock.distress = event.incident;
        clock.changed_at = stamp.at;
    }
}

void apply(State& state, Stamp stamp, const DistressRepeated& event) {
    Distress& distress = state.safety.distress.at(event.incident);
    distress.again_at = stamp.at;
    distress.shown_over = false;
    if (event.place) {
        distress.place = event.place;
    }
}

void apply(State& state, Stamp, const DuressMarked& event) {
    Distress& distress = state.safety.distress.at(event.incident);
    distress.duress = true;
    distress.shown_over = true;
}

void apply(State& state, Stamp stamp, const DistressAcknowledged& event) {
    state.safety.distress.at(event.incident).acknowledged_at = stamp.at;
}

void apply(State& state, Stamp stamp, const DistressCleared& event) {
    Distress& distress = state.safety.distress.at(event.incident);
    distress.cleared_at = stamp.at;
    distress.end = event.end;
    if (distress.kind == protocol::DistressKind::panic) {
        state.safety.open_panic_of.erase(event.person);
    }
}

void apply(State& state, Stamp stamp, const SafeWordSet& event) {
    state.safety.words[event.person] = {event.fingerprint.value, stamp.at};
}

} // namespace dageng::engine

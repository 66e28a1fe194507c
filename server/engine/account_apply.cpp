#include "server/engine/apply.hpp"

#include <algorithm>

namespace dageng::engine {

void apply(State&, Stamp, const CodeIssued&) {}

void apply(State&, Stamp, const DeviceAdmitted&) {}

void apply(State&, Stamp, const SignedOut&) {}

void apply(State&, Stamp, const RecordOpened&) {}

void apply(State&, Stamp, const RegistryOpened&) {}

void apply(State&, Stamp, const ExplanationOpened&) {}

void apply(State& state, Stamp, const PersonErased& event) {
    Person& person = *state.person(event.person);
    person.erased = true;
    state.names[event.person.value - 1] = {};
    std::erase(state.watchers, event.person);
    if (person.category != no_category) {
        std::erase(state.groups[person.group].members, event.person.value);
    }
    state.safety.words.erase(event.person);
    state.registry.phones.erase(event.person);
    state.registry.own.erase(event.person);
    state.registry.not_serving.erase(event.person);
    state.registry.unit_of[event.person.value - 1] = no_unit;
}

} // namespace dageng::engine

#include "server/engine/registry_tree.hpp"

#include <algorithm>

namespace dageng::engine {

using protocol::Role;
using protocol::Service;

namespace {

bool can_stand_by(const State& state, PersonId steward, PersonId person, TimeMs now) {
    const Person* const one = state.person(steward);
    return one != nullptr && !one->erased && steward != person &&
           service_of(state, steward, now) == Service::serving;
}

} // namespace

bool is_arriving(const State& state, PersonId person) {
    const auto& made = state.registry.import.made;
    return std::binary_search(made.begin(), made.end(), person);
}

bool is_registered(const State& state, const Person& person) {
    return !person.erased && person.role != Role::resident && !is_arriving(state, person.id);
}

bool is_within(const Registry& registry, std::uint32_t unit, std::uint32_t of) {
    while (unit != no_unit && unit != of) {
        unit = registry.units[unit].above;
    }
    return unit != no_unit;
}

std::uint32_t unit_of(const State& state, PersonId person) {
    return state.registry.unit_of[person.value - 1];
}

std::optional<protocol::Slug> plan_unit_of(const State& state, std::uint32_t unit) {
    const auto& known = state.catalogue->units.items;
    for (; unit != no_unit; unit = state.registry.units[unit].above) {
        const protocol::Slug& name = state.registry.units[unit].unit;
        if (std::any_of(known.begin(), known.end(), [&](const auto& one) {
                return one.unit == name;
            })) {
            return name;
        }
    }
    return std::nullopt;
}

Service service_of(const State& state, PersonId person, TimeMs now) {
    const auto found = state.registry.not_serving.find(person);
    if (found == state.registry.not_serving.end() ||
        (found->second.until && *found->second.until <= now)) {
        return Service::serving;
    }
    return found->second.service;
}

Stewards stewards_of(const State& state, PersonId person, TimeMs now) {
    Stewards found;
    const auto take = [&](PersonId& place, PersonId steward) {
        if (!place && can_stand_by(state, steward, person, now)) {
            place = steward;
        }
    };
    const auto take_all = [&](const Stewards& some) {
        take(found.contact, some.contact);
        take(found.trainer, some.trainer);
        take(found.manager, some.manager);
    };
    if (const auto own = state.registry.own.find(person); own != state.registry.own.end()) {
        take_all(own->second);
    }
    std::uint32_t unit = unit_of(state, person);
    for (; unit != no_unit && lacks_any(found); unit = state.registry.units[unit].above) {
        take_all(state.registry.units[unit].stewards);
    }
    return found;
}

bool manages_unit(const State& state, PersonId by, std::uint32_t unit) {
    const Person* const person = state.person(by);
    if (person == nullptr || person->erased) {
        return false;
    }
    return person->role == Role::administrator ||
           (person->role == Role::coordinator && is_within(state.registry, unit, unit_of(state, by))
           );
}

bool manages(const State& state, PersonId by, PersonId id) {
    const Person* const person = state.person(id);
    if (person == nullptr || person->erased || is_arriving(state, id)) {
        return false;
    }
    const bool everyday = person->role == Role::resident || person->role == Role::volunteer;
    const bool all = state.person(by) != nullptr && state.person(by)->role == Role::administrator;
    return manages_unit(state, by, unit_of(state, id)) && (all || everyday);
}

} // namespace dageng::engine

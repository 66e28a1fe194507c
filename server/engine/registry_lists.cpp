#include "server/engine/registry_lists.hpp"

#include "server/engine/registry_making.hpp"
#include "server/engine/registry_tree.hpp"
#include "server/engine/rules.hpp"

#include <algorithm>

namespace dageng::engine {

using protocol::ErrorCode;
using protocol::PersonRow;
using protocol::Role;

namespace {

std::optional<protocol::Refusal> no_registrar(const State& state, PersonId by) {
    const Person* const person = state.person(by);
    if (by &&
        (person == nullptr || person->erased || !protocol::registrar_roles.has(person->role))) {
        return refuse(ErrorCode::not_allowed, "this account's role may not do this");
    }
    return std::nullopt;
}

std::optional<PersonId> somebody(PersonId id) {
    return id ? std::optional{id} : std::nullopt;
}

PersonRow row_of(const State& state, const Person& person, const Stewards& stewards, TimeMs now) {
    PersonRow row;
    row.person = person.id;
    row.role = person.role;
    row.name = state.name_of(person.id);
    row.on_duty = person.on_duty;
    row.service = service_of(state, person.id, now);
    if (row.service == protocol::Service::on_leave) {
        row.until = state.registry.not_serving.at(person.id).until;
    }
    if (person.category != no_category) {
        const Group& group = state.groups[person.group];
        row.category = group.category;
        row.trainings.items = group.trainings;
        row.unit = group.unit;
    }
    if (const std::uint32_t unit = unit_of(state, person.id); unit != no_unit) {
        row.unit = state.registry.units[unit].unit;
    }
    const auto phone = state.registry.phones.find(person.id);
    if (phone != state.registry.phones.end()) {
        row.phone = phone->second;
    }
    row.contact = somebody(stewards.contact);
    row.trainer = somebody(stewards.trainer);
    row.manager = somebody(stewards.manager);
    return row;
}

} // namespace

protocol::Result<ListedPeople> list_people(
    const State& state, PersonId by, const protocol::ListPeople& wish, std::size_t most, TimeMs now
) {
    if (auto refusal = no_registrar(state, by)) {
        return *std::move(refusal);
    }
    std::optional<std::uint32_t> only;
    if (wish.unit) {
        only = index_of(state, *wish.unit);
        if (only == no_unit || (by && !manages_unit(state, by, *only))) {
            return refuse(ErrorCode::not_allowed, "not a unit that this account manages", "unit");
        }
    }
    ListedPeople listed;
    const std::size_t first = wish.after ? wish.after->value : 0;
    const std::size_t end = std::min(state.people.size(), first + looked_at_once);
    std::size_t index = first;
    for (; index < end && listed.people.size() < most; ++index) {
        if (only && state.registry.unit_of[index] != *only) {
            continue;
        }
        const Person& person = state.people[index];
        const bool resident_of_none =
            person.role == Role::resident && state.registry.unit_of[index] == no_unit;
        if (resident_of_none || person.erased || is_arriving(state, person.id) ||
            (by && !manages(state, by, person.id))) {
            continue;
        }
        const Stewards stewards = stewards_of(state, person.id, now);
        if (wish.nobody && (!protocol::responder_roles.has(person.role) || !lacks_any(stewards) ||
                            service_of(state, person.id, now) == protocol::Service::ended)) {
            continue;
        }
        PersonRow row = row_of(state, person, stewards, now);
        if (by && state.person(by)->role == Role::administrator) {
            row.phone.reset();
        }
        listed.people.push_back(std::move(row));
    }
    if (index < state.people.size()) {
        listed.next = PersonId{index};
    }
    return listed;
}

protocol::Result<protocol::UnitList> list_units(const State& state, PersonId by) {
    if (auto refusal = no_registrar(state, by)) {
        return *std::move(refusal);
    }
    const Registry& registry = state.registry;
    std::vector<std::uint32_t> people(registry.units.size());
    for (const std::uint32_t unit : registry.unit_of) {
        if (unit != no_unit) {
            ++people[unit];
        }
    }
    protocol::UnitList list;
    const std::uint32_t own = by ? unit_of(state, by) : no_unit;
    if (own != no_unit) {
        list.own = registry.units[own].unit;
    }
    for (std::uint32_t index = 0; index < registry.units.size(); ++index) {
        if (by && !manages_unit(state, by, index)) {
            continue;
        }
        const Unit& unit = registry.units[index];
        protocol::UnitRow row;
        row.unit = unit.unit;
        if (unit.above != no_unit && (index != own || !by)) {
            row.above = registry.units[unit.above].unit;
        }
        row.name = unit.name;
        row.people = people[index];
        row.contact = somebody(unit.stewards.contact);
        row.trainer = somebody(unit.stewards.trainer);
        row.manager = somebody(unit.stewards.manager);
        list.units.items.push_back(std::move(row));
    }
    return list;
}

std::optional<protocol::Refusal> refuse_code(const State& state, PersonId by, PersonId person) {
    if (auto refusal = no_registrar(state, by)) {
        return refusal;
    }
    if (!manages(state, by, person)) {
        return refuse(ErrorCode::not_allowed, "not of a unit that this account manages", "person");
    }
    return std::nullopt;
}

} // namespace dageng::engine

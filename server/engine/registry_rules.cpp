#include "server/engine/incident_making.hpp"
#include "server/engine/registry_making.hpp"
#include "server/engine/registry_tree.hpp"

namespace dageng::engine {

using protocol::ErrorCode;
using protocol::Refusal;
using protocol::Role;

namespace {

/// An administrator manages all there is: what they don't isn't there.
Refusal not_theirs(const State& state, const Request& request, const char* field) {
    if (state.person(request.by)->role == Role::administrator) {
        return refuse(ErrorCode::not_found, "there is no such account or unit", field);
    }
    return refuse(ErrorCode::not_allowed, "not of a unit that this account manages", field);
}

/// The person whom a command is about.
protocol::Result<const Person*>
managed(const State& state, const Request& request, PersonId person) {
    if (!manages(state, request.by, person)) {
        return not_theirs(state, request, "data.person");
    }
    return state.person(person);
}

/// The three whom a command names; each that it doesn't is nobody.
template <class Command>
Stewards stewards_in(const Command& command) {
    const auto id = [](const std::optional<PersonId>& one) { return one.value_or(PersonId{}); };
    return {id(command.contact), id(command.trainer), id(command.manager)};
}

Decided done(protocol::Result<std::vector<Event>> events, PersonId person) {
    if (!events) {
        Refusal refusal = events.refusal();
        refusal.field = "data." + refusal.field;
        return refusal;
    }
    return Decision{std::move(*events), protocol::PersonAnswer{person}};
}

} // namespace

Decided decide(const World& world, const Request& request, const protocol::EnrolPerson& command) {
    const State& state = world.state;
    const std::uint32_t unit = index_of(state, command.unit);
    if (unit == no_unit || !manages_unit(state, request.by, unit)) {
        return not_theirs(state, request, "data.unit");
    }
    const bool administrator = state.person(request.by)->role == Role::administrator;
    if (command.role != Role::volunteer && !(administrator && command.role == Role::officer)) {
        return refuse(
            ErrorCode::bad_field,
            "volunteers are enrolled here, and by an administrator officers",
            "data.role"
        );
    }
    NewPerson person{command.role, command.category, command.name, command.trainings, command.unit};
    person.phone = command.phone;
    return done(enrol(state, person), {state.people.size() + 1});
}

Decided
decide(const World& world, const Request& request, const protocol::TransferPerson& command) {
    const State& state = world.state;
    const auto person = managed(state, request, command.person);
    if (!person) {
        return person.refusal();
    }
    const std::uint32_t unit = index_of(state, command.unit);
    if (unit == no_unit || !manages_unit(state, request.by, unit)) {
        return not_theirs(state, request, "data.unit");
    }
    return done(place(state, **person, command.unit), command.person);
}

Decided decide(const World& world, const Request& request, const protocol::SetService& command) {
    const auto person = managed(world.state, request, command.person);
    if (!person) {
        return person.refusal();
    }
    return done(
        serve(world.state, **person, command.service, command.until, request.now), command.person
    );
}

Decided decide(const World& world, const Request& request, const protocol::SetStewards& command) {
    const auto person = managed(world.state, request, command.person);
    if (!person) {
        return person.refusal();
    }
    return done(
        stand_by(world.state, command.person, stewards_in(command), request.now), command.person
    );
}

Decided decide(const World& world, const Request& request, const protocol::SetUnit& command) {
    const State& state = world.state;
    // Its place and the one that it is to have; of their own a coordinator changes nothing.
    const std::uint32_t index = index_of(state, command.unit);
    const std::uint32_t above = command.above ? index_of(state, *command.above) : no_unit;
    const bool known = index != no_unit;
    if (!manages_unit(state, request.by, above) ||
        (known && !manages_unit(state, request.by, state.registry.units[index].above))) {
        return not_theirs(state, request, known ? "data.unit" : "data.above");
    }
    const auto [contact, trainer, manager] = stewards_in(command);
    auto events = take_unit(
        state, {command.unit, command.above, command.name, contact, trainer, manager}, request.now
    );
    if (!events) {
        return done(std::move(events), {});
    }
    return Decision{std::move(*events), protocol::UnitAnswer{command.unit}};
}

} // namespace dageng::engine

#pragma once

#include "protocol/errors.hpp"
#include "server/engine/engine.hpp"

#include <vector>

/// What makes the registry say what somebody asks for, be it a command or a list: events, or why
/// not, with the field's name. Who may ask: registry_tree.hpp.
namespace dageng::engine {

/// Of a unit, in the registry; no_unit when it has none of this name.
std::uint32_t index_of(const State& state, const protocol::Slug& unit);

/// The event of a new account, or `bad_field` for a category that isn't known or missing, for a
/// training or unit that isn't known, and for trainings of somebody who is no responder.
protocol::Result<Event> register_person(const State& state, const NewPerson& person);

/// The same with what puts them into their unit, if they have one in the registry.
protocol::Result<std::vector<Event>> enrol(const State& state, const NewPerson& person);

/// Puts somebody into a unit of the registry; nothing when they are there.
protocol::Result<std::vector<Event>>
place(const State& state, const Person& person, const protocol::Slug& unit);

/// Whether somebody serves from now on; nothing when it is so. Refused (`bad_field`) for an end of
/// what is no leave, or one that has passed.
protocol::Result<std::vector<Event>> serve(
    const State& state,
    const Person& person,
    protocol::Service service,
    const std::optional<TimeMs>& until,
    TimeMs now
);

/// Who stands by a person beside their unit's; nothing when it is so. Refused (`bad_field`) for who
/// isn't known, doesn't serve or is a resident.
protocol::Result<std::vector<Event>>
stand_by(const State& state, PersonId person, const Stewards& stewards, TimeMs now);

/// What a list says of one person.
struct ListedPerson {
    PersonId person; ///< Nobody: a new one.
    NewPerson is;    ///< Of a known one, name and telephone number are left as they are.
    Stewards stewards;
    protocol::Service service = protocol::Service::serving;
    std::optional<TimeMs> until;
};

/// What has to happen so that the registry says what the list says; nothing when it does. Refused
/// with the field's name: what isn't known, a known person whose role is another, and a change of
/// category, trainings or unit during an offer or assignment.
protocol::Result<std::vector<Event>>
take_listed(const State& state, const ListedPerson& listed, TimeMs now);

/// The event that makes or changes a unit; nothing when it is so. Refused when what is above isn't
/// known or stands below it, when a steward can't be one, and when its people would be known to
/// plans by another unit.
protocol::Result<std::vector<Event>> take_unit(const State& state, const UnitSet& unit, TimeMs now);

} // namespace dageng::engine

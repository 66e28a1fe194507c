#pragma once

#include "protocol/errors.hpp"
#include "server/engine/events.hpp"
#include "server/engine/state.hpp"

#include <vector>

/// Rules of accounts' ways in and of erasure: what the operator or the door (server/sign_in) asks
/// for. Each is refused with `not_found` when there is no such account or it was erased.
namespace dageng::engine {

protocol::Result<Event> issue_code(const State& state, PersonId person, TimeMs until);

protocol::Result<Event>
admit(const State& state, PersonId person, const DeviceName& device, Admission by);

/// `device`: absent for all.
protocol::Result<Event>
sign_out(const State& state, PersonId person, const std::optional<DeviceName>& device);

/// Forgets who stands behind the number, whose keys (`keys_of`) are then to be destroyed; nothing
/// when that was done before. Refused (`wrong_state`) while people depend on them: during an offer
/// or assignment, a panic, while a report of theirs is open or under a legal hold, and while they
/// answer for an open incident.
protocol::Result<std::vector<Event>> erase(const State& state, PersonId person);

/// Refused (`bad_field`) unless two different accounts of administrators or supervisors approve.
protocol::Result<Event> open_record(
    const State& state,
    PersonId person,
    const std::vector<PersonId>& approved_by,
    const protocol::Text<10, 200>& reason
);

/// The same, for the names of all.
protocol::Result<Event> open_registry(
    const State& state,
    const std::vector<PersonId>& approved_by,
    const protocol::Text<10, 200>& reason
);

/// The same, for why some were asked for an incident and others not.
protocol::Result<Event> open_explanation(
    const State& state,
    IncidentId incident,
    const std::vector<PersonId>& approved_by,
    const protocol::Text<10, 200>& reason
);

/// Every key that seals something of this person alone: their name, what they reported, their
/// photos. What they said within somebody else's incident is the incident's.
std::vector<KeyId> keys_of(const State& state, PersonId person);

} // namespace dageng::engine

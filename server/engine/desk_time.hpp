#pragma once

#include "server/engine/advance.hpp"

#include <optional>
#include <vector>

/// Service limits and the escalation of incidents that nobody answers for, as far as the clock
/// brings them about.
namespace dageng::engine {

/// Who has no live session for so long has left the desk.
inline constexpr std::int64_t desk_grace_ms = 10'000;

/// Whether somebody who is at the desk answers for the incident.
bool is_owned(const State& state, const Incident& incident);

/// The next of an incident's limits and escalation steps whose time has come; nothing before. Of an
/// incident that has ended, or is owned again: the end of its escalation, if one runs.
std::vector<Event> desk_step(const State& state, const Incident& incident, TimeMs now);

/// When the next of them comes, if nothing else happens.
std::optional<TimeMs> desk_limit(const State& state, const Incident& incident);

/// Of each limit the last that consoles were told, at the moment that it fell due.
std::vector<protocol::ServiceLimitTold> limits_told(const Incident& incident);

} // namespace dageng::engine

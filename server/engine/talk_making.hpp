#pragma once

#include "server/engine/apply.hpp"

#include <cstdint>
#include <vector>

/// Who may see what of what is said within incidents, and how it is told.
namespace dageng::engine {

/// The volunteers who are going to an incident or there.
std::vector<PersonId> volunteers_at(const State& state, IncidentId incident);

/// Whether a person is a volunteer who is going there or there.
bool is_volunteer_at(const State& state, IncidentId incident, PersonId person);

/// Of those whom a message names: the responders whose assignment still runs, and the reporters
/// whose tip stands.
std::vector<PersonId>
responders_hearing(const State& state, const std::vector<AssignmentId>& assignments);
std::vector<PersonId> reporters_hearing(const State& state, const std::vector<TipId>& tips);

/// Whether a volunteer may look at a photo: it is released for an incident where they are.
bool is_released_to(const State& state, const protocol::ClientId& photo, PersonId person);

/// What was released of an incident, as volunteers see it: the newest six of what was said.
protocol::DetailsShown details_view(const State& state, IncidentId incident);
protocol::DetailsReleased released_view(const Released& released, IncidentId incident);

/// A message as consoles, a responder with this assignment, or a reporter is told it.
protocol::Message message_for_console(std::uint64_t number, const Said& said);
protocol::Message
message_for_responder(const State& state, std::uint64_t number, const Said& said, PersonId person);
protocol::Message
message_for_reporter(const State& state, std::uint64_t number, const Said& said, PersonId person);

} // namespace dageng::engine

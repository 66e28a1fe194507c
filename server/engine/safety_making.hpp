#pragma once

#include "server/engine/rules.hpp"
#include "server/engine/safety_state.hpp"

#include <memory>
#include <string_view>
#include <vector>

/// How a distress comes about and ends, whoever or whatever brings it about.
namespace dageng::engine {

/// The kinds of incident that a distress is. A catalogue without a plan for one has it all the
/// same: priority 1, and nobody is asked by rule.
inline constexpr std::string_view panic_kind = "panic";
inline constexpr std::string_view missed_check_in_kind = "responder-safety";
/// The disposition of a distress that the person ended.
inline constexpr std::string_view safe_disposition = "safe";

/// The safe word in a command that has one.
const protocol::Personal<protocol::Text<2, 60>>* safe_word_in(const protocol::Command& command);

/// The plan of a distress whose kind the catalogue has no plan for; nothing for other kinds.
std::shared_ptr<const protocol::Plan> plan_of_distress(const protocol::Slug& kind);

/// The events of a check-in that was missed: the incident, at the person's last place or else at
/// the scene, and the distress.
std::vector<Event>
miss_check_in(const World& world, const CheckInClock& clock, protocol::Cause cause, TimeMs now);

/// The events by which a person ends their distress: everybody is stood down, and the incident is
/// closed.
std::vector<Event>
end_distress(const State& state, const Distress& distress, protocol::DistressEnd end);

/// What a dispatcher's closing of an incident means for the distress that it is; nothing for other
/// incidents.
std::vector<Event> clear_by_dispatcher(const State& state, IncidentId incident, PersonId by);

/// The same for acknowledging it.
std::vector<Event> acknowledge_distress(const State& state, IncidentId incident);

/// What the person's own word of an assignment means: a missed check-in there is over.
std::vector<Event> heard_from_scene(const State& state, const Assignment& assignment);

} // namespace dageng::engine

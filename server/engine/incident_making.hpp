#pragma once

#include "server/engine/assignment_states.hpp"
#include "server/engine/duplicates.hpp"
#include "server/engine/rules.hpp"

namespace dageng::engine {

/// The decision by which a tip is taken: it is attached to an open incident that it is about by its
/// score (duplicates.hpp), or opens one. Gives tip, incident and their keys their numbers, and says
/// whether the plan may act (not for a tip that is too old or lies outside the district). What lies
/// outside is referred where the catalogue says to whom. `tip.words` and the like are sealed with
/// `next_key(state)`.
Decision open_incident(
    const State& state, const Request& request, const protocol::Plan& plan, TipReceived tip
);

/// An incident with the next number and code; its key is the caller's to give.
IncidentOpened
new_incident(const State& state, TimeMs now, const protocol::Plan& plan, const Sighting& about);

/// Outside the district's boundary.
inline bool lies_outside(const State& state, const protocol::Place& place) {
    return state.boundary && !state.boundary->contains(place.at);
}

/// The incident of this number, or `not_found` naming the field.
protocol::Result<const Incident*>
find_incident(const State& state, IncidentId id, std::string_view field = "data.incident");

/// The same, or `wrong_state` naming its state when it has ended.
protocol::Result<const Incident*>
find_open_incident(const State& state, IncidentId id, std::string_view field = "data.incident");

/// When it ended; a referral can be taken back and a closing undone, and then it hasn't.
std::optional<TimeMs> ended_at(const Incident& incident);

/// Nothing when the step is listed (incident_states.hpp), else `wrong_state` naming both states.
std::optional<protocol::Refusal> refuse_step(const Incident& incident, protocol::IncidentState to);

/// Those who are asked or going and whom `leave` names are stood down.
template <class Leave>
void stand_down(
    const State& state,
    const Incident& incident,
    PersonId by,
    protocol::Cause cause,
    Leave leave,
    std::vector<Event>& events
) {
    for (const AssignmentId id : incident.assignments) {
        const Assignment& one = state.assignments.at(id);
        if ((is_answerable(one.state) || is_running(one.state)) && leave(one)) {
            events.emplace_back(AssignmentChanged{
                id, incident.id, one.person, by, protocol::AssignmentState::stood_down, cause
            });
        }
    }
}

/// An incident of a kind that has a plan, with the next numbers. Its own key is `key`.
IncidentOpened new_incident(
    const State& state, TimeMs now, protocol::Slug kind, const protocol::Place& place, KeyId key
);

/// The key that seals the words of a tip that is decided next.
inline KeyId next_key(const State& state) {
    return {state.last_key.value + 1};
}

} // namespace dageng::engine

#pragma once

#include "protocol/errors.hpp"
#include "server/engine/events.hpp"
#include "server/engine/state.hpp"

#include <cstddef>
#include <optional>
#include <vector>

/// How much of the journal may be let go, and what of the state goes with it: the catalogue's
/// `journal_days` after an incident's end, when its words and photos are long gone and no legal
/// hold is on it, nothing says any more that it was.
namespace dageng::engine {

/// What happened before it may leave; nothing where all is kept.
std::optional<TimeMs> front_limit(const State& state, TimeMs now);

/// Of some incidents.
struct FrontLook {
    Offset stays = 0;                ///< The first event among them that has to stay; 0: none.
    TimeMs stays_at;                 ///< Of that event.
    std::vector<IncidentId> leaving; ///< Those of which all may leave.
    std::optional<IncidentId> next;  ///< After this one; absent: that was all.
};

/// Looks at so many incidents, those `after` which is left out. Those may leave that ended by
/// `last`.
FrontLook look_at_front(const State& state, IncidentId after, std::size_t look, TimeMs last);

/// How many broadcasts, from the first, may leave: they were over by `last`.
std::uint64_t broadcasts_leaving(const State& state, TimeMs last);

/// The event that says so, or why not (`wrong_state`): its time isn't over, or something that it
/// names has to stay; with the incidents' tips and assignments. All records of its time must be
/// among those that leave.
protocol::Result<Event> cut_front(const State& state, const FrontCut& wish, TimeMs now);

} // namespace dageng::engine

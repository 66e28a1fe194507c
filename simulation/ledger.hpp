#pragma once

#include "server/engine/places.hpp"
#include "server/engine/state.hpp"

#include <set>
#include <vector>

namespace dageng::simulation {

/// What a run knows by itself, apart from the engine, to hold the engine against.
struct Ledger {
    std::vector<protocol::Offset> last_n; ///< Of each person's last notice; person n at n - 1.
    std::vector<engine::Heard> place;     ///< The last told while on duty; `heard_at` 0: none.
    std::set<protocol::IncidentId> open;
    protocol::TimeMs hold_until; ///< After a start, nobody is asked before, but for priority 1.
};

} // namespace dageng::simulation

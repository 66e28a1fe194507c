#pragma once

#include "server/engine/apply.hpp"

#include <optional>
#include <vector>

namespace dageng::engine {

using protocol::View;

/// Who hears of an event, and how. Made from the event and the roles and tips that events made;
/// each person at most once. In the order of registration, for dispatchers first.
struct Hearer {
    PersonId person;
    View view = View::console;
};

std::vector<Hearer> audience(const State& state, const Event& event);

/// Whether each hearer with this view is told something of their own: their tips, their assignment.
bool has_own_text(const Event& event, View view);

/// How one person hears of an event that was in their notices; nothing when they may not any more.
std::optional<View> view_of(const State& state, const Event& event, PersonId person);

} // namespace dageng::engine

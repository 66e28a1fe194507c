#pragma once

#include "tests/engine/town.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace dageng::test {

/// The small catalogue with more kinds and what triage needs: `wandering` (volunteers and patrols,
/// compatible with `elder-missing`) and `armed` (officers only, priority 1); a rule of duplicates
/// with 300 m, 10 min, compatible 800, other 300, proposed from 500 and attached from 800; targets
/// `neighbour` (for what lies outside) and `fire-service`.
Catalogue triage_catalogue();

/// A town with that catalogue, and a dispatcher at the desk.
struct TriageDesk {
    Town town;
    PersonId dispatcher = town.person(Role::dispatcher);
    PersonId supervisor = town.person(Role::supervisor);
    PersonId reporter = town.person(Role::resident);
    PersonId second = town.person(Role::resident);

    TriageDesk();

    Town::Said say(Command command) { return town.say(dispatcher, std::move(command)); }
    const engine::Incident& incident(IncidentId id) const { return town.incident(id); }
    IncidentState state(IncidentId id) const { return town.incident(id).state; }
    /// Why the dispatcher's command is refused; nothing when it isn't. Nothing is recorded.
    std::optional<Refusal> refusal(const Command& command) const;
    /// The last notice of a type to somebody; fails when there is none.
    Town::Notice last(std::string_view type, PersonId to) const;
    /// How many of a type somebody was told.
    std::size_t count(std::string_view type, PersonId to) const;
    /// Whether a text stands in a notice's data.
    static bool says(const Town::Notice& notice, std::string_view text) {
        return notice.data.find(text) != std::string::npos;
    }
};

} // namespace dageng::test

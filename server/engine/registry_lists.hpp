#pragma once

#include "protocol/errors.hpp"
#include "protocol/registry_messages.hpp"
#include "server/engine/state.hpp"

/// What the registry is asked, for pages and the operator's lists. Each answer is made in a step of
/// the engine's: bounded, so that no step is long.
namespace dageng::engine {

/// Accounts that one step looks at.
inline constexpr std::size_t looked_at_once = 1000;

/// Part of a list: `next` says where to go on, even when nobody was found.
struct ListedPeople {
    std::vector<protocol::PersonRow> people; ///< Names and telephone numbers sealed.
    std::optional<PersonId> next;            ///< After this one; absent: that was all.
};

/// Those of the accounts that `by` manages whom the wish names: of one unit without those below it,
/// or of all; residents only where they belong to a unit. `by` nobody: the operator, who manages
/// all. At most `most` of them. Refused (`not_allowed`) for another role, and for a unit that `by`
/// doesn't manage.
protocol::Result<ListedPeople> list_people(
    const State& state, PersonId by, const protocol::ListPeople& wish, std::size_t most, TimeMs now
);

/// The units that `by` manages, how many people each has, and which is theirs.
protocol::Result<protocol::UnitList> list_units(const State& state, PersonId by);

/// Nothing when `by` may let a person in by a code: one whom they manage (registry_tree.hpp).
std::optional<protocol::Refusal> refuse_code(const State& state, PersonId by, PersonId person);

} // namespace dageng::engine

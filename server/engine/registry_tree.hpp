#pragma once

#include "server/engine/state.hpp"

#include <array>
#include <optional>

/// Where people belong, who stands by them, and who manages whom.
namespace dageng::engine {

/// A responder in service or on leave, or somebody who works at a console: those whom the registry
/// speaks of. Not one whose import has not ended.
bool is_registered(const State& state, const Person& person);

/// An account that an import made which has not ended: nobody yet.
bool is_arriving(const State& state, PersonId person);

/// Whether `unit` is `of`, or stands below it. Indices; `no_unit` stands below nothing.
bool is_within(const Registry& registry, std::uint32_t unit, std::uint32_t of);

/// The unit of an account, or no_unit.
std::uint32_t unit_of(const State& state, PersonId person);

/// By what plans know the people of a unit: it, or the next above it that the catalogue has.
std::optional<protocol::Slug> plan_unit_of(const State& state, std::uint32_t unit);

/// Serving, on leave or no more in service, at this moment.
protocol::Service service_of(const State& state, PersonId person, TimeMs now);

/// Whoever stands by a person now: their own, else that of their unit, else of the next above that
/// has one. Somebody who was erased or doesn't serve stands by nobody, and nobody by themselves.
/// Each that is missing is nobody.
Stewards stewards_of(const State& state, PersonId person, TimeMs now);

/// Whether any of the three is missing.
inline bool lacks_any(const Stewards& stewards) {
    return !stewards.contact || !stewards.trainer || !stewards.manager;
}

/// Whether this account may make and change units below that one, and people of it: an
/// administrator all, a coordinator their own and those below it.
bool manages_unit(const State& state, PersonId by, std::uint32_t unit);

/// Whether this account manages that person: an administrator everybody, a coordinator the
/// residents and volunteers of the units that they manage.
bool manages(const State& state, PersonId by, PersonId person);

} // namespace dageng::engine

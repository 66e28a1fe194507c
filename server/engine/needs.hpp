#pragma once

#include "server/engine/state.hpp"

#include <cstdint>
#include <optional>
#include <vector>

/// What an incident's plan asks at its alarm level, and how much of it has been answered.
namespace dageng::engine {

/// One bit for each need of an incident; a plan has at most 40.
using NeedSet = std::uint64_t;

/// Above all alarm levels.
inline constexpr std::uint32_t every_level = 255;

/// The needs of a plan's levels up to `level`, in their order: their place is their number.
std::vector<const protocol::Need*> needs_up_to(const protocol::Plan& plan, std::uint32_t level);
std::vector<const protocol::Need*> needs_of(const Incident& incident);

/// The waves of the levels up to the incident's, without the officers' wave.
std::vector<const protocol::Wave*> waves_of(const Incident& incident);

/// How many people a plan wants at a level: the sum of its needs.
std::uint32_t wanted(const protocol::Plan& plan, std::uint32_t level);

/// How many people a need of an incident wants: the plan's count, and what was wanted beyond it.
std::uint32_t count_of(const Incident& incident, std::uint32_t need);

/// How many people an incident wants at its alarm level.
std::uint32_t wanted(const Incident& incident);

/// Whether every need of a plan is for officers.
bool officers_only(const protocol::Plan& plan);

/// How many still lack to each need: its count less those who go, are there or have been.
std::vector<std::uint32_t> missing_of(const State& state, const Incident& incident);
std::uint32_t missing_people(const State& state, const Incident& incident);

/// Whether people like these may be asked for a need.
bool fits(const Group& group, const protocol::Need& need);

/// Among whom is looked.
enum class Who {
    fitting,              ///< Those who fit a need.
    officers,             ///< Officers, who then fit every need.
    fitting_but_officers, ///< Those who fit a need and are no officers.
};

/// For each group of the state the needs that its people fit, of those in `wanted_needs`.
std::vector<NeedSet>
needs_by_group(const State& state, const Incident& incident, NeedSet wanted_needs, Who who);

/// The needs that people are missing for.
NeedSet open_needs(const State& state, const Incident& incident);

/// The first of a plan's needs up to a level that people like these fit; officers fit all when the
/// plan has an officers' wave. What somebody is asked for when the plan under them changes.
std::optional<std::uint32_t>
first_need(const protocol::Plan& plan, std::uint32_t level, const Group& group);

/// What a person would be asked for by hand: the first need that they fit and that lacks people,
/// else the first that they fit; officers fit all when the plan has an officers' wave.
std::optional<std::uint32_t>
need_for(const State& state, const Incident& incident, const Person& person);

} // namespace dageng::engine

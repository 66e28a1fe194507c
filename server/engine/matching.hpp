#pragma once

#include "server/engine/rules.hpp"

#include <cstdint>
#include <vector>

namespace dageng::engine {

/// Somebody who could be asked.
struct Candidate {
    PersonId person;
    std::uint32_t distance_cm = 0;
};

/// Who could be asked for an incident at this moment, nearest first; among equally near people the
/// order is that of a hash of incident and person, so that nobody is always first.
///
/// A candidate is on duty, of a category that the plan asks, without open offer or running
/// assignment, wasn't asked for this incident before, isn't one of its reporters or in distress
/// there, and was heard of within the catalogue's age limit of a place at a place within `radius_m`
/// of the scene.
std::vector<Candidate>
candidates(const World& world, const Incident& incident, std::uint32_t radius_m, TimeMs now);

/// The funnel of a wave: how many are on duty, of those eligible, of those free. Sums over
/// categories: `free` still holds those asked before and the incident's reporters.
struct Funnel {
    std::uint32_t on_duty = 0;
    std::uint32_t eligible = 0;
    std::uint32_t free = 0;
};

Funnel funnel(const State& state, const Incident& incident);

} // namespace dageng::engine

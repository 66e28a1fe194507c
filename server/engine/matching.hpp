#pragma once

#include "server/engine/candidates.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

/// Whom to ask for an incident, and how many.
namespace dageng::engine {

/// No wave asks more people at once.
inline constexpr std::size_t most_asked = decltype(protocol::Wave::ask)::max;

/// Somebody to be asked, and for which need.
struct Chosen {
    PersonId person;
    std::uint32_t need = 0;
    std::uint32_t eta_s = 0; ///< Estimated time to the scene.
    std::uint32_t rank = 0;  ///< Among the candidates, from 1.

    bool operator==(const Chosen&) const = default;
};

/// Whom to ask now: for each need the first of the candidates, as many as make it as sure as the
/// plan wants that enough accept, those counted who have an open offer for it; at most `room` in
/// all. Needs that fewer people fit choose first, so that no rare skill is spent on a common need.
/// `likelihoods`: per mille, by category.
std::vector<Chosen> choose(
    const World& world,
    const Incident& incident,
    const std::vector<Candidate>& candidates,
    const std::vector<std::uint32_t>& likelihoods,
    std::uint32_t room
);

/// Whether the open offers alone make it as sure as the plan wants that enough accept: then
/// `choose` chooses nobody.
bool is_sure(
    const State& state, const Incident& incident, const std::vector<std::uint32_t>& likelihoods
);

/// The likelihood of accepting an offer of this incident now, per mille, by category.
std::vector<std::uint32_t>
likelihoods_now(const State& state, const Incident& incident, TimeMs now);

/// The funnel of a wave: how many are on duty, of those fitting an open need, of those free. Sums
/// over groups: `free` still holds those asked before and the incident's reporters.
struct Funnel {
    std::uint32_t on_duty = 0;
    std::uint32_t eligible = 0;
    std::uint32_t free = 0;
};

Funnel funnel(const State& state, const Incident& incident, Who who);

/// Volunteers on duty within the plan's distance whom no level of the plan would ask, nearest
/// first, at most `most_kept_away`; without the incident's reporters.
std::vector<PersonId> to_keep_away(const World& world, const Incident& incident, TimeMs now);

} // namespace dageng::engine

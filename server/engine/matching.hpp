#pragma once

#include "protocol/choice_messages.hpp"
#include "server/engine/needs.hpp"
#include "server/engine/rules.hpp"

#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

/// Whom to ask for an incident, how many, and why not others.
namespace dageng::engine {

/// Where is looked, and among whom.
struct Reach {
    std::uint32_t radius_m = 0;
    Who who = Who::fitting;
};

/// Somebody who could be asked.
struct Candidate {
    PersonId person;
    std::uint32_t distance_cm = 0;
    std::uint32_t alerts = 0; ///< On this local day so far.
    NeedSet needs = 0;        ///< Those that they fit and that people are missing for.
    std::uint32_t eta_ms = 0; ///< Estimated time to the scene (travel.hpp).
    bool by_road = false;     ///< That time is along roads.
    protocol::TravelMode mode = protocol::TravelMode::foot;
};

struct Found {
    std::vector<Candidate> candidates; ///< The first to be asked first.
    protocol::LeftOut left_out;
    protocol::NotAsked not_asked; ///< All but `behind`, which the choice decides.
};

/// No wave asks more people at once.
inline constexpr std::size_t most_asked = decltype(protocol::Wave::ask)::max;

/// Who could be asked for an incident at this moment. Who would be there sooner comes first, by
/// steps of the time that the catalogue's `near_equal_m` take on foot; within a step who had fewer
/// alerts today; then by a hash of incident and person, so that nobody is always first. The first
/// `ranked` are in this order, by their estimated times; those behind are later, in no true order.
/// Where some fit other needs than others all are in order, those behind by the least of their
/// times.
///
/// A candidate is on duty, fits a need that people are missing for, has no open offer or running
/// assignment, wasn't asked for this incident before, isn't one of its reporters or in
/// distress there, was heard of
/// within the catalogue's age limit of a place at a place within the radius, has rested since their
/// last response and is within the day's budget of alerts. Priority 1 asks the tired too: neither
/// rest nor budget counts.
Found find_candidates(
    const World& world,
    const Incident& incident,
    Reach reach,
    TimeMs now,
    std::size_t ranked = most_asked
);

/// The same people, in no order and without times.
Found find_unranked(const World& world, const Incident& incident, Reach reach, TimeMs now);

/// Estimated times within one step of so many milliseconds count as equal.
std::uint32_t equal_step_ms(const protocol::Catalogue& catalogue);

/// Who has the smaller goes first among those of equal time and alerts.
std::uint64_t tie_of(IncidentId incident, PersonId person);

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

/// An incident's reporters, and the one in distress: the plan neither asks them nor tells them.
std::set<PersonId> concerned(const State& state, const Incident& incident);

/// Volunteers on duty within the plan's distance whom no level of the plan would ask, nearest
/// first, at most `most_kept_away`; without the incident's reporters.
std::vector<PersonId> to_keep_away(const World& world, const Incident& incident, TimeMs now);

} // namespace dageng::engine

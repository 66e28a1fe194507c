#pragma once

#include "protocol/choice_messages.hpp"
#include "protocol/incident_messages.hpp"
#include "server/engine/needs.hpp"
#include "server/engine/rules.hpp"
#include "server/geo/rings.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

/// Who could be asked for an incident, and in which order.
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
    std::uint32_t in_reach = 0;        ///< How many could be asked: at least those.
    protocol::LeftOut left_out;
    protocol::NotAsked not_asked; ///< All but `behind`, which the choice decides.
};

/// Who could be asked for an incident at this moment (eligibility.hpp says who can). Who would be
/// there sooner comes first, by steps of the time that the catalogue's `near_equal_m` take on foot;
/// within a step who had fewer alerts today; then by a hash of incident and person, so that nobody
/// is always first. Named are, of those who fit the same needs, at least the first `ranked`; of the
/// others only how many there are.
Found find_candidates(
    const World& world,
    const Incident& incident,
    Reach reach,
    TimeMs now,
    std::size_t ranked = SIZE_MAX
);

/// The people on duty at most so far from a place, nearer rings first.
geo::Rings people_around(const World& world, protocol::LatLon place, std::uint32_t radius_m);

/// Why people within reach are left out for now.
protocol::LeftOut left_out(const World& world, const Incident& incident, Reach reach, TimeMs now);

/// Estimated times within one step of so many milliseconds count as equal.
std::uint32_t equal_step_ms(const protocol::Catalogue& catalogue);

/// Who has the smaller goes first among those of equal time and alerts.
std::uint64_t tie_of(IncidentId incident, PersonId person);

} // namespace dageng::engine

#pragma once

#include "server/engine/candidates.hpp"
#include "server/geo/road_search.hpp"

#include <array>
#include <cstdint>
#include <optional>

/// How long people would take to a scene: in milliseconds, whole numbers throughout.
namespace dageng::engine {

/// Longer times are said as this: a day.
inline constexpr std::uint32_t longest_travel_ms = 86'400'000;

/// How people of a group usually get about: as their category says, else on foot.
protocol::TravelMode usual_mode(const State& state, const Group& group);

/// How a person gets about: as their duty says, else as is usual.
protocol::TravelMode mode_of(const State& state, const Person& person);

/// Estimated times to one scene, at one moment. The roads are searched once for all who ask, and no
/// farther than they need. The world outlives it.
///
/// With roads: along the shortest way that the mode may use; from the place to the road, and from
/// the road to the scene, on foot and as without roads. Of a place near no road, or a scene near
/// none, as without roads. Of a place from which no way was found: as without roads, and no sooner
/// than the farthest place to which one was.
///
/// Without roads: straight distance × detour factor, and the detour of each barrier between, at the
/// mode's speed (travel_figures.hpp).
class TravelTimes {
  public:
    TravelTimes(const World& world, protocol::LatLon scene);

    struct Estimate {
        std::uint32_t ms = 0;
        bool by_road = false; ///< Along a way that was found.
    };

    Estimate estimate(protocol::LatLon from, protocol::TravelMode mode);
    /// From where the places have them.
    Estimate estimate(const Candidate& candidate);
    std::uint32_t estimate_ms(protocol::LatLon from, protocol::TravelMode mode) {
        return estimate(from, mode).ms;
    }

    /// What a straight distance takes without roads and barriers.
    static std::uint32_t usual_ms(std::uint32_t distance_cm, protocol::TravelMode mode);

    /// No estimate of a place at this straight distance is less.
    static std::uint32_t least_ms(std::uint32_t distance_cm, protocol::TravelMode mode);

  private:
    /// The search of one mode, from where its road to the scene ends.
    struct Along {
        Along(const geo::RoadGraph& graph, const geo::RoadPlace& scene, protocol::TravelMode mode)
            : search(graph, scene, mode) {}

        std::uint64_t last_leg_ms = 0;
        geo::RoadSearch search;
    };

    std::uint64_t
    without_roads_ms(protocol::LatLon from, protocol::LatLon to, protocol::TravelMode mode) const;
    std::uint64_t leg_ms(protocol::LatLon place, const geo::RoadPlace& on_road) const;
    Along* along(protocol::TravelMode mode);

    const World& world_;
    protocol::LatLon scene_;
    std::array<std::optional<Along>, 3> along_; ///< By mode.
    std::array<bool, 3> looked_{};              ///< Whether there is a road near the scene.
};

/// The estimated time of one person in seconds, rounded up; nothing when their place isn't known.
std::optional<std::uint32_t>
eta_s(const World& world, const Incident& incident, const Person& person);

/// The same of a candidate.
inline std::uint32_t eta_s(const Candidate& candidate) {
    return (candidate.eta_ms + 999) / 1000;
}

} // namespace dageng::engine

#pragma once

#include "server/engine/matching.hpp"

#include <string>
#include <vector>

/// What a plan would do if an incident were reported now. Changes nothing.
namespace dageng::engine {

struct TrialWish {
    protocol::Slug kind;
    protocol::LatLon at;
    std::uint32_t level = 1;
};

/// Somebody who would be asked, without who it is: by the order of asking.
struct TrialAsked {
    std::uint32_t need = 0;
    protocol::Slug category;
    std::uint32_t distance_m = 0; ///< To 100 m.
};

struct TrialWave {
    std::uint32_t radius_m = 0;
    std::uint32_t most = 0;
    std::uint32_t seconds = 0;
    bool officers = false;
    Funnel funnel;
    std::uint32_t in_reach = 0; ///< Less those asked in an earlier wave.
    protocol::LeftOut left_out;
    protocol::Likelihoods likelihoods;
    std::vector<TrialAsked> asked;
};

struct PlanTrial {
    std::shared_ptr<const protocol::Plan> plan;
    std::uint32_t plan_version = 0;
    std::uint32_t level = 1;
    bool outside = false; ///< Outside the district: nobody would be asked by rule.
    std::vector<TrialWave> waves;
    std::uint32_t kept_away = 0; ///< How many would be told to keep away.
};

/// Wave by wave, as if nobody who was asked in a wave had answered when the next began. Refused
/// (`bad_field`) for an unknown kind or a level that its plan doesn't have.
protocol::Result<PlanTrial> try_plan(const World& world, const TrialWish& wish, TimeMs now);

/// The same as lines to be read. Counts under 3 are "few".
std::string to_text(const PlanTrial& trial);

} // namespace dageng::engine

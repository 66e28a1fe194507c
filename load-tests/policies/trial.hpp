#pragma once

#include "demo/replay/calls.hpp"
#include "demo/replay/placing.hpp"
#include "load-tests/engine/core.hpp"
#include "load-tests/policies/answers.hpp"
#include "load-tests/policies/policy.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace dageng::load {

/// A call as it comes to the district: its moment after the beginning, its kind and place.
struct TrialCall {
    std::int64_t at_ms = 0;
    std::string kind;
    protocol::LatLon place;
};

/// Somebody's way: one of the tracks, gone to and fro from a moment of its own.
struct TrialPerson {
    std::string category;
    const demo::Track* track = nullptr;
    demo::TrackShift shift;
    std::int64_t ahead_ms = 0;
};

struct TrialSetting {
    std::vector<TrialCall> calls;
    std::vector<TrialPerson> people;
    std::uint64_t seed = 1;
    std::int64_t length_ms = 0;
    std::int64_t place_every_ms = 30'000;
};

/// What one policy did. Times in seconds from the call.
struct TrialFigures {
    std::uint64_t alerts = 0;
    std::uint64_t incidents = 0; ///< Whose plan asks people.
    std::vector<double> accepted_s;
    std::vector<double> arrived_s;
};

/// Plays the setting by the engine alone, in virtual time. Throws std::runtime_error.
TrialFigures try_policy(const TrialSetting& setting, const protocol::Catalogue& catalogue);

} // namespace dageng::load

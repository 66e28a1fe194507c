#pragma once

#include "server/engine/matching.hpp"

#include <cstdint>
#include <optional>
#include <vector>

/// The waves of an incident: which is open, which comes next, how many it may still ask.
namespace dageng::engine {

/// A wave as the plan has it.
struct PlannedWave {
    const protocol::Wave* wave = nullptr;
    bool officers = false;

    Reach reach() const {
        return {
            static_cast<std::uint32_t>(wave->radius_m.value),
            officers ? Who::officers : Who::fitting
        };
    }
};

/// The wave that is open; only when one is.
PlannedWave open_wave_of(const Incident& incident);

/// What comes next: the waves of the levels, then the officers' wave; nothing after that. Higher
/// levels' waves come before another officers' wave.
std::optional<PlannedWave> next_wave_of(const Incident& incident);

/// How many more the open wave may ask: the plan's number, less those asked and not yet answered
/// and those who go already; in the officers' wave, of the officers whom it asked.
std::uint32_t room(const State& state, const Incident& incident, const PlannedWave& open);

/// The event with which a wave begins. `found`: all whom it can reach.
WaveOpened open_wave(
    const World& world,
    const Incident& incident,
    const PlannedWave& planned,
    const Found& found,
    TimeMs now
);

/// A wave as its incident keeps it and consoles are told of it.
protocol::WaveOpened as_kept(const WaveOpened& event, TimeMs at);

/// The likelihoods by which the open wave asks, by category: those that it told; for a category
/// that it didn't, those of now.
std::vector<std::uint32_t>
likelihoods_used(const State& state, const Incident& incident, TimeMs now);

} // namespace dageng::engine

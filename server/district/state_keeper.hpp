#pragma once

#include "server/district/state_files.hpp"

#include <cstdint>

namespace dageng::district {

/// Writes the second fold's state now and then: no more often than a start is worth it, never while
/// a start's rush lasts. One thread.
class StateKeeper {
  public:
    /// So many events are folded in less time than it takes to look for a state.
    static constexpr std::uint64_t least_events = 10'000;
    static constexpr std::int64_t first_after_ms = 60'000;
    static constexpr std::int64_t each_ms = 3'600'000;

    /// `files`: null when no states are kept. `kept`: the last event of the newest state there; 0:
    /// there is none. The others outlive it.
    StateKeeper(
        StateFiles* files,
        const journal::Journal& journal,
        protocol::Offset kept,
        protocol::TimeMs start
    );

    /// Writes the state, all of which is durable, when it is time. What can't be written is said in
    /// the log, and tried again the next time.
    void tick(const engine::State& state, protocol::TimeMs now);

  private:
    StateFiles* files_;
    const journal::Journal& journal_;
    protocol::Offset kept_;
    protocol::TimeMs next_;
};

} // namespace dageng::district

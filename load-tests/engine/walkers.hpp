#pragma once

#include "demo/replay/tracks.hpp"
#include "load-tests/district/random.hpp"
#include "protocol/values.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace dageng::load {

/// How people go on from where they are: as real people did, whose tracks they follow from a random
/// moment on, there and back; without tracks 20 m in any direction.
class Walkers {
  public:
    Walkers(std::vector<demo::Track> tracks, std::size_t people, std::uint64_t seed);

    /// Where this one of them, who is at `from`, is so much later.
    protocol::LatLon step(std::size_t walker, protocol::LatLon from, std::int64_t ms);

  private:
    std::vector<demo::Track> tracks_;
    std::vector<std::int64_t> gone_ms_; ///< Of each walker, on their track.
    Random random_;
};

} // namespace dageng::load

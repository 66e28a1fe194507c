#pragma once

#include "server/gateway/tally.hpp"

#include <cstdint>
#include <memory>

namespace prometheus {
class Registry;
}

namespace dageng::gateway {

/// The gateway's figures: `dageng_connections`, `dageng_frames_total`, `dageng_frame_bytes_total`,
/// `dageng_refusals_total`, `dageng_closes_total`, `dageng_moments_conflated_total`,
/// `dageng_silent_drops_total`, `dageng_refused_connections_total`. Any thread.
class Metrics {
  public:
    /// The registry outlives it.
    explicit Metrics(prometheus::Registry& registry);
    Metrics(const Metrics&) = delete;
    Metrics& operator=(const Metrics&) = delete;
    ~Metrics();

    void add(const Tally& tally);
    /// The number of live connections changed by this much.
    void add_connections(std::int64_t change);
    /// A connection was turned away: the gateway is full.
    void add_turned_away();

  private:
    struct Figures;
    std::unique_ptr<Figures> figures_;
};

} // namespace dageng::gateway

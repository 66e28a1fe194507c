#pragma once

#include "server/bus/bus.hpp"
#include "server/district/sessions.hpp"
#include "server/engine/engine.hpp"
#include "server/vault/vault.hpp"

#include <vector>

namespace dageng::district {

/// What watchers see of people, once a second. Each tile is made once, whoever watches it.
class LiveMap {
  public:
    /// Above this many metres a pixel people are counts.
    static constexpr std::int64_t counts_above_m_per_pixel = 20;
    /// At most this many tiles for one connection, those nearest the south-west corner first.
    static constexpr std::size_t max_tiles = 240;

    LiveMap(const engine::Engine& engine, const vault::SecretKey& key, protocol::TimeMs now)
        : engine_(engine), key_(key), now_(now) {}

    /// The frames for all sessions.
    std::vector<bus::Moment> moments(const Sessions& sessions) const;

    protocol::Totals totals() const;

  private:
    bool shown(const engine::Person& person) const;
    protocol::Mark mark(const engine::Person& person) const;
    std::vector<bus::Moment> tiles(const Sessions& sessions) const;
    protocol::Counts counts() const;
    protocol::ResponderPlaces engaged_places() const;

    const engine::Engine& engine_;
    const vault::SecretKey& key_;
    protocol::TimeMs now_;
};

} // namespace dageng::district

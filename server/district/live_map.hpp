#pragma once

#include "server/bus/bus.hpp"
#include "server/engine/engine.hpp"
#include "server/geo/mercator.hpp"
#include "server/vault/vault.hpp"

#include <vector>

namespace dageng::district {

/// The people in a tile, before each watcher's numbers for them.
struct PeopleInTile {
    protocol::Tile tile;
    std::vector<protocol::PersonId> people; ///< Whose the tile's marks are, in their order.
};

/// What watchers see of people at one moment.
class LiveMap {
  public:
    /// Above this many metres a pixel people are counts.
    static constexpr std::int64_t counts_above_m_per_pixel = 20;
    /// At most this many tiles for one connection, those nearest the south-west corner first.
    static constexpr std::size_t max_tiles = 240;

    /// Both outlive it. `engine` has a catalogue.
    LiveMap(const engine::Engine& engine, const vault::SecretKey& key, protocol::TimeMs now)
        : engine_(engine), key_(key), now_(now) {}

    static bool far_out(const protocol::WatchMap& view);
    static std::vector<geo::TileId> tiles_in(const protocol::WatchMap& view);

    PeopleInTile people_in(geo::TileId id) const;
    /// As one watcher sees it: each person has a number that no other watcher has for them.
    protocol::Tile tile(const PeopleInTile& people, protocol::PersonId watcher) const;
    protocol::Counts counts() const;
    protocol::Totals totals() const;
    /// Those who go or are there, for consoles.
    protocol::ResponderPlaces engaged_places() const;

    // The same as frames.
    static bus::Moment frame(const protocol::Tile& tile, std::vector<bus::SessionId> to);
    static bus::Moment frame(const protocol::Counts& counts, std::vector<bus::SessionId> to);
    static bus::Moment frame(const protocol::Totals& totals, std::vector<bus::SessionId> to);
    static bus::Moment
    frame(const protocol::ResponderPlaces& places, std::vector<bus::SessionId> to);
    static bus::Moment frame(const protocol::Viewers& viewers, std::vector<bus::SessionId> to);
    static bus::Moment frame(const protocol::SignedHead& head, std::vector<bus::SessionId> to);
    static bus::Moment frame(const protocol::IncidentsFound& found, std::vector<bus::SessionId> to);

  private:
    bool shown(const engine::Person& person) const;
    protocol::Mark mark(const engine::Person& person) const;

    const engine::Engine& engine_;
    const vault::SecretKey& key_;
    protocol::TimeMs now_;
};

} // namespace dageng::district

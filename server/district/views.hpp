#pragma once

#include "server/district/live_map.hpp"
#include "server/district/metrics.hpp"
#include "server/district/view_feed.hpp"
#include "server/engine/search.hpp"

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace dageng::district {

/// The second fold: applies what is durable apart from the leader, and makes of it what watchers
/// are shown once a second. So no tile keeps an offer waiting. One thread (district.hpp drives it;
/// tests do by hand).
class Views {
  public:
    /// Tiles go out in this many portions a second, so that a city's tiles never stand in an
    /// offer's way all at once.
    static constexpr std::int64_t portions = 20;
    static constexpr std::int64_t portion_ms = 1000 / portions;

    /// `fold`: what the leader had folded when it began to feed. The others outlive it.
    Views(engine::State fold, vault::Vault& vault, Metrics& metrics);

    void take(std::vector<ToViews> batch);

    /// The frames that are due; to be called every `portion_ms`. What was missed is not made up
    /// for: a moment is worth nothing later.
    std::vector<bus::Moment> tick(protocol::TimeMs now);

    const engine::Engine& engine() const { return engine_; }

  private:
    struct Watcher {
        protocol::PersonId person;
        protocol::Role role = protocol::Role::supervisor;
        protocol::WatchMap view;
    };
    /// Who looks at something: for each person has numbers of their own on it.
    using Lookers = std::map<protocol::PersonId, std::vector<bus::SessionId>>;

    void handle(Decided& decided);
    void handle(PlaceKept& kept);
    void handle(Watching& watching);
    void handle(WatcherLeft& left);
    void handle(HeadSigned& signed_head);
    void handle(Searching& searching);

    void first_sight(const LiveMap& map, std::vector<bus::Moment>& out);
    void portion(const LiveMap& map, std::int64_t number, std::vector<bus::Moment>& out);
    void show_totals(const LiveMap& map, std::vector<bus::Moment>& out);
    void show_counts(const LiveMap& map, std::vector<bus::Moment>& out);
    void show_places(const LiveMap& map, std::vector<bus::Moment>& out);
    void show_viewers(std::vector<bus::Moment>& out);
    static void show_tile(
        const LiveMap& map,
        const PeopleInTile& people,
        const Lookers& to,
        std::vector<bus::Moment>& out
    );
    void search_on(std::vector<bus::Moment>& out);
    /// Of those who may see such a message.
    template <class Message, class Wanted>
    std::vector<bus::SessionId> who_see(Wanted wanted) const;
    template <class Message>
    void send(const Message& message, std::vector<bus::Moment>& out) const;
    const std::map<geo::TileId, Lookers>& by_tile();

    engine::Engine engine_;
    vault::Vault& vault_;
    Metrics& metrics_;
    std::optional<vault::SecretKey> key_; ///< The district's own.
    std::map<bus::SessionId, Watcher> watchers_;
    std::set<bus::SessionId> new_; ///< Have a view of which they have seen nothing.
    std::set<geo::TileId> drawn_;  ///< Tiles whose last frame had marks.
    std::optional<std::map<geo::TileId, Lookers>> by_tile_;
    std::map<protocol::PersonId, engine::Search> searches_; ///< Each one's last.
    std::optional<protocol::SignedHead> head_;              ///< The newest.
    bool head_told_ = true;
    bool viewed_ = false;           ///< Somebody was told to have an incident before them.
    std::int64_t next_portion_ = 0; ///< Since 1970.
};

} // namespace dageng::district

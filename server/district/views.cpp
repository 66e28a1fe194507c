#include "server/district/views.hpp"

#include "server/district/sealing.hpp"

#include <algorithm>
#include <utility>

namespace dageng::district {

namespace {

// What is large goes out in portions apart from each other.
constexpr std::int64_t totals_portion = 0;
constexpr std::int64_t counts_portion = 7;
constexpr std::int64_t places_portion = 13;
constexpr std::int64_t viewers_portion = 17;

/// How much of a search is done between two portions.
constexpr std::size_t incidents_a_tick = 4'000;
constexpr std::size_t texts_a_tick = 500;

std::int64_t portion_of(geo::TileId tile) {
    return (std::int64_t{tile.x} * 7 + tile.y) % Views::portions;
}

} // namespace

Views::Views(engine::State fold, vault::Vault& vault, Metrics& metrics)
    : engine_(std::move(fold)), vault_(vault), metrics_(metrics) {}

void Views::take(std::vector<ToViews> batch) {
    for (ToViews& item : batch) {
        std::visit([this](auto& one) { handle(one); }, item);
    }
}

void Views::handle(Decided& decided) {
    engine_.apply(decided.decision, decided.first, decided.at);
}

void Views::handle(PlaceKept& kept) {
    engine_.keep_place(kept.person, kept.heard);
}

void Views::handle(Watching& watching) {
    Watcher& watcher = watchers_[watching.session];
    Watcher before = std::exchange(watcher, {watching.person, watching.role, watching.view});
    // Another incident alone makes no other map.
    before.view.incident = watching.view.incident;
    if (before.person && before.view == watching.view) {
        return;
    }
    new_.insert(watching.session);
    by_tile_.reset();
}

void Views::handle(WatcherLeft& left) {
    watchers_.erase(left.session);
    new_.erase(left.session);
    by_tile_.reset();
}

void Views::handle(HeadSigned& signed_head) {
    head_ = std::move(signed_head.head);
    head_told_ = false;
}

void Views::handle(Searching& searching) {
    searches_.insert_or_assign(
        searching.by, engine::Search{std::move(searching.id), std::move(searching.query)}
    );
}

const std::map<geo::TileId, Views::Lookers>& Views::by_tile() {
    if (!by_tile_) {
        by_tile_.emplace();
        for (const auto& [id, watcher] : watchers_) {
            if (!LiveMap::far_out(watcher.view)) {
                for (const geo::TileId tile : LiveMap::tiles_in(watcher.view)) {
                    (*by_tile_)[tile][watcher.person].push_back(id);
                }
            }
        }
    }
    return *by_tile_;
}

std::vector<bus::Moment> Views::tick(protocol::TimeMs now) {
    std::vector<bus::Moment> out;
    if (!engine_.state().catalogue) {
        return out;
    }
    if (!key_) {
        key_ = vault_.key(district_key);
    }
    if (!key_) {
        return out;
    }
    const LiveMap map{engine_, *key_, now};
    first_sight(map, out);
    const std::int64_t last = now.value / portion_ms;
    next_portion_ = std::max(next_portion_, last - portions + 1);
    for (; next_portion_ <= last; ++next_portion_) {
        portion(map, next_portion_ % portions, out);
    }
    search_on(out);
    return out;
}

void Views::search_on(std::vector<bus::Moment>& out) {
    const auto opener = [this](const protocol::Sealed& sealed) { return vault_.open(sealed); };
    for (auto one = searches_.begin(); one != searches_.end();) {
        auto& [by, search] = *one;
        if (!search.look(engine_.state(), opener, incidents_a_tick, texts_a_tick)) {
            ++one;
            continue;
        }
        auto to = who_see<protocol::IncidentsFound>([person = by](const Watcher& watcher) {
            return watcher.person == person;
        });
        if (!to.empty()) {
            out.push_back(LiveMap::frame(search.found(), std::move(to)));
        }
        one = searches_.erase(one);
    }
}

void Views::first_sight(const LiveMap& map, std::vector<bus::Moment>& out) {
    if (new_.empty()) {
        return;
    }
    // What a map is made of is for all who watch.
    static_assert(protocol::Tile::seen_by.bits == protocol::seen_by_watchers.bits);
    static_assert(protocol::Counts::seen_by.bits == protocol::seen_by_watchers.bits);
    static_assert(protocol::Totals::seen_by.bits == protocol::seen_by_watchers.bits);
    static_assert(protocol::SignedHead::seen_by.bits == protocol::seen_by_watchers.bits);
    std::vector<bus::SessionId> far;
    std::map<geo::TileId, Lookers> close;
    for (const bus::SessionId id : new_) {
        const Watcher& watcher = watchers_.at(id);
        if (LiveMap::far_out(watcher.view)) {
            far.push_back(id);
            continue;
        }
        for (const geo::TileId tile : LiveMap::tiles_in(watcher.view)) {
            close[tile][watcher.person].push_back(id);
        }
    }
    out.push_back(LiveMap::frame(map.totals(), {new_.begin(), new_.end()}));
    if (head_) {
        out.push_back(LiveMap::frame(*head_, {new_.begin(), new_.end()}));
    }
    if (!far.empty()) {
        out.push_back(LiveMap::frame(map.counts(), std::move(far)));
    }
    for (const auto& [tile, to] : close) {
        show_tile(map, map.people_in(tile), to, out);
    }
    new_.clear();
}

void Views::portion(const LiveMap& map, std::int64_t number, std::vector<bus::Moment>& out) {
    if (number == totals_portion) {
        show_totals(map, out);
    } else if (number == counts_portion) {
        show_counts(map, out);
    } else if (number == places_portion) {
        show_places(map, out);
    } else if (number == viewers_portion) {
        show_viewers(out);
    }
    for (const auto& [id, to] : by_tile()) {
        if (portion_of(id) != number) {
            continue;
        }
        const auto people = map.people_in(id);
        const bool empty = people.people.empty();
        // Who looks at an empty tile knows it already, unless it has just become empty.
        if (empty && drawn_.erase(id) == 0) {
            continue;
        }
        if (!empty) {
            drawn_.insert(id);
        }
        show_tile(map, people, to, out);
    }
}

void Views::show_tile(
    const LiveMap& map, const PeopleInTile& people, const Lookers& to, std::vector<bus::Moment>& out
) {
    for (const auto& [watcher, sessions] : to) {
        out.push_back(LiveMap::frame(map.tile(people, watcher), sessions));
    }
}

template <class Message, class Wanted>
std::vector<bus::SessionId> Views::who_see(Wanted wanted) const {
    std::vector<bus::SessionId> some;
    for (const auto& [id, watcher] : watchers_) {
        const auto as = protocol::watching_as(watcher.role);
        if (as && Message::seen_by.has(*as) && wanted(watcher)) {
            some.push_back(id);
        }
    }
    return some;
}

template <class Message>
void Views::send(const Message& message, std::vector<bus::Moment>& out) const {
    if (auto to = who_see<Message>([](const Watcher&) { return true; }); !to.empty()) {
        out.push_back(LiveMap::frame(message, std::move(to)));
    }
}

void Views::show_totals(const LiveMap& map, std::vector<bus::Moment>& out) {
    const auto totals = map.totals();
    std::uint32_t on_duty = 0;
    std::uint32_t reachable = 0;
    for (const auto& category : totals.categories.items) {
        on_duty += category.on_duty;
        reachable += category.reachable;
    }
    metrics_.people(on_duty, reachable, totals.open_incidents);
    if (watchers_.empty()) {
        return;
    }
    send(totals, out);
    if (!std::exchange(head_told_, true)) {
        send(*head_, out);
    }
}

void Views::show_counts(const LiveMap& map, std::vector<bus::Moment>& out) {
    auto far = who_see<protocol::Counts>([](const Watcher& watcher) {
        return LiveMap::far_out(watcher.view);
    });
    if (!far.empty()) {
        out.push_back(LiveMap::frame(map.counts(), std::move(far)));
    }
}

void Views::show_places(const LiveMap& map, std::vector<bus::Moment>& out) {
    auto to = who_see<protocol::ResponderPlaces>([](const Watcher&) { return true; });
    if (!to.empty()) {
        out.push_back(LiveMap::frame(map.engaged_places(), std::move(to)));
    }
}

void Views::show_viewers(std::vector<bus::Moment>& out) {
    std::set<protocol::Viewing> all;
    for (const auto& [id, watcher] : watchers_) {
        const bool chosen = watcher.role == protocol::Role::dispatcher && watcher.view.incident;
        if (chosen && engine_.state().incidents.contains(*watcher.view.incident)) {
            all.insert({*watcher.view.incident, watcher.person});
        }
    }
    // That nobody has one before them any more is told once.
    if (!std::exchange(viewed_, !all.empty()) && all.empty()) {
        return;
    }
    protocol::Viewers viewers;
    for (const protocol::Viewing& one : all) {
        if (viewers.viewers.items.size() < decltype(viewers.viewers)::max_items) {
            viewers.viewers.items.push_back(one);
        }
    }
    send(viewers, out);
}

} // namespace dageng::district

#include "server/district/views.hpp"

#include "server/district/sealing.hpp"

#include <algorithm>
#include <utility>

namespace dageng::district {

namespace {

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
    watchers_[watching.session] = {watching.role, watching.view};
    new_.insert(watching.session);
    by_tile_.reset();
}

void Views::handle(WatcherLeft& left) {
    watchers_.erase(left.session);
    new_.erase(left.session);
    by_tile_.reset();
}

const std::map<geo::TileId, std::vector<bus::SessionId>>& Views::by_tile() {
    if (!by_tile_) {
        by_tile_.emplace();
        for (const auto& [id, watcher] : watchers_) {
            if (!LiveMap::far_out(watcher.view)) {
                for (const geo::TileId tile : LiveMap::tiles_in(watcher.view)) {
                    (*by_tile_)[tile].push_back(id);
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
    return out;
}

void Views::first_sight(const LiveMap& map, std::vector<bus::Moment>& out) {
    for (const bus::SessionId id : std::exchange(new_, {})) {
        const Watcher& watcher = watchers_.at(id);
        out.push_back(LiveMap::frame(map.totals(), {id}));
        if (LiveMap::far_out(watcher.view)) {
            out.push_back(LiveMap::frame(map.counts(), {id}));
            continue;
        }
        for (const geo::TileId tile : LiveMap::tiles_in(watcher.view)) {
            out.push_back(LiveMap::frame(map.tile(tile), {id}));
        }
    }
}

void Views::portion(const LiveMap& map, std::int64_t number, std::vector<bus::Moment>& out) {
    if (number == 0) {
        sums(map, out);
    }
    for (const auto& [id, to] : by_tile()) {
        if (portion_of(id) != number) {
            continue;
        }
        const auto tile = map.tile(id);
        const bool empty = tile.marks.items.empty();
        // Who looks at an empty tile knows it already, unless it has just become empty.
        if (empty && drawn_.erase(id) == 0) {
            continue;
        }
        if (!empty) {
            drawn_.insert(id);
        }
        out.push_back(LiveMap::frame(tile, to));
    }
}

void Views::sums(const LiveMap& map, std::vector<bus::Moment>& out) {
    const auto totals = map.totals();
    std::uint32_t on_duty = 0;
    std::uint32_t reachable = 0;
    for (const auto& category : totals.categories.items) {
        on_duty += category.on_duty;
        reachable += category.reachable;
    }
    metrics_.people(on_duty, reachable, totals.open_incidents);

    std::vector<bus::SessionId> all;
    std::vector<bus::SessionId> far;
    std::vector<bus::SessionId> consoles;
    for (const auto& [id, watcher] : watchers_) {
        all.push_back(id);
        if (LiveMap::far_out(watcher.view)) {
            far.push_back(id);
        }
        if (watcher.role == protocol::Role::dispatcher) {
            consoles.push_back(id);
        }
    }
    if (!all.empty()) {
        out.push_back(LiveMap::frame(totals, std::move(all)));
    }
    if (!far.empty()) {
        out.push_back(LiveMap::frame(map.counts(), std::move(far)));
    }
    if (!consoles.empty()) {
        out.push_back(LiveMap::frame(map.engaged_places(), std::move(consoles)));
    }
}

} // namespace dageng::district

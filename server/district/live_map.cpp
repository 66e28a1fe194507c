#include "server/district/live_map.hpp"

#include "protocol/json_write.hpp"
#include "server/district/sealing.hpp"
#include "server/engine/assignment_states.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace dageng::district {

namespace {

/// Slots of Moment: which frame replaces which.
enum class Slot : std::uint64_t {
    totals = 1,
    counts = 2,
    responder_places = 3,
    viewers = 4,
    head = 5,
    found = 6,
    tiles = 16
};

constexpr std::uint64_t number(Slot slot) {
    return static_cast<std::uint64_t>(slot);
}

template <class Message>
bus::Moment moment(std::uint64_t slot, const Message& message, std::vector<bus::SessionId> to) {
    std::string frame = "{\"type\":\"" + std::string(Message::wire) + "\",\"data\":";
    protocol::write_json(frame, message);
    frame += '}';
    return {slot, std::make_shared<const std::string>(std::move(frame)), std::move(to)};
}

/// Few people are told as few: a cell with one person would tell of that person.
std::uint32_t blurred(std::uint32_t people) {
    return people == 1 ? 2 : people;
}

} // namespace

bool LiveMap::far_out(const protocol::WatchMap& view) {
    return view.metres_per_pixel.value > counts_above_m_per_pixel;
}

std::vector<geo::TileId> LiveMap::tiles_in(const protocol::WatchMap& view) {
    const geo::TileId first = geo::tile_of({view.north_east.lat_e7, view.south_west.lon_e7});
    const geo::TileId last = geo::tile_of({view.south_west.lat_e7, view.north_east.lon_e7});
    std::vector<geo::TileId> tiles;
    for (std::uint32_t y = last.y; y + 1 > first.y && y <= last.y; --y) {
        for (std::uint32_t x = first.x; x <= last.x; ++x) {
            if (tiles.size() == max_tiles) {
                return tiles;
            }
            tiles.push_back({x, y});
        }
    }
    return tiles;
}

bus::Moment LiveMap::frame(const protocol::Tile& tile, std::vector<bus::SessionId> to) {
    const std::uint64_t slot = number(Slot::tiles) + (std::uint64_t{tile.x} << 16) + tile.y;
    return moment(slot, tile, std::move(to));
}

bus::Moment LiveMap::frame(const protocol::Counts& counts, std::vector<bus::SessionId> to) {
    return moment(number(Slot::counts), counts, std::move(to));
}

bus::Moment LiveMap::frame(const protocol::SignedHead& head, std::vector<bus::SessionId> to) {
    return moment(number(Slot::head), head, std::move(to));
}

bus::Moment LiveMap::frame(const protocol::IncidentsFound& found, std::vector<bus::SessionId> to) {
    return moment(number(Slot::found), found, std::move(to));
}

bus::Moment LiveMap::frame(const protocol::Totals& totals, std::vector<bus::SessionId> to) {
    return moment(number(Slot::totals), totals, std::move(to));
}

bus::Moment
LiveMap::frame(const protocol::ResponderPlaces& places, std::vector<bus::SessionId> to) {
    return moment(number(Slot::responder_places), places, std::move(to));
}

bus::Moment LiveMap::frame(const protocol::Viewers& viewers, std::vector<bus::SessionId> to) {
    return moment(number(Slot::viewers), viewers, std::move(to));
}

bool LiveMap::shown(const engine::Person& person) const {
    const std::int64_t age_ms = engine_.state().catalogue->place_age_s.value * 1000;
    return person.on_duty && engine_.places().fresh(person.id, now_, age_ms);
}

protocol::Mark LiveMap::mark(const engine::Person& person) const {
    std::uint8_t state = 0;
    const auto current = engine_.state().assignments.find(person.current);
    if (current != engine_.state().assignments.end()) {
        const auto now = current->second.state;
        const std::uint8_t running = now == protocol::AssignmentState::on_scene ? 3 : 2;
        state = engine::is_running(now) ? running : 1;
        const auto clock = engine_.state().safety.clocks.find(person.current);
        if (clock != engine_.state().safety.clocks.end() && clock->second.distress) {
            state = 4;
        }
    }
    return {0, engine_.places().of(person.id)->at, person.category, state};
}

PeopleInTile LiveMap::people_in(geo::TileId id) const {
    PeopleInTile people;
    protocol::Tile& tile = people.tile;
    tile.x = id.x;
    tile.y = id.y;
    tile.at = now_;
    const auto bounds = geo::tile_bounds(id);
    const auto& plane = engine_.places().plane();
    // The plane's corners lie a little off the tile's edges: a margin, then the exact question.
    constexpr std::int32_t margin_cm = 5'000;
    geo::BoxCm box{plane.to_plane(bounds.south_west), plane.to_plane(bounds.north_east)};
    box.min = {box.min.x_cm - margin_cm, box.min.y_cm - margin_cm};
    box.max = {box.max.x_cm + margin_cm, box.max.y_cm + margin_cm};
    engine_.places().grid().for_each_in(box, [&](std::uint32_t slot, geo::PointCm) {
        const engine::Person& person = engine_.state().people[slot];
        if (!shown(person) || geo::tile_of(engine_.places().of(person.id)->at) != id) {
            return;
        }
        if (tile.marks.items.size() < decltype(tile.marks)::max_items) {
            tile.marks.items.push_back(mark(person));
            people.people.push_back(person.id);
        } else {
            ++tile.more;
        }
    });
    return people;
}

protocol::Tile LiveMap::tile(const PeopleInTile& people, protocol::PersonId watcher) const {
    protocol::Tile tile = people.tile;
    for (std::size_t i = 0; i < people.people.size(); ++i) {
        tile.marks.items[i].id = mark_id(people.people[i], watcher, now_, key_);
    }
    return tile;
}

protocol::Counts LiveMap::counts() const {
    std::map<geo::CountCell, std::pair<std::uint32_t, std::uint32_t>> cells;
    for (const engine::Person& person : engine_.state().people) {
        if (shown(person)) {
            const auto at = engine_.places().plane().to_plane(engine_.places().of(person.id)->at);
            auto& [people, engaged] = cells[geo::count_cell_of(at)];
            ++people;
            engaged += person.current ? 1 : 0;
        }
    }
    protocol::Counts counts;
    counts.at = now_;
    for (const auto& [cell, people] : cells) {
        if (counts.cells.items.size() < decltype(counts.cells)::max_items) {
            const auto centre = engine_.places().plane().to_globe(geo::count_cell_centre(cell));
            counts.cells.items.push_back({centre, blurred(people.first), blurred(people.second)});
        }
    }
    return counts;
}

protocol::Totals LiveMap::totals() const {
    const engine::State& state = engine_.state();
    protocol::Totals totals;
    totals.at = now_;
    const auto& categories = state.catalogue->categories.items;
    for (std::size_t i = 0; i < categories.size(); ++i) {
        totals.categories.items.push_back(
            {categories[i].category, state.on_duty_of[i], 0, state.engaged_of[i]}
        );
    }
    for (const engine::Person& person : state.people) {
        if (shown(person)) {
            ++totals.categories.items[person.category].reachable;
        }
    }
    for (const auto& incident : state.open) {
        totals.open_incidents += incident.exercise ? 0 : 1;
    }
    return totals;
}

protocol::ResponderPlaces LiveMap::engaged_places() const {
    protocol::ResponderPlaces engaged;
    for (const engine::Person& person : engine_.state().people) {
        const bool room = engaged.places.items.size() < decltype(engaged.places)::max_items;
        const auto current = engine_.state().assignments.find(person.current);
        const bool goes = current != engine_.state().assignments.end() &&
                          engine::is_running(current->second.state);
        if (goes && room && shown(person)) {
            const auto heard = *engine_.places().of(person.id);
            engaged.places.items.push_back({person.id, heard.at, heard.heard_at});
        }
    }
    return engaged;
}

} // namespace dageng::district

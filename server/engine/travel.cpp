#include "server/engine/travel.hpp"

#include "server/engine/travel_figures.hpp"

#include <algorithm>
#include <utility>

namespace dageng::engine {

using protocol::LatLon;
using protocol::TravelMode;

namespace {

std::size_t index_of(TravelMode mode) {
    return static_cast<std::size_t>(mode);
}

std::uint64_t at_speed_ms(std::uint64_t cm, TravelMode mode) {
    return cm * 10'000 / static_cast<std::uint64_t>(travel_figures[index_of(mode)].mm_per_s);
}

std::uint64_t with_detour(std::uint64_t cm, TravelMode mode) {
    const auto& figures = travel_figures[index_of(mode)];
    return cm * static_cast<std::uint64_t>(figures.detour_per_mille) / 1000;
}

std::uint32_t bounded_ms(std::uint64_t ms) {
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(ms, longest_travel_ms));
}

} // namespace

TravelMode usual_mode(const State& state, const Group& group) {
    const auto& categories = state.catalogue->categories.items;
    const auto found = std::find_if(categories.begin(), categories.end(), [&](const auto& one) {
        return one.category == group.category;
    });
    return found == categories.end() ? TravelMode::foot : found->mode.value_or(TravelMode::foot);
}

TravelMode mode_of(const State& state, const Person& person) {
    return person.mode.value_or(usual_mode(state, state.groups.at(person.group)));
}

TravelTimes::TravelTimes(const World& world, LatLon scene) : world_(world), scene_(scene) {}

std::uint32_t TravelTimes::least_ms(std::uint32_t distance_cm, TravelMode mode) {
    // Distances on the district's plane and on the roads' differ by less than half a per cent.
    return bounded_ms(at_speed_ms(std::uint64_t{distance_cm} * 995 / 1000, mode));
}

std::uint32_t TravelTimes::usual_ms(std::uint32_t distance_cm, TravelMode mode) {
    return bounded_ms(at_speed_ms(with_detour(distance_cm, mode), mode));
}

std::uint64_t TravelTimes::without_roads_ms(LatLon from, LatLon to, TravelMode mode) const {
    const geo::Plane& plane = world_.places.plane();
    const std::uint64_t straight_cm = geo::distance_cm(plane.to_plane(from), plane.to_plane(to));
    return at_speed_ms(
        with_detour(straight_cm, mode) + world_.state.barriers.detour_cm(from, to), mode
    );
}

std::uint64_t TravelTimes::leg_ms(LatLon place, const geo::RoadPlace& on_road) const {
    return without_roads_ms(place, world_.roads->plane().to_globe(on_road.at), TravelMode::foot);
}

TravelTimes::Along* TravelTimes::along(TravelMode mode) {
    auto& along = along_[index_of(mode)];
    if (!std::exchange(looked_[index_of(mode)], true)) {
        if (const auto scene = world_.roads->nearest(scene_, mode)) {
            along.emplace(*world_.roads, *scene, mode);
            along->last_leg_ms = leg_ms(scene_, *scene);
        }
    }
    return along ? &*along : nullptr;
}

TravelTimes::Estimate TravelTimes::estimate(LatLon from, TravelMode mode) {
    const std::uint64_t straight_ms = without_roads_ms(from, scene_, mode);
    Along* const roads = world_.roads == nullptr ? nullptr : along(mode);
    const auto begin = roads == nullptr ? std::nullopt : world_.roads->nearest(from, mode);
    if (!begin) {
        return {bounded_ms(straight_ms), false};
    }
    const auto way_cm = roads->search.way_cm(*begin);
    if (!way_cm) {
        const std::uint64_t least = at_speed_ms(roads->search.reached_cm(), mode);
        return {bounded_ms(std::max(straight_ms, least)), false};
    }
    const std::uint64_t legs_ms = leg_ms(from, *begin) + roads->last_leg_ms;
    return {bounded_ms(legs_ms + at_speed_ms(*way_cm, mode)), true};
}

TravelTimes::Estimate TravelTimes::estimate(const Candidate& candidate) {
    if (world_.roads == nullptr && world_.state.barriers.empty()) {
        return {usual_ms(candidate.distance_cm, candidate.mode), false};
    }
    return estimate(world_.places.of(candidate.person)->at, candidate.mode);
}

std::optional<std::uint32_t>
eta_s(const World& world, const Incident& incident, const Person& person) {
    const auto heard = world.places.of(person.id);
    if (!heard) {
        return std::nullopt;
    }
    TravelTimes times{world, incident.place.at};
    return (times.estimate_ms(heard->at, mode_of(world.state, person)) + 999) / 1000;
}

} // namespace dageng::engine

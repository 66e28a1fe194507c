#include "load-tests/engine/walkers.hpp"

#include "load-tests/client/client_frames.hpp"
#include "load-tests/district/outline.hpp"

#include <cmath>
#include <utility>

namespace dageng::load {

namespace {

constexpr double step_m = 20;
constexpr double whole_turn = 6.283185307179586;
constexpr double e7 = 1e7;

protocol::LatLon moved(protocol::LatLon from, double north_m, double east_m) {
    const GeoPoint point{
        static_cast<double>(from.lat_e7) / e7, static_cast<double>(from.lon_e7) / e7
    };
    const GeoPoint to = moved(point, north_m, east_m);
    return lat_lon(to.lat, to.lon);
}

} // namespace

Walkers::Walkers(std::vector<demo::Track> tracks, std::size_t people, std::uint64_t seed)
    : tracks_(std::move(tracks)), random_(seed) {
    if (tracks_.empty()) {
        return;
    }
    gone_ms_.reserve(people);
    for (std::size_t i = 0; i < people; ++i) {
        const auto length = tracks_[i % tracks_.size()].duration_ms();
        gone_ms_.push_back(static_cast<std::int64_t>(random_.unit() * static_cast<double>(length)));
    }
}

protocol::LatLon Walkers::step(std::size_t walker, protocol::LatLon from, std::int64_t ms) {
    if (tracks_.empty()) {
        const double turn = random_.between(0, whole_turn);
        return moved(from, step_m * std::sin(turn), step_m * std::cos(turn));
    }
    const demo::Track& track = tracks_[walker % tracks_.size()];
    std::int64_t& gone_ms = gone_ms_[walker];
    const auto before = demo::there_and_back(track, gone_ms);
    gone_ms += ms;
    const auto after = demo::there_and_back(track, gone_ms);
    return moved(
        from,
        (after.lat - before.lat) * metres_per_degree_lat,
        (after.lon - before.lon) * metres_per_degree_lon(before.lat)
    );
}

} // namespace dageng::load

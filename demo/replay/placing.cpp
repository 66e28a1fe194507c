#include "demo/replay/placing.hpp"

#include <algorithm>
#include <cmath>

namespace dageng::demo {

namespace {

constexpr int places_tried = 48;

std::size_t count_outside(const Track& track, const Outline& outline, const TrackShift& shift) {
    return static_cast<std::size_t>(std::ranges::count_if(track.fixes, [&](const Fix& fix) {
        return !outline.contains(shift.apply(fix.at));
    }));
}

} // namespace

std::optional<GeoPoint> BoxMap::apply(GeoPoint point) const {
    const double u = (point.lon - from_.west) / (from_.east - from_.west);
    const double v = (point.lat - from_.south) / (from_.north - from_.south);
    if (!(u >= 0 && u <= 1 && v >= 0 && v <= 1)) {
        return std::nullopt;
    }
    return GeoPoint{to_.south + v * (to_.north - to_.south), to_.west + u * (to_.east - to_.west)};
}

GeoBox target_box(const Outline& outline) {
    const GeoBox& box = outline.box();
    const auto down = [](double degrees) { return std::floor(degrees * 100) / 100; };
    const auto up = [](double degrees) { return std::ceil(degrees * 100) / 100; };
    return {down(box.south), down(box.west), up(box.north), up(box.east)};
}

GeoPoint TrackShift::apply(GeoPoint point) const {
    if (!moves()) {
        return point;
    }
    const double scale =
        load::metres_per_degree_lon(anchor.lat) / load::metres_per_degree_lon(moved_to.lat);
    return {point.lat + moved_to.lat - anchor.lat, moved_to.lon + (point.lon - anchor.lon) * scale};
}

TrackShift fit_track(const Track& track, const Outline& outline, load::Random& random) {
    const GeoPoint centre = track.box().centre();
    TrackShift best{centre, centre, 0};
    best.outside = count_outside(track, outline, best);
    for (int i = 0; i < places_tried && best.outside > 0; ++i) {
        TrackShift shift{centre, outline.random_point(random), 0};
        shift.outside = count_outside(track, outline, shift);
        if (shift.outside < best.outside) {
            best = shift;
        }
    }
    return best;
}

} // namespace dageng::demo

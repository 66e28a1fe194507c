#include "demo/people/track_replay.hpp"

#include <algorithm>

namespace dageng::demo {

namespace {

double pace_of(const Track& track) {
    double metres = 0;
    for (std::size_t i = 1; i < track.fixes.size(); ++i) {
        metres += load::distance_m(track.fixes[i - 1].at, track.fixes[i].at);
    }
    constexpr double slowest = 0.5;
    return std::max(metres * 1000 / static_cast<double>(track.duration_ms()), slowest);
}

} // namespace

TrackReplay::TrackReplay(const Track& track, const TrackShift& shift, const Outline& outline)
    : track_(track), shift_(shift), outline_(outline), pace_mps_(pace_of(track)) {}

std::optional<Step> TrackReplay::next() {
    while (next_ < track_.fixes.size()) {
        const Fix& fix = track_.fixes[next_++];
        const GeoPoint place = shift_.apply(fix.at);
        if (outline_.contains(place)) {
            const std::int64_t since = fix.time_ms - track_.fixes.front().time_ms;
            return Step{static_cast<double>(since) / 1000, place};
        }
    }
    return std::nullopt;
}

} // namespace dageng::demo

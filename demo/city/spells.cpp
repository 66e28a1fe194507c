#include "demo/city/spells.hpp"

#include "demo/movement_figures.hpp"
#include "demo/people/track_replay.hpp"
#include "demo/people/walker.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace dageng::demo {

namespace {

/// In real seconds: everybody comes on duty within this, so that the district is soon alive.
constexpr double first_spells_within_s = 20;

bool take_first(std::vector<bool>& on_first, std::size_t person) {
    if (on_first.size() <= person) {
        on_first.resize(person + 1, true);
    }
    const bool first = on_first[person];
    on_first[person] = false;
    return first;
}

} // namespace

TrackSpells::TrackSpells(Town& town, std::vector<Track> tracks, const std::string& offsets_path)
    : town_(town), tracks_(std::move(tracks)) {
    for (std::size_t i = tracks_.size(); i > 1; --i) {
        std::swap(tracks_[i - 1], tracks_[town.random.below(i)]);
    }
    if (!offsets_path.empty()) {
        offsets_.open(offsets_path);
        if (!offsets_) {
            throw std::runtime_error("cannot write " + offsets_path);
        }
        offsets_ << "person,track,begins_unix_ms,time_offset_s,speed,anchor_lat,anchor_lon,"
                    "moved_to_lat,moved_to_lon,fixes,fixes_outside\n";
    }
}

Responder::Spell TrackSpells::next(std::size_t person) {
    const bool first = take_first(on_first_, person);
    const Track& track = tracks_[next_++ % tracks_.size()];
    const TrackShift shift = fit_track(track, town_.outline, town_.random);
    const double begins =
        first ? town_.random.between(1, first_spells_within_s) : town_.random.between(5, 15);
    write_offset(person, track, shift, begins);
    return {std::make_unique<TrackReplay>(track, shift, town_.outline), begins};
}

void TrackSpells::write_offset(
    std::size_t person, const Track& track, const TrackShift& shift, double begins_in_s
) {
    if (!offsets_.is_open()) {
        return;
    }
    const double begins_ms = static_cast<double>(load::time_of_day().value) + begins_in_s * 1000;
    const double offset_s = (begins_ms - static_cast<double>(track.fixes.front().time_ms)) / 1000;
    offsets_ << fmt::format(
                    "{},{},{:.0f},{:.0f},{},{:.6f},{:.6f},{:.6f},{:.6f},{},{}\n",
                    person,
                    track.name,
                    begins_ms,
                    offset_s,
                    town_.speed,
                    shift.anchor.lat,
                    shift.anchor.lon,
                    shift.moved_to.lat,
                    shift.moved_to.lon,
                    track.fixes.size(),
                    shift.outside
                )
             << std::flush;
}

Responder::Spell WalkerSpells::next(std::size_t person) {
    load::Random& random = town_.random;
    const bool first = take_first(on_first_, person);
    const bool walks = random.chance(walking_share);
    const double lasts_s = random.between(1800, 7200);
    const double begins =
        first ? random.between(1, first_spells_within_s) : random.between(300, 1200) / town_.speed;
    return {
        std::make_unique<Walker>(
            town_.outline, walks ? walk_figures : bike_figures, random.next(), lasts_s
        ),
        begins
    };
}

} // namespace dageng::demo

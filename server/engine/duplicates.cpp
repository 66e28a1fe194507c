#include "server/engine/duplicates.hpp"

#include "server/geo/plane.hpp"

#include <algorithm>
#include <cstdlib>

namespace dageng::engine {

namespace {

constexpr std::int64_t whole = 1000;

/// 1000 at nothing, 0 at `end` and beyond.
std::int64_t share(std::int64_t gap, std::int64_t end) {
    return gap >= end ? 0 : whole * (end - gap) / end;
}

std::int64_t kind_share(
    const protocol::DuplicateRule& rule, const protocol::Slug& one, const protocol::Slug& other
) {
    if (one == other) {
        return whole;
    }
    const auto& pairs = rule.kinds.items;
    const bool listed = std::any_of(pairs.begin(), pairs.end(), [&](const auto& pair) {
        return (pair.kind == one && pair.with == other) || (pair.kind == other && pair.with == one);
    });
    return listed ? rule.compatible.value : rule.other.value;
}

std::int64_t counted_m(std::int64_t accuracy_m) {
    return std::min<std::int64_t>(accuracy_m, most_accuracy_m);
}

/// What of a sighting the kind has no part in.
struct Spot {
    protocol::LatLon at;
    std::int64_t accuracy_m = 0;
    TimeMs when;
};

/// The share for the place times the one for the time, per mille. Most that are compared are too
/// long ago or too far north or south: the distance is worked out for the others.
std::int64_t
near_and_soon(const protocol::DuplicateRule& rule, const Spot& one, const Spot& other) {
    const std::int64_t soon = share(std::abs(one.when - other.when), rule.window_s.value * 1000);
    const std::int64_t known_m = counted_m(one.accuracy_m) + counted_m(other.accuracy_m);
    // Less than there are in truth: whoever is within reach stays.
    constexpr std::int64_t units_a_metre = 90;
    const std::int64_t north = std::abs(std::int64_t{one.at.lat_e7} - other.at.lat_e7);
    if (soon == 0 || north / units_a_metre > rule.reach_m.value + known_m) {
        return 0;
    }
    const std::int64_t beyond_m = geo::ground_distance_cm(one.at, other.at) / 100 - known_m;
    const std::int64_t near = share(std::max<std::int64_t>(beyond_m, 0), rule.reach_m.value);
    return near * soon / whole;
}

Spot spot_of(const Sighting& sighting) {
    return {sighting.place.at, sighting.place.accuracy_m.value, sighting.at};
}

} // namespace

std::uint32_t
duplicate_score(const protocol::DuplicateRule& rule, const Sighting& one, const Sighting& other) {
    const std::int64_t likely = near_and_soon(rule, spot_of(one), spot_of(other));
    return static_cast<std::uint32_t>(likely * kind_share(rule, one.kind, other.kind) / whole);
}

std::optional<Likeness> likest(const State& state, const Sighting& tip, bool exercise) {
    const auto& rule = state.catalogue->duplicates;
    if (!rule) {
        return std::nullopt;
    }
    std::optional<Likeness> best;
    std::uint32_t compared = 0;
    for (auto next = state.open.end(); next != state.open.begin();) {
        const OpenIncident& one = *--next;
        if (++compared > most_compared) {
            break;
        }
        if (one.exercise != exercise) {
            continue;
        }
        const std::int64_t likely =
            near_and_soon(*rule, spot_of(tip), {one.at, one.accuracy_m, one.reported_at});
        if (likely == 0) {
            continue;
        }
        const auto& kind = state.incidents.at(one.id).kind;
        const auto score =
            static_cast<std::uint32_t>(likely * kind_share(*rule, tip.kind, kind) / whole);
        const auto least = static_cast<std::uint32_t>(rule->propose.value);
        if (score >= least && (!best || score >= best->score)) {
            best = Likeness{one.id, score};
        }
    }
    return best;
}

} // namespace dageng::engine

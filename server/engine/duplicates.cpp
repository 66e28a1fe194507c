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

/// Whether the score can be over 0 at all, by place and time.
bool may_be_same(
    const protocol::DuplicateRule& rule, const Sighting& tip, const OpenIncident& incident
) {
    if (std::abs(tip.at - incident.reported_at) >= rule.window_s.value * 1000) {
        return false;
    }
    // Less than there are in truth: whoever is within reach stays.
    constexpr std::int64_t units_a_metre = 90;
    const std::int64_t within_m =
        rule.reach_m.value + counted_m(tip.place.accuracy_m.value) + counted_m(incident.accuracy_m);
    const std::int64_t north = std::int64_t{tip.place.at.lat_e7} - incident.at.lat_e7;
    return std::abs(north) / units_a_metre <= within_m &&
           geo::ground_distance_cm(tip.place.at, incident.at) / 100 < within_m;
}

} // namespace

std::uint32_t
duplicate_score(const protocol::DuplicateRule& rule, const Sighting& one, const Sighting& other) {
    const std::int64_t apart_m = geo::ground_distance_cm(one.place.at, other.place.at) / 100;
    const std::int64_t beyond_m =
        apart_m - counted_m(one.place.accuracy_m.value) - counted_m(other.place.accuracy_m.value);
    const std::int64_t near = share(std::max<std::int64_t>(beyond_m, 0), rule.reach_m.value);
    const std::int64_t soon = share(std::abs(one.at - other.at), rule.window_s.value * 1000);
    return static_cast<std::uint32_t>(
        near * soon / whole * kind_share(rule, one.kind, other.kind) / whole
    );
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
        if (one.exercise != exercise || !may_be_same(*rule, tip, one)) {
            continue;
        }
        const Incident& incident = state.incidents.at(one.id);
        const Sighting known{incident.kind, incident.place, incident.reported_at};
        const std::uint32_t score = duplicate_score(*rule, tip, known);
        const auto least = static_cast<std::uint32_t>(rule->propose.value);
        if (score >= least && (!best || score >= best->score)) {
            best = Likeness{incident.id, score};
        }
    }
    return best;
}

} // namespace dageng::engine

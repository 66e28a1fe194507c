#include "server/geo/barriers.hpp"

#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace dageng::geo {

using protocol::ErrorCode;
using protocol::LatLon;
using protocol::Refusal;
using protocol::Result;

namespace {

/// Products of two differences of degrees × 10⁷ don't fit 64 bits.
__extension__ typedef __int128 Wide;

/// Whether `at` lies to the left of the way from `a` to `b`, or on it.
bool left_of(LatLon a, LatLon b, LatLon at) {
    const Wide cross = (Wide{b.lon_e7} - a.lon_e7) * (Wide{at.lat_e7} - a.lat_e7) -
                       (Wide{b.lat_e7} - a.lat_e7) * (Wide{at.lon_e7} - a.lon_e7);
    return cross >= 0;
}

bool outside_box(const Boundary& area, LatLon a, LatLon b) {
    const LatLon low = area.south_west();
    const LatLon high = area.north_east();
    return std::max(a.lat_e7, b.lat_e7) < low.lat_e7 ||
           std::min(a.lat_e7, b.lat_e7) > high.lat_e7 ||
           std::max(a.lon_e7, b.lon_e7) < low.lon_e7 || std::min(a.lon_e7, b.lon_e7) > high.lon_e7;
}

/// How often the line meets an edge; one that only touches a corner may count as two or none.
int meetings(const Boundary& area, LatLon from, LatLon to) {
    int met = 0;
    for (const Part& part : area.parts()) {
        for (const Ring& ring : part) {
            LatLon a = ring.back();
            for (const LatLon& b : ring) {
                const bool apart = left_of(from, to, a) != left_of(from, to, b);
                met += apart && left_of(a, b, from) != left_of(a, b, to) ? 1 : 0;
                a = b;
            }
        }
    }
    return met;
}

Refusal bad_barriers(std::string detail, std::size_t index) {
    return {ErrorCode::bad_field, std::move(detail), "features[" + std::to_string(index) + "]"};
}

Result<Barrier> barrier_from_line(std::string_view line) {
    std::uint32_t detour_m = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), detour_m);
    const auto used = static_cast<std::size_t>(end - line.data());
    if (error != std::errc{} || used == line.size() || *end != ':') {
        return Refusal{ErrorCode::bad_field, "not the text of barriers", {}};
    }
    auto area = Boundary::from_text(line.substr(used + 1));
    if (!area) {
        return area.refusal();
    }
    return Barrier{std::move(*area), detour_m};
}

} // namespace

Result<Barriers> Barriers::make(std::vector<Barrier> barriers) {
    if (barriers.size() > most_barriers) {
        return Refusal{ErrorCode::bad_field, "expected at most 200 barriers", "features"};
    }
    std::size_t corners = 0;
    for (std::size_t i = 0; i < barriers.size(); ++i) {
        corners += barriers[i].area.vertices();
        if (barriers[i].detour_m == 0 || barriers[i].detour_m > longest_detour_m) {
            return bad_barriers("expected a detour_m from 1 to 50000", i);
        }
        if (corners > most_corners) {
            return bad_barriers("expected at most 1,000 corners in all barriers together", i);
        }
    }
    Barriers made;
    made.barriers_ = std::move(barriers);
    return made;
}

Result<Barriers> Barriers::from_text(std::string_view text) {
    std::vector<Barrier> barriers;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        auto barrier = barrier_from_line(text.substr(0, end));
        if (!barrier) {
            return barrier.refusal();
        }
        barriers.push_back(std::move(*barrier));
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    return make(std::move(barriers));
}

std::string Barriers::to_text() const {
    std::string text;
    for (const Barrier& barrier : barriers_) {
        text += text.empty() ? "" : "\n";
        text += std::to_string(barrier.detour_m) + ":" + barrier.area.to_text();
    }
    return text;
}

std::uint64_t Barriers::detour_cm(LatLon from, LatLon to) const {
    std::uint64_t sum_cm = 0;
    for (const Barrier& barrier : barriers_) {
        if (!outside_box(barrier.area, from, to) && meetings(barrier.area, from, to) > 1) {
            sum_cm += std::uint64_t{barrier.detour_m} * 100;
        }
    }
    return sum_cm;
}

Result<Barriers> barriers_from_geojson(std::string_view text) {
    simdjson::dom::parser parser;
    simdjson::dom::element document;
    const auto error = parser.parse(simdjson::padded_string{text}).get(document);
    if (error != simdjson::SUCCESS) {
        return Refusal{ErrorCode::bad_json, simdjson::error_message(error), {}};
    }
    simdjson::dom::array features;
    if (document["features"].get(features) != simdjson::SUCCESS) {
        return Refusal{ErrorCode::bad_field, "expected a FeatureCollection", "features"};
    }
    std::vector<Barrier> barriers;
    for (const simdjson::dom::element feature : features) {
        const std::size_t index = barriers.size();
        std::uint64_t detour_m = 0;
        if (feature["properties"]["detour_m"].get(detour_m) != simdjson::SUCCESS ||
            detour_m > Barriers::longest_detour_m) {
            return bad_barriers("expected the property detour_m, a whole number of metres", index);
        }
        auto area = boundary_from_geojson(simdjson::to_string(feature));
        if (!area) {
            return bad_barriers(area.refusal().field + ": " + area.refusal().detail, index);
        }
        barriers.push_back({std::move(*area), static_cast<std::uint32_t>(detour_m)});
    }
    return Barriers::make(std::move(barriers));
}

} // namespace dageng::geo

#include "server/geo/polygon.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

namespace dageng::geo {
namespace {

using protocol::ErrorCode;
using protocol::LatLon;
using protocol::Refusal;
using protocol::Result;

/// Sums of products of three differences of degrees × 10⁷ don't fit 64 bits.
__extension__ typedef __int128 Wide;

constexpr std::int32_t most_lat_e7 = 900'000'000;
constexpr std::int32_t most_lon_e7 = 1'800'000'000;

bool before(const LatLon& a, const LatLon& b) {
    return std::tie(a.lat_e7, a.lon_e7) < std::tie(b.lat_e7, b.lon_e7);
}

bool on_globe(const LatLon& place) {
    return place.lat_e7 >= -most_lat_e7 && place.lat_e7 <= most_lat_e7 &&
           place.lon_e7 >= -most_lon_e7 && place.lon_e7 <= most_lon_e7;
}

/// Twice the area and, times six, the first moments, about the given place.
struct Mass {
    Wide area = 0;
    Wide lat = 0;
    Wide lon = 0;
};

Mass mass_of(const Ring& ring, const LatLon& about) {
    Mass mass;
    LatLon from = ring.back();
    for (const LatLon& to : ring) {
        const Wide from_lat = Wide{from.lat_e7} - about.lat_e7;
        const Wide from_lon = Wide{from.lon_e7} - about.lon_e7;
        const Wide to_lat = Wide{to.lat_e7} - about.lat_e7;
        const Wide to_lon = Wide{to.lon_e7} - about.lon_e7;
        const Wide cross = from_lon * to_lat - to_lon * from_lat;
        mass.area += cross;
        mass.lat += cross * (from_lat + to_lat);
        mass.lon += cross * (from_lon + to_lon);
        from = to;
    }
    return mass;
}

/// Brings a ring into its one form: no corner twice in a row, begun at its southernmost (then
/// westernmost) corner, anticlockwise for an outer ring and clockwise for a hole. False for a ring
/// without area.
bool normalise(Ring& ring, bool outer) {
    ring.erase(std::unique(ring.begin(), ring.end()), ring.end());
    while (ring.size() > 1 && ring.front() == ring.back()) {
        ring.pop_back();
    }
    if (ring.size() < 3) {
        return false;
    }
    const Wide area = mass_of(ring, ring.front()).area;
    if (area == 0) {
        return false;
    }
    if ((area > 0) != outer) {
        std::reverse(ring.begin(), ring.end());
    }
    std::rotate(ring.begin(), std::min_element(ring.begin(), ring.end(), before), ring.end());
    return true;
}

Refusal refusal_at(std::string detail, std::string field) {
    return {ErrorCode::bad_field, std::move(detail), std::move(field)};
}

std::string indexed(std::string name, std::size_t index) {
    return std::move(name) + "[" + std::to_string(index) + "]";
}

std::optional<Refusal> check_ring(Ring& ring, bool outer, const std::string& where) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
        if (!on_globe(ring[i])) {
            return refusal_at("a corner lies outside the globe", indexed(where, i));
        }
    }
    if (!normalise(ring, outer)) {
        return refusal_at("a ring needs three different corners and an area", where);
    }
    return std::nullopt;
}

std::optional<Refusal> check_part(Part& part, const std::string& where) {
    if (part.empty()) {
        return refusal_at("a part needs an outer ring", where);
    }
    for (std::size_t i = 0; i < part.size(); ++i) {
        if (auto refusal = check_ring(part[i], i == 0, indexed(where, i))) {
            return refusal;
        }
    }
    std::sort(part.begin() + 1, part.end(), [](const Ring& a, const Ring& b) {
        return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), before);
    });
    return std::nullopt;
}

std::size_t count_vertices(const std::vector<Part>& parts) {
    std::size_t count = 0;
    for (const Part& part : parts) {
        for (const Ring& ring : part) {
            count += ring.size();
        }
    }
    return count;
}

} // namespace

Result<Boundary> Boundary::make(std::vector<Part> parts) {
    if (parts.empty()) {
        return refusal_at("an area needs a part", "parts");
    }
    if (count_vertices(parts) > most_vertices) {
        return refusal_at(
            "an area has at most " + std::to_string(most_vertices) + " corners; this one has " +
                std::to_string(count_vertices(parts)),
            "parts"
        );
    }
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (auto refusal = check_part(parts[i], indexed("parts", i))) {
            return *std::move(refusal);
        }
    }
    std::sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) {
        const Ring& first = a.front();
        const Ring& second = b.front();
        return std::lexicographical_compare(
            first.begin(), first.end(), second.begin(), second.end(), before
        );
    });
    Boundary boundary;
    boundary.parts_ = std::move(parts);
    boundary.measure();
    return boundary;
}

std::size_t Boundary::vertices() const {
    return count_vertices(parts_);
}

void Boundary::measure() {
    south_west_ = north_east_ = parts_.front().front().front();
    for (const Part& part : parts_) {
        for (const LatLon& corner : part.front()) {
            south_west_.lat_e7 = std::min(south_west_.lat_e7, corner.lat_e7);
            south_west_.lon_e7 = std::min(south_west_.lon_e7, corner.lon_e7);
            north_east_.lat_e7 = std::max(north_east_.lat_e7, corner.lat_e7);
            north_east_.lon_e7 = std::max(north_east_.lon_e7, corner.lon_e7);
        }
        indexes_.push_back(index_of(part));
    }
    Mass all;
    for (const Part& part : parts_) {
        for (const Ring& ring : part) {
            const Mass mass = mass_of(ring, south_west_);
            all.area += mass.area;
            all.lat += mass.lat;
            all.lon += mass.lon;
        }
    }
    if (all.area <= 0) {
        // Holes larger than what they lie in: any place serves.
        centroid_ = south_west_;
        return;
    }
    centroid_.lat_e7 = static_cast<std::int32_t>(south_west_.lat_e7 + all.lat / (3 * all.area));
    centroid_.lon_e7 = static_cast<std::int32_t>(south_west_.lon_e7 + all.lon / (3 * all.area));
}

Boundary::Index Boundary::index_of(const Part& part) {
    std::vector<Edge> edges;
    for (const Ring& ring : part) {
        LatLon from = ring.back();
        for (const LatLon& to : ring) {
            if (from.lat_e7 != to.lat_e7) {
                edges.push_back(from.lat_e7 < to.lat_e7 ? Edge{from, to} : Edge{to, from});
            }
            from = to;
        }
    }
    std::int64_t lowest = most_lat_e7;
    std::int64_t highest = -most_lat_e7;
    for (const Edge& edge : edges) {
        lowest = std::min<std::int64_t>(lowest, edge.low.lat_e7);
        highest = std::max<std::int64_t>(highest, edge.high.lat_e7);
    }
    const auto count = static_cast<std::int64_t>(std::clamp<std::size_t>(edges.size() / 8, 1, 256));
    Index index;
    index.begin_e7 = lowest;
    index.step_e7 = (highest - lowest) / count + 1;
    index.bands.resize(static_cast<std::size_t>(count));
    for (const Edge& edge : edges) {
        const std::int64_t last = (edge.high.lat_e7 - lowest) / index.step_e7;
        for (std::int64_t i = (edge.low.lat_e7 - lowest) / index.step_e7; i <= last; ++i) {
            index.bands[static_cast<std::size_t>(i)].push_back(edge);
        }
    }
    return index;
}

/// Counts the edges that a line from the place to the west end of its parallel crosses.
bool Boundary::inside(const Index& index, LatLon place) {
    const std::int64_t above = place.lat_e7 - index.begin_e7;
    if (above < 0 || above / index.step_e7 >= static_cast<std::int64_t>(index.bands.size())) {
        return false;
    }
    bool odd = false;
    for (const Edge& edge : index.bands[static_cast<std::size_t>(above / index.step_e7)]) {
        if (place.lat_e7 < edge.low.lat_e7 || place.lat_e7 >= edge.high.lat_e7) {
            continue;
        }
        const std::int64_t lat = std::int64_t{place.lat_e7} - edge.low.lat_e7;
        const std::int64_t lon = std::int64_t{place.lon_e7} - edge.low.lon_e7;
        const std::int64_t edge_lat = std::int64_t{edge.high.lat_e7} - edge.low.lat_e7;
        const std::int64_t edge_lon = std::int64_t{edge.high.lon_e7} - edge.low.lon_e7;
        // Each product fits 63 bits; their difference might not.
        odd ^= lon * edge_lat >= edge_lon * lat;
    }
    return odd;
}

bool Boundary::contains(LatLon place) const {
    if (place.lat_e7 < south_west_.lat_e7 || place.lat_e7 > north_east_.lat_e7 ||
        place.lon_e7 < south_west_.lon_e7 || place.lon_e7 > north_east_.lon_e7) {
        return false;
    }
    return std::any_of(indexes_.begin(), indexes_.end(), [&](const Index& index) {
        return inside(index, place);
    });
}

} // namespace dageng::geo

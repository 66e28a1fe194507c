#include "load-tests/district/outline.hpp"

#include <simdjson.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <numbers>
#include <stdexcept>

namespace dageng::load {

namespace {

using simdjson::dom::array;
using simdjson::dom::element;

/// The geometry of the first feature that has a polygon.
element find_geometry(element value) {
    const std::string_view type = value["type"];
    if (type == "Feature") {
        return find_geometry(value["geometry"]);
    }
    if (type == "FeatureCollection") {
        for (const element feature : array(value["features"])) {
            const std::string_view inner = feature["geometry"]["type"];
            if (inner == "Polygon" || inner == "MultiPolygon") {
                return feature["geometry"];
            }
        }
    }
    if (type != "Polygon" && type != "MultiPolygon") {
        throw std::runtime_error("no Polygon or MultiPolygon in the GeoJSON");
    }
    return value;
}

void append_rings(std::vector<std::vector<GeoPoint>>& rings, array polygon) {
    for (const element ring : polygon) {
        std::vector<GeoPoint>& points = rings.emplace_back();
        for (const element position : array(ring)) {
            points.push_back({double(array(position).at(1)), double(array(position).at(0))});
        }
    }
}

} // namespace

double metres_per_degree_lon(double lat) {
    return metres_per_degree_lat * std::cos(lat * std::numbers::pi / 180);
}

double distance_m(GeoPoint from, GeoPoint to) {
    const double north = (to.lat - from.lat) * metres_per_degree_lat;
    const double east = (to.lon - from.lon) * metres_per_degree_lon((from.lat + to.lat) / 2);
    return std::hypot(north, east);
}

GeoPoint moved(GeoPoint from, double north_m, double east_m) {
    return {
        from.lat + north_m / metres_per_degree_lat,
        from.lon + east_m / metres_per_degree_lon(from.lat)
    };
}

Outline::Outline(std::vector<Ring> rings) : rings_(std::move(rings)), box_{90, 180, -90, -180} {
    for (const Ring& ring : rings_) {
        for (const GeoPoint& point : ring) {
            box_.south = std::min(box_.south, point.lat);
            box_.north = std::max(box_.north, point.lat);
            box_.west = std::min(box_.west, point.lon);
            box_.east = std::max(box_.east, point.lon);
        }
    }
    if (corners() < 4) {
        throw std::runtime_error("an outline needs a ring of at least four positions");
    }
}

Outline Outline::from_geojson(std::string_view json) {
    try {
        simdjson::dom::parser parser;
        const simdjson::padded_string padded{json};
        const element geometry = find_geometry(parser.parse(padded));
        const std::string_view type = geometry["type"];
        std::vector<Ring> rings;
        if (type == "Polygon") {
            append_rings(rings, geometry["coordinates"]);
        } else {
            for (const element polygon : array(geometry["coordinates"])) {
                append_rings(rings, polygon);
            }
        }
        return Outline{std::move(rings)};
    } catch (const simdjson::simdjson_error& error) {
        throw std::runtime_error(std::string{"not the GeoJSON of an outline: "} + error.what());
    }
}

Outline Outline::from_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw std::runtime_error("cannot read " + path);
    }
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    return from_geojson(text);
}

Outline Outline::from_box(const GeoBox& box) {
    return Outline{
        {{{box.south, box.west},
          {box.south, box.east},
          {box.north, box.east},
          {box.north, box.west},
          {box.south, box.west}}}
    };
}

bool Outline::contains(GeoPoint point) const {
    if (!box_.contains(point)) {
        return false;
    }
    bool inside = false;
    for (const Ring& ring : rings_) {
        for (std::size_t i = 1; i < ring.size(); ++i) {
            const GeoPoint& from = ring[i - 1];
            const GeoPoint& to = ring[i];
            if ((from.lat > point.lat) != (to.lat > point.lat) &&
                point.lon <
                    from.lon + (to.lon - from.lon) * (point.lat - from.lat) / (to.lat - from.lat)) {
                inside = !inside;
            }
        }
    }
    return inside;
}

GeoPoint Outline::random_point(Random& random) const {
    // An outline fills a good part of its box; the limit is for one that has no area.
    constexpr int tries = 100'000;
    for (int i = 0; i < tries; ++i) {
        const GeoPoint point{
            random.between(box_.south, box_.north), random.between(box_.west, box_.east)
        };
        if (contains(point)) {
            return point;
        }
    }
    throw std::runtime_error("the outline has no area");
}

std::size_t Outline::corners() const {
    std::size_t count = 0;
    for (const Ring& ring : rings_) {
        count += ring.size();
    }
    return count;
}

} // namespace dageng::load

#include "server/geo/polygon.hpp"

#include <simdjson.h>

#include <cmath>
#include <string>
#include <utility>

namespace dageng::geo {
namespace {

using protocol::ErrorCode;
using protocol::LatLon;
using protocol::Refusal;
using protocol::Result;
using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

/// Geometries within features within collections, no deeper.
constexpr int most_nesting = 4;

/// Walks the document and gathers the parts; the first thing that is wrong stands in `refusal`.
class GeoJsonReader {
  public:
    bool read(const element& value, const std::string& where, int nesting);

    std::vector<Part> parts;
    Refusal refusal;

  private:
    bool refuse(std::string detail, const std::string& where);
    bool member(const object& from, const char* name, const std::string& where, element& to);
    bool list(const element& value, const std::string& where, array& to);
    bool features(const object& from, const std::string& where, int nesting);
    bool polygons(const element& coordinates, const std::string& where);
    bool polygon(const element& coordinates, const std::string& where);
    bool ring(const element& coordinates, const std::string& where);
    bool corner(const element& coordinates, const std::string& where, LatLon& to);
};

std::string below(const std::string& where, std::string_view name) {
    return where.empty() ? std::string{name} : where + "." + std::string{name};
}

std::string below(const std::string& where, std::size_t index) {
    return where + "[" + std::to_string(index) + "]";
}

bool GeoJsonReader::refuse(std::string detail, const std::string& where) {
    refusal = {ErrorCode::bad_field, std::move(detail), where};
    return false;
}

bool GeoJsonReader::member(
    const object& from, const char* name, const std::string& where, element& to
) {
    return from.at_key(name).get(to) == simdjson::SUCCESS ||
           refuse("expected this member", below(where, name));
}

bool GeoJsonReader::list(const element& value, const std::string& where, array& to) {
    return value.get(to) == simdjson::SUCCESS || refuse("expected an array", where);
}

bool GeoJsonReader::read(const element& value, const std::string& where, int nesting) {
    if (nesting > most_nesting) {
        return refuse("nested too deeply", where);
    }
    object from;
    if (value.get(from) != simdjson::SUCCESS) {
        return refuse("expected a GeoJSON object", where);
    }
    std::string_view type;
    if (from.at_key("type").get(type) != simdjson::SUCCESS) {
        return refuse("expected the name of a GeoJSON type", below(where, "type"));
    }
    if (type == "FeatureCollection") {
        return features(from, where, nesting);
    }
    element inner;
    if (type == "Feature") {
        return member(from, "geometry", where, inner) &&
               read(inner, below(where, "geometry"), nesting + 1);
    }
    if (type == "Polygon") {
        return member(from, "coordinates", where, inner) &&
               polygon(inner, below(where, "coordinates"));
    }
    if (type == "MultiPolygon") {
        return member(from, "coordinates", where, inner) &&
               polygons(inner, below(where, "coordinates"));
    }
    return refuse(
        "expected FeatureCollection, Feature, Polygon or MultiPolygon", below(where, "type")
    );
}

bool GeoJsonReader::features(const object& from, const std::string& where, int nesting) {
    element inner;
    array items;
    const std::string path = below(where, "features");
    if (!member(from, "features", where, inner) || !list(inner, path, items)) {
        return false;
    }
    std::size_t index = 0;
    for (const element item : items) {
        if (!read(item, below(path, index++), nesting + 1)) {
            return false;
        }
    }
    return true;
}

bool GeoJsonReader::polygons(const element& coordinates, const std::string& where) {
    array items;
    if (!list(coordinates, where, items)) {
        return false;
    }
    std::size_t index = 0;
    for (const element item : items) {
        if (!polygon(item, below(where, index++))) {
            return false;
        }
    }
    return true;
}

bool GeoJsonReader::polygon(const element& coordinates, const std::string& where) {
    array items;
    if (!list(coordinates, where, items)) {
        return false;
    }
    parts.emplace_back();
    std::size_t index = 0;
    for (const element item : items) {
        if (!ring(item, below(where, index++))) {
            return false;
        }
    }
    return index > 0 || refuse("expected a ring", where);
}

bool GeoJsonReader::ring(const element& coordinates, const std::string& where) {
    array items;
    if (!list(coordinates, where, items)) {
        return false;
    }
    Ring corners;
    for (const element item : items) {
        LatLon place;
        if (!corner(item, below(where, corners.size()), place)) {
            return false;
        }
        corners.push_back(place);
    }
    if (corners.size() < 4) {
        return refuse("expected at least four positions", where);
    }
    if (corners.front() != corners.back()) {
        return refuse("expected the last position to be the first again", where);
    }
    corners.pop_back();
    parts.back().push_back(std::move(corners));
    return true;
}

bool GeoJsonReader::corner(const element& coordinates, const std::string& where, LatLon& to) {
    array items;
    if (!list(coordinates, where, items)) {
        return false;
    }
    double lon = 0;
    double lat = 0;
    if (items.size() < 2 || items.at(0).get(lon) != simdjson::SUCCESS ||
        items.at(1).get(lat) != simdjson::SUCCESS) {
        return refuse("expected two numbers, longitude and latitude", where);
    }
    if (!(std::abs(lon) <= 180.0)) {
        return refuse("expected a longitude from -180 to 180", where);
    }
    if (!(std::abs(lat) <= 90.0)) {
        return refuse("expected a latitude from -90 to 90 after the longitude", where);
    }
    to.lat_e7 = static_cast<std::int32_t>(std::lround(lat * 10'000'000.0));
    to.lon_e7 = static_cast<std::int32_t>(std::lround(lon * 10'000'000.0));
    return true;
}

} // namespace

Result<Boundary> boundary_from_geojson(std::string_view text) {
    simdjson::dom::parser parser;
    element document;
    const auto error = parser.parse(simdjson::padded_string{text}).get(document);
    if (error != simdjson::SUCCESS) {
        return Refusal{ErrorCode::bad_json, simdjson::error_message(error), {}};
    }
    GeoJsonReader reader;
    if (!reader.read(document, {}, 0)) {
        return std::move(reader.refusal);
    }
    return Boundary::make(std::move(reader.parts));
}

} // namespace dageng::geo

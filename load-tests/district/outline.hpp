#pragma once

#include "load-tests/district/random.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// The outline of a district, as load and demonstration need it.
namespace dageng::load {

/// WGS-84 degrees.
struct GeoPoint {
    double lat = 0;
    double lon = 0;
};

struct GeoBox {
    double south = 0;
    double west = 0;
    double north = 0;
    double east = 0;

    bool contains(GeoPoint point) const {
        return point.lat >= south && point.lat <= north && point.lon >= west && point.lon <= east;
    }
    GeoPoint centre() const { return {(south + north) / 2, (west + east) / 2}; }
};

inline constexpr double metres_per_degree_lat = 111'195.0;
/// Metres per degree of longitude at a latitude.
double metres_per_degree_lon(double lat);
/// On a plane around the two points; right to 1 ‰ within a city.
double distance_m(GeoPoint from, GeoPoint to);
/// The place so many metres to the north and to the east.
GeoPoint moved(GeoPoint from, double north_m, double east_m);

class Outline {
  public:
    /// Reads the first polygon or multi-polygon of a GeoJSON geometry, feature or collection.
    /// Throws std::runtime_error, saying what is wrong.
    static Outline from_geojson(std::string_view json);
    static Outline from_file(const std::string& path);
    static Outline from_box(const GeoBox& box);

    const GeoBox& box() const { return box_; }
    /// Even-odd over all rings, so that holes are outside.
    bool contains(GeoPoint point) const;
    /// Evenly spread over the area.
    GeoPoint random_point(Random& random) const;
    std::size_t corners() const;

  private:
    using Ring = std::vector<GeoPoint>;
    explicit Outline(std::vector<Ring> rings);

    std::vector<Ring> rings_;
    GeoBox box_;
};

} // namespace dageng::load

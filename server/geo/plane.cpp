#include "server/geo/plane.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace dageng::geo {
namespace {

using protocol::LatLon;

constexpr int q = 30; // Fixed point: a fraction is held × 2^30.
constexpr std::int64_t one = std::int64_t{1} << q;

/// Centimetres of 10⁻⁷ degrees of a great circle × 2^30: 637,100,880 cm × π / 180 / 10⁷.
constexpr std::int64_t cm_per_unit = 1'193'948'083;
/// Radians of 10⁻⁷ degrees × 2^60.
constexpr std::int64_t radians_per_unit_q60 = 2'012'227'627;
constexpr std::int64_t radius_cm = 637'100'880;

constexpr std::int64_t degree = 10'000'000;
constexpr std::int64_t reach = 2 * degree;
constexpr std::int64_t right_angle = 90 * degree;
constexpr std::int64_t full_turn = 360 * degree;

constexpr std::int64_t half_up(std::int64_t value, int bits) {
    return (value + (std::int64_t{1} << (bits - 1))) >> bits;
}

constexpr std::int64_t times(std::int64_t a, std::int64_t b) {
    return half_up(a * b, q);
}

constexpr std::int64_t rounded_quotient(std::int64_t a, std::int64_t b) {
    return (a >= 0 ? a + b / 2 : a - b / 2) / b;
}

constexpr std::int64_t radians_of(std::int64_t angle_e7) {
    return half_up(angle_e7 * radians_per_unit_q60, 60 - q);
}

/// Taylor's series of the sine to the 13th power, of the cosine to the 12th: exact to 2 × 2^-30.
constexpr std::int64_t series(std::int64_t radians, std::int64_t first_term, int first_power) {
    const std::int64_t square = times(radians, radians);
    std::int64_t term = first_term;
    std::int64_t sum = term;
    for (std::int64_t power = first_power + 2; power <= 13; power += 2) {
        term = -times(term, square) / (power * (power - 1));
        sum += term;
    }
    return sum;
}

/// Of an angle from 0 to 90 degrees.
std::int64_t sine_of(std::int64_t angle_e7) {
    if (angle_e7 <= right_angle / 2) {
        const std::int64_t radians = radians_of(angle_e7);
        return series(radians, radians, 1);
    }
    return series(radians_of(right_angle - angle_e7), one, 0);
}

std::int64_t shortest_turn(std::int64_t east_e7) {
    if (east_e7 > full_turn / 2) {
        return east_e7 - full_turn;
    }
    return east_e7 < -full_turn / 2 ? east_e7 + full_turn : east_e7;
}

} // namespace

std::uint32_t whole_sqrt(std::uint64_t square) {
    // The floating-point root is a first guess only: the loops make the result exact.
    auto root = static_cast<std::uint64_t>(std::sqrt(static_cast<double>(square)));
    root = std::min<std::uint64_t>(root, 0xFFFF'FFFF);
    while (root * root > square) {
        --root;
    }
    while (root < 0xFFFF'FFFF && (root + 1) * (root + 1) <= square) {
        ++root;
    }
    return static_cast<std::uint32_t>(root);
}

std::uint32_t distance_cm(PointCm a, PointCm b) {
    const std::int64_t dx = std::int64_t{a.x_cm} - b.x_cm;
    const std::int64_t dy = std::int64_t{a.y_cm} - b.y_cm;
    return whole_sqrt(static_cast<std::uint64_t>(dx * dx + dy * dy));
}

std::uint32_t ground_distance_cm(LatLon a, LatLon b) {
    return distance_cm(PointCm{}, Plane{a}.to_plane(b));
}

Plane::Plane(LatLon origin) : origin_(origin) {
    const std::int64_t latitude = std::abs(std::int64_t{origin.lat_e7});
    cosine_ = sine_of(right_angle - latitude);
    sine_ = origin.lat_e7 < 0 ? -sine_of(latitude) : sine_of(latitude);
}

/// Cosine of the latitude so far north of the origin, by the second-order series from the origin's.
std::int64_t Plane::cosine_at(std::int64_t north_e7) const {
    const std::int64_t radians = radians_of(north_e7);
    const std::int64_t half_square = times(radians, radians) / 2;
    const std::int64_t sine_of_step = radians - times(radians, half_square) / 3;
    return times(cosine_, one - half_square) - times(sine_, sine_of_step);
}

/// How far north of its latitude's foot on the middle meridian a point comes to lie: parallels are
/// curves on this plane.
std::int64_t Plane::bulge_cm(std::int64_t north_e7, std::int64_t east_e7) const {
    const std::int64_t north = radians_of(north_e7);
    const std::int64_t east = radians_of(east_e7);
    const std::int64_t sine = sine_ + times(cosine_, north) - times(sine_, times(north, north)) / 2;
    const std::int64_t along = times(east, cosine_at(north_e7));
    return half_up(times(times(east, along), sine) * radius_cm, q + 1);
}

PointCm Plane::to_plane(LatLon place) const {
    const std::int64_t north =
        std::clamp(std::int64_t{place.lat_e7} - origin_.lat_e7, -reach, reach);
    const std::int64_t east =
        std::clamp(shortest_turn(std::int64_t{place.lon_e7} - origin_.lon_e7), -reach, reach);
    const std::int64_t x = half_up(east * times(cm_per_unit, cosine_at(north)), q);
    const std::int64_t y = half_up(north * cm_per_unit, q) + bulge_cm(north, east);
    return {static_cast<std::int32_t>(x), static_cast<std::int32_t>(y)};
}

LatLon Plane::to_globe(PointCm point) const {
    std::int64_t north = 0;
    std::int64_t east = 0;
    // Each round shrinks the error some hundredfold; three are below the last digit.
    for (int round = 0; round < 4; ++round) {
        const std::int64_t foot_cm = point.y_cm - bulge_cm(north, east);
        north = std::clamp(rounded_quotient(foot_cm * one, cm_per_unit), -reach, reach);
        const std::int64_t cm_per_east =
            std::max<std::int64_t>(times(cm_per_unit, cosine_at(north)), 1);
        east = std::clamp(rounded_quotient(point.x_cm * one, cm_per_east), -reach, reach);
    }
    const std::int64_t lat = std::clamp(origin_.lat_e7 + north, -right_angle, right_angle);
    const std::int64_t lon = shortest_turn(origin_.lon_e7 + east);
    return {static_cast<std::int32_t>(lat), static_cast<std::int32_t>(lon)};
}

} // namespace dageng::geo

#pragma once

// Written by demo/measure DATA_FOLDER; run it again instead of editing. Source of the figures:
// GeoLife GPS Trajectories 1.3 (Microsoft Research), tracks.csv.gz and tracks_index.csv;
// incidents_sf.csv.gz (San Francisco Fire Department, DataSF, PDDL)
// and incidents_houston.csv.gz (Houston Police Department, public record).
// What each figure means stands at the head of demo/measure. Sums only; nothing of any one track.

#include <array>
#include <string_view>

namespace dageng::demo {

/// Values at 0.5, 5, 10, …, 95 and 99.5 % of a distribution.
using Quantiles = std::array<double, 21>;

/// How people move in one way.
struct MovementFigures {
    double still_mps; ///< Slower than this over 30 s is a pause.
    double pausing_share;
    double gaps_per_hour;
    double straight_share; ///< Of turns under 30 degrees.
    Quantiles moving_mps;
    Quantiles pace_mps; ///< Median of one track.
    Quantiles rhythm;   ///< Of a window, over the track's pace.
    Quantiles pause_s;
    Quantiles spell_s;
    Quantiles turn_deg;
    Quantiles interval_s;
    Quantiles gap_s;
};

// clang-format off
/// 349 tracks, 110.1 hours.
inline constexpr MovementFigures walk_figures{
    .still_mps = 0.4,
    .pausing_share = 0.1517,
    .gaps_per_hour = 6.912,
    .straight_share = 0.6893,
    .moving_mps = {0.415, 0.525, 0.625, 0.71, 0.785, 0.847, 0.906, 0.959, 1.009, 1.055, 1.096, 1.137, 1.179, 1.219, 1.268, 1.318, 1.379, 1.46, 1.578, 1.821, 3.139},
    .pace_mps = {0.638, 0.794, 0.862, 0.944, 0.978, 1.005, 1.047, 1.073, 1.097, 1.114, 1.141, 1.177, 1.203, 1.227, 1.258, 1.286, 1.315, 1.373, 1.429, 1.539, 2.088},
    .rhythm = {0.351, 0.507, 0.621, 0.704, 0.768, 0.824, 0.872, 0.914, 0.945, 0.976, 1.0, 1.013, 1.04, 1.07, 1.102, 1.14, 1.185, 1.252, 1.345, 1.532, 2.855},
    .pause_s = {30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 31.0, 33.0, 50.0, 60.0, 60.0, 62.0, 90.0, 90.0, 120.0, 180.0, 540.0},
    .spell_s = {30.0, 30.0, 30.0, 30.0, 31.0, 60.0, 60.0, 64.0, 90.0, 114.0, 120.0, 150.0, 180.0, 233.0, 270.0, 330.0, 390.0, 480.0, 600.0, 828.0, 1440.0},
    .turn_deg = {0.126, 1.133, 2.314, 3.436, 4.778, 6.144, 7.729, 9.45, 11.218, 13.322, 15.704, 18.375, 21.886, 26.147, 31.125, 37.326, 44.994, 55.288, 70.357, 96.604, 173.617},
    .interval_s = {2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 3.0, 3.0, 5.0, 5.0, 5.0, 6.0},
    .gap_s = {21.0, 21.0, 22.0, 24.0, 25.0, 27.0, 29.0, 31.0, 34.0, 38.0, 41.0, 46.0, 53.0, 62.0, 70.0, 84.0, 98.0, 114.0, 130.0, 154.0, 180.0},
};

/// 83 tracks, 41.5 hours.
inline constexpr MovementFigures bike_figures{
    .still_mps = 0.7,
    .pausing_share = 0.1445,
    .gaps_per_hour = 5.4,
    .straight_share = 0.8074,
    .moving_mps = {0.716, 0.846, 0.997, 1.164, 1.34, 1.538, 1.791, 2.045, 2.256, 2.433, 2.604, 2.764, 2.933, 3.083, 3.245, 3.407, 3.588, 3.78, 4.077, 4.549, 6.281},
    .pace_mps = {0.814, 0.928, 1.171, 1.306, 1.446, 1.923, 2.042, 2.27, 2.476, 2.577, 2.654, 2.781, 2.99, 3.165, 3.228, 3.291, 3.424, 3.556, 3.74, 4.089, 5.485},
    .rhythm = {0.238, 0.394, 0.522, 0.627, 0.718, 0.789, 0.848, 0.901, 0.939, 0.974, 1.0, 1.022, 1.048, 1.074, 1.109, 1.145, 1.187, 1.249, 1.336, 1.537, 3.143},
    .pause_s = {30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 46.0, 60.0, 60.0, 60.0, 60.0, 90.0, 120.0, 450.0},
    .spell_s = {30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 60.0, 60.0, 60.0, 90.0, 90.0, 120.0, 150.0, 180.0, 210.0, 292.0, 420.0, 551.0, 750.0, 1111.0, 1590.0},
    .turn_deg = {0.055, 0.481, 1.0, 1.604, 2.158, 2.804, 3.42, 4.193, 5.069, 6.051, 7.153, 8.792, 10.804, 13.166, 16.371, 21.465, 28.589, 39.407, 55.638, 79.8, 167.427},
    .interval_s = {2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 5.0, 7.0},
    .gap_s = {21.0, 22.0, 24.0, 26.0, 29.0, 32.0, 34.0, 38.0, 46.0, 62.0, 80.0, 88.0, 90.0, 94.0, 100.0, 106.0, 114.0, 122.0, 133.0, 148.0, 176.0},
};

/// Share of those who walk; the others ride.
inline constexpr double walking_share = 0.808;

/// Between calls, of 44524 calls in two cities together.
inline constexpr double mean_call_gap_s = 110.2;

struct CallShare {
    std::string_view type;
    double per_mille;
};
/// Types with ten calls or more, by calls a week.
inline constexpr std::array<CallShare, 17> call_shares{{
    {"Medical Incident", 428.7},
    {"theft", 236.7},
    {"burglary", 89.1},
    {"Alarms", 41.6},
    {"auto theft", 41.4},
    {"aggravated assault", 33.9},
    {"robbery", 32.1},
    {"Structure Fire", 23.8},
    {"Other", 16.3},
    {"Traffic Collision", 16.1},
    {"Outside Fire", 13.1},
    {"Citizen Assist / Service Call", 12.1},
    {"Electrical Hazard", 6.4},
    {"Elevator / Escalator Rescue", 4.0},
    {"Gas Leak (Natural and LP Gases)", 2.2},
    {"rape", 1.9},
    {"murder", 0.7},
}};
// clang-format on

} // namespace dageng::demo

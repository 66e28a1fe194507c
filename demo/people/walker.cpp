#include "demo/people/walker.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dageng::demo {

namespace {

constexpr double leg_s = 30;
constexpr double roaming_m = 1500;
constexpr double reached_m = 60;

GeoPoint gone(GeoPoint from, double heading, double metres) {
    return load::moved(from, metres * std::sin(heading), metres * std::cos(heading));
}

/// -π to π.
double turned(double angle) {
    return std::remainder(angle, 2 * std::numbers::pi);
}

} // namespace

Walker::Walker(
    const Outline& outline, const MovementFigures& figures, std::uint64_t seed, double spell_s
)
    : outline_(outline), figures_(figures), random_(seed), spell_s_(spell_s),
      place_(outline.random_point(random_)), pace_mps_(random_.from_quantiles(figures.pace_mps)) {
    moving_left_s_ = random_.from_quantiles(figures.spell_s) * random_.unit();
    choose_target();
    heading_ = bearing_to(target_);
}

std::optional<Step> Walker::next() {
    if (spell_s_ > 0 && now_s_ >= spell_s_) {
        return std::nullopt;
    }
    double wait = random_.from_quantiles(figures_.interval_s);
    if (random_.chance(figures_.gaps_per_hour / 3600 * wait)) {
        wait = random_.from_quantiles(figures_.gap_s);
    }
    advance(wait);
    return Step{now_s_, place_};
}

void Walker::go_to(GeoPoint scene) {
    target_ = scene;
    summoned_ = true;
    pause_left_s_ = 0;
    leg_left_s_ = 0;
}

void Walker::wander() {
    summoned_ = false;
    choose_target();
}

void Walker::advance(double seconds) {
    now_s_ += seconds;
    while (seconds > 0) {
        if (leg_left_s_ <= 0) {
            begin_leg();
        }
        const double part = std::min(seconds, leg_left_s_);
        place_ = gone(place_, heading_, speed_mps_ * part);
        leg_left_s_ -= part;
        seconds -= part;
    }
}

void Walker::begin_leg() {
    const double left_m = load::distance_m(place_, target_);
    leg_left_s_ = leg_s;
    if (summoned_) {
        heading_ = bearing_to(target_);
        const bool there = left_m < 1 || !leads_inside(heading_);
        speed_mps_ = there ? 0 : std::min(pace_mps_, left_m / leg_s);
        return;
    }
    if (pause_left_s_ <= 0 && moving_left_s_ <= 0) {
        begin_pause();
    }
    if (pause_left_s_ > 0) {
        leg_left_s_ = std::min(leg_s, pause_left_s_);
        pause_left_s_ -= leg_left_s_;
        speed_mps_ = 0;
        return;
    }
    moving_left_s_ -= leg_s;
    if (left_m < reached_m) {
        choose_target();
    }
    speed_mps_ = std::max(pace_mps_ * random_.from_quantiles(figures_.rhythm), figures_.still_mps);
    choose_heading();
}

void Walker::begin_pause() {
    pause_left_s_ = random_.from_quantiles(figures_.pause_s);
    moving_left_s_ = random_.from_quantiles(figures_.spell_s);
}

void Walker::choose_heading() {
    const double turn = random_.from_quantiles(figures_.turn_deg) * std::numbers::pi / 180;
    const double wanted = turned(bearing_to(target_) - heading_);
    const bool left = std::abs(wanted) > turn ? wanted > 0 : random_.chance(0.5);
    const double next = heading_ + (left ? turn : -turn);
    if (leads_inside(next)) {
        heading_ = turned(next);
        return;
    }
    // At the edge of the district: the smallest turn that stays inside, and elsewhere from there.
    constexpr int tries = 16;
    constexpr double sixteenth = std::numbers::pi / tries;
    for (int i = 1; i <= tries; ++i) {
        for (const double side : {1.0, -1.0}) {
            if (leads_inside(heading_ + side * i * sixteenth)) {
                heading_ = turned(heading_ + side * i * sixteenth);
                choose_target();
                return;
            }
        }
    }
    speed_mps_ = 0;
}

bool Walker::leads_inside(double heading) const {
    return outline_.contains(gone(place_, heading, std::max(speed_mps_, 0.1) * leg_s));
}

double Walker::bearing_to(GeoPoint to) const {
    const double east = (to.lon - place_.lon) * load::metres_per_degree_lon(place_.lat);
    const double north = (to.lat - place_.lat) * load::metres_per_degree_lat;
    return std::atan2(north, east);
}

void Walker::choose_target() {
    constexpr int tries = 32;
    target_ = place_;
    for (int i = 0; i < tries; ++i) {
        const double heading = random_.between(-std::numbers::pi, std::numbers::pi);
        const GeoPoint there = gone(place_, heading, random_.between(roaming_m / 4, roaming_m));
        if (outline_.contains(there)) {
            target_ = there;
            return;
        }
    }
}

} // namespace dageng::demo

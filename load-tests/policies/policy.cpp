#include "load-tests/policies/policy.hpp"

#include <algorithm>

namespace dageng::load {

namespace {

using protocol::Plan;
using protocol::Wave;

/// As if hardly anybody accepted: as many are asked as the wave allows.
constexpr protocol::Prior nobody_accepts{{1}, {1000}};
/// As if everybody did: as many are asked as are wanted.
constexpr protocol::Prior all_accept{{1000}, {1000}};

std::int64_t wanted(const protocol::AlarmLevel& level) {
    std::int64_t sum = 0;
    for (const auto& need : level.needs.items) {
        sum += need.count.value;
    }
    return sum;
}

void ask_all_at_once(protocol::AlarmLevel& level) {
    auto& waves = level.waves.items;
    Wave all = waves.back();
    all.ask.value = decltype(all.ask)::max;
    all.seconds.value = 0;
    for (const Wave& wave : waves) {
        all.seconds.value = std::min<std::int64_t>(
            all.seconds.value + wave.seconds.value, decltype(all.seconds)::max
        );
    }
    waves = {all};
}

/// In parts of the whole: how far, how many, how long.
void ask_ever_wider(protocol::AlarmLevel& level) {
    auto& waves = level.waves.items;
    if (waves.size() != 1) {
        return;
    }
    const Wave whole = waves.front();
    const auto part = [&](std::int64_t radius, std::int64_t ask, std::int64_t seconds) {
        Wave wave = whole;
        wave.radius_m.value = whole.radius_m.value * radius / 18;
        wave.ask.value = whole.ask.value * ask / 10;
        wave.seconds.value = whole.seconds.value / seconds;
        return wave;
    };
    waves = {part(5, 7, 4), part(10, 8, 4), part(18, 10, 2)};
}

void ask_as_many_as_wanted(protocol::AlarmLevel& level) {
    for (Wave& wave : level.waves.items) {
        wave.ask.value = std::min<std::int64_t>(wanted(level), decltype(wave.ask)::max);
    }
}

} // namespace

std::string_view name_of(Policy policy) {
    switch (policy) {
    case Policy::all_at_once:
        return "all at once";
    case Policy::nearest_only:
        return "nearest only";
    case Policy::waves:
        return "three waves";
    case Policy::likelihood:
        return "three waves by likelihood";
    case Policy::as_planned:
        break;
    }
    return "as planned";
}

protocol::Catalogue by_policy(protocol::Catalogue catalogue, Policy policy) {
    catalogue.alerts_a_day.value = decltype(catalogue.alerts_a_day)::max;
    catalogue.limits.reset();
    catalogue.escalation.reset();
    if (policy == Policy::as_planned) {
        return catalogue;
    }
    for (Plan& plan : catalogue.plans.items) {
        if (policy != Policy::likelihood) {
            plan.prior = policy == Policy::nearest_only ? all_accept : nobody_accepts;
        }
        for (auto& level : plan.levels.items) {
            if (level.waves.items.empty()) {
                continue;
            }
            if (policy == Policy::all_at_once) {
                ask_all_at_once(level);
                continue;
            }
            ask_ever_wider(level);
            if (policy == Policy::nearest_only) {
                ask_as_many_as_wanted(level);
            }
        }
    }
    return catalogue;
}

} // namespace dageng::load

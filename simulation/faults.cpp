#include "simulation/faults.hpp"

#include <algorithm>

namespace dageng::simulation {

namespace {

/// Faults of a run, its length apart: two at least, and one more every so many hours.
constexpr std::int64_t least_faults = 2;
constexpr std::int64_t hours_a_fault = 12;

} // namespace

void Faults::begin() {
    plan_next(chance_.between(300'000, 1'500'000));
}

void Faults::plan_next(std::int64_t in_ms) {
    schedule_.at(district_.now() + in_ms, [this] {
        // Slow first, so that there is something to lose; then that goes wrong, or nothing does.
        district_.slow_down(district_.now() + chance_.between(5'000, 60'000));
        schedule_.at(district_.now() + chance_.between(1, 20'000), [this] { strike(); });
        const std::int64_t hours = options_.hours;
        const std::int64_t mean_ms = hours * 3'600'000 / (least_faults + hours / hours_a_fault);
        plan_next(chance_.between(mean_ms / 4, mean_ms));
    });
}

void Faults::strike() {
    const std::uint64_t luck = chance_.below(1000);
    if (luck < 500) {
        district_.pull_plug();
    } else if (luck < 850) {
        district_.refuse_append();
    } else {
        return;
    }
    schedule_.at(district_.now() + chance_.between(1'000, 30'000), [this] { come_back(); });
}

void Faults::come_back() {
    if (district_.down()) {
        district_.start_again();
        network_.district_came_back();
    }
}

void Faults::end() {
    come_back();
}

} // namespace dageng::simulation

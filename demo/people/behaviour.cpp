#include "demo/people/behaviour.hpp"

#include <algorithm>

namespace dageng::demo {

Reaction react(load::Random& random, double speed) {
    const double drawn = random.unit();
    Reaction reaction;
    reaction.decision = drawn < accepts              ? Decision::accept
                        : drawn < accepts + declines ? Decision::decline
                                                     : Decision::ignore;
    reaction.seen_s = random.between(0.2, 1.5);
    reaction.answered_s = reaction.seen_s + std::max(random.between(2, 12) / speed, 0.5);
    return reaction;
}

double travel_s(double distance_m, double pace_mps, double speed) {
    constexpr double detour = 1.3;
    constexpr double shortest = 3;
    return std::max(distance_m * detour / pace_mps / speed, shortest);
}

double work_s(load::Random& random, double speed) {
    constexpr double shortest = 5;
    return std::max(random.between(180, 720) / speed, shortest);
}

} // namespace dageng::demo

#include "load-tests/policies/answers.hpp"

#include "load-tests/district/random.hpp"

#include <cmath>

namespace dageng::load {

namespace {

constexpr double unreached = 0.08;
/// Of those who don't accept; the others look and say nothing.
constexpr double declines = 0.65;
constexpr double mean_answer_s = 12;
constexpr double shortest_answer_s = 3;

/// How likely somebody of this category accepts who is reached, at this local hour.
double accepts(std::string_view category, int hour) {
    if (category == "officer") {
        return 0.6;
    }
    const double by_day = category == "patrol" ? 0.5 : 0.32;
    return hour < 6 ? by_day / 4 : hour < 8 || hour >= 22 ? by_day / 2 : by_day;
}

} // namespace

Reaction react(
    std::uint64_t seed,
    std::uint64_t person,
    std::uint64_t call,
    std::string_view category,
    int hour
) {
    Random random{(seed * 0x9E3779B97F4A7C15ULL) ^ (person << 32) ^ call};
    random.next();
    Reaction reaction;
    const bool reached = !random.chance(unreached);
    const double answer = random.unit();
    reaction.seen_s = random.between(0.3, 1.8);
    reaction.answered_s =
        reaction.seen_s + shortest_answer_s + random.exponential(mean_answer_s - shortest_answer_s);
    reaction.slower = std::exp(random.between(-0.25, 0.45));
    reaction.working_s = random.between(300, 1200);
    const double likely = accepts(category, hour);
    reaction.answer = !reached                                    ? Answer::unreached
                      : answer < likely                           ? Answer::accept
                      : answer < likely + (1 - likely) * declines ? Answer::decline
                                                                  : Answer::silence;
    return reaction;
}

} // namespace dageng::load

#include "load-tests/district/random.hpp"

#include <cmath>

namespace dageng::load {

std::uint64_t Random::next() {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBULL;
    return mixed ^ (mixed >> 31U);
}

double Random::unit() {
    constexpr double step = 1.0 / static_cast<double>(std::uint64_t{1} << 53U);
    return static_cast<double>(next() >> 11U) * step;
}

std::size_t Random::below(std::size_t count) {
    return static_cast<std::size_t>(unit() * static_cast<double>(count));
}

double Random::exponential(double mean) {
    return -mean * std::log1p(-unit());
}

double Random::from_quantiles(std::span<const double> quantiles) {
    const double at = unit() * static_cast<double>(quantiles.size() - 1);
    const auto lower = static_cast<std::size_t>(at);
    const double share = at - static_cast<double>(lower);
    return quantiles[lower] + share * (quantiles[lower + 1] - quantiles[lower]);
}

} // namespace dageng::load

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace dageng::load {

/// Random numbers that are the same for the same seed with every compiler (SplitMix64).
class Random {
  public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next();
    /// 0 ≤ … < 1.
    double unit();
    double between(double low, double high) { return low + (high - low) * unit(); }
    /// 0 to `count` - 1; `count` must not be 0.
    std::size_t below(std::size_t count);
    bool chance(double likelihood) { return unit() < likelihood; }
    /// Gaps of a Poisson process whose mean gap is `mean`.
    double exponential(double mean);
    /// From a distribution given by its values at evenly spaced quantiles, the first at 0 and the
    /// last at 1; linear between them. `quantiles` must hold at least two.
    double from_quantiles(std::span<const double> quantiles);

  private:
    std::uint64_t state_;
};

} // namespace dageng::load

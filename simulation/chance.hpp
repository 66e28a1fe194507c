#pragma once

#include <cstdint>
#include <vector>

namespace dageng::simulation {

/// All chance of a run: whole numbers that are the same for the same seed with every compiler
/// (SplitMix64; Steele, Lea, Flood 2014). One thread.
class Chance {
  public:
    explicit Chance(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15ULL;
        std::uint64_t value = state_;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ULL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBULL;
        return value ^ (value >> 31);
    }

    /// 0 to `limit` - 1; `limit` isn't 0. Small limits only: the remainder's bias is below 10⁻⁹.
    std::uint64_t below(std::uint64_t limit) { return next() % limit; }

    /// `low` to `high`, both included.
    std::int64_t between(std::int64_t low, std::int64_t high) {
        return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low) + 1));
    }

    /// True so many times of a thousand.
    bool per_mille(std::uint64_t share) { return below(1000) < share; }

    /// `some` isn't empty.
    template <class T>
    const T& one_of(const std::vector<T>& some) {
        return some[below(some.size())];
    }

  private:
    std::uint64_t state_;
};

} // namespace dageng::simulation

#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace dageng::load {

/// Counts of durations in buckets whose width grows with the value, so that every percentile from
/// nanoseconds to hours is right to better than 1 % of itself. Values are in nanoseconds. Allocates
/// only when made.
class Histogram {
  public:
    Histogram();

    /// A negative duration counts as 0.
    void record(std::int64_t value_ns);
    void merge(const Histogram& other);

    std::uint64_t count() const { return count_; }
    /// Exact; 0 when empty.
    std::int64_t min() const { return count_ == 0 ? 0 : min_; }
    std::int64_t max() const { return max_; }
    double mean() const;

    /// The smallest bucket's upper edge at or below which a share of `quantile` (0 to 1) of the
    /// values lies, but never more than the maximum; 0 when empty.
    std::int64_t at(double quantile) const;

  private:
    static std::size_t bucket_of(std::uint64_t value);
    static std::uint64_t upper_edge(std::size_t bucket);

    std::vector<std::uint64_t> counts_;
    std::uint64_t count_ = 0;
    std::int64_t min_ = 0;
    std::int64_t max_ = 0;
    double sum_ = 0;
};

} // namespace dageng::load

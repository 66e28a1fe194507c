#include "load-tests/measure/histogram.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace dageng::load {

namespace {

/// Buckets per doubling of the value.
constexpr unsigned precision_bits = 7;
constexpr std::uint64_t per_doubling = std::uint64_t{1} << precision_bits;
/// Values below 2 × per_doubling have a bucket each.
constexpr std::size_t buckets = (64 - precision_bits) * per_doubling;

} // namespace

Histogram::Histogram() : counts_(buckets) {}

std::size_t Histogram::bucket_of(std::uint64_t value) {
    if (value < 2 * per_doubling) {
        return value;
    }
    const auto doublings = static_cast<unsigned>(std::bit_width(value)) - precision_bits - 1;
    return doublings * per_doubling + (value >> doublings);
}

std::uint64_t Histogram::upper_edge(std::size_t bucket) {
    if (bucket < 2 * per_doubling) {
        return bucket;
    }
    const std::size_t doublings = bucket / per_doubling - 1;
    const std::uint64_t mantissa = bucket - doublings * per_doubling;
    return ((mantissa + 1) << doublings) - 1;
}

void Histogram::record(std::int64_t value_ns) {
    const std::int64_t value = std::max<std::int64_t>(value_ns, 0);
    ++counts_[bucket_of(static_cast<std::uint64_t>(value))];
    min_ = count_ == 0 ? value : std::min(min_, value);
    max_ = std::max(max_, value);
    sum_ += static_cast<double>(value);
    ++count_;
}

void Histogram::merge(const Histogram& other) {
    if (other.count_ == 0) {
        return;
    }
    for (std::size_t i = 0; i < counts_.size(); ++i) {
        counts_[i] += other.counts_[i];
    }
    min_ = count_ == 0 ? other.min_ : std::min(min_, other.min_);
    max_ = std::max(max_, other.max_);
    sum_ += other.sum_;
    count_ += other.count_;
}

double Histogram::mean() const {
    return count_ == 0 ? 0 : sum_ / static_cast<double>(count_);
}

std::int64_t Histogram::at(double quantile) const {
    if (count_ == 0) {
        return 0;
    }
    const double wanted = std::ceil(std::clamp(quantile, 0.0, 1.0) * static_cast<double>(count_));
    const auto rank = std::max<std::uint64_t>(static_cast<std::uint64_t>(wanted), 1);
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
        seen += counts_[i];
        if (seen >= rank) {
            return std::min(static_cast<std::int64_t>(upper_edge(i)), max_);
        }
    }
    return max_;
}

} // namespace dageng::load

#pragma once

#include <chrono>
#include <cstdint>

/// How much of somebody is taken, by gateways of each connection and by the leader of each account.
namespace dageng::bus {

/// Of a clock that never goes back, in milliseconds since some fixed moment.
using Instant = std::chrono::milliseconds;

/// How many of something are taken: `burst` at once, `per_second` in the long run. Both over 0.
struct Rate {
    std::uint32_t per_second = 1;
    std::uint32_t burst = 1;
};

/// A token bucket, in thousandths of a token so that all is integer. Full at first.
class Bucket {
  public:
    Bucket(Rate rate, Instant now) : tokens_(full(rate)), at_(now) {}

    /// Takes one token, if there is one.
    bool take(Rate rate, Instant now) {
        if (now > at_) {
            tokens_ += (now - at_).count() * rate.per_second;
            tokens_ = tokens_ < full(rate) ? tokens_ : full(rate);
            at_ = now;
        }
        if (tokens_ < one) {
            return false;
        }
        tokens_ -= one;
        return true;
    }

    /// How long until there is a token again, after a refusal.
    std::chrono::milliseconds wait(Rate rate) const {
        return std::chrono::milliseconds((one - tokens_ + rate.per_second - 1) / rate.per_second);
    }

  private:
    static constexpr std::int64_t one = 1000;
    static constexpr std::int64_t full(Rate rate) { return std::int64_t{rate.burst} * one; }

    std::int64_t tokens_;
    Instant at_;
};

} // namespace dageng::bus

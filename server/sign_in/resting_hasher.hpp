#pragma once

#include "server/sign_in/hasher.hpp"

#include <chrono>
#include <functional>

namespace dageng::sign_in {

/// Checks passwords for whoever nobody knows, with a rest before the next that is so many times as
/// long as the last took, but no longer than `longest`: a flood of wrong ones leaves most of a
/// core's time to the district, since even what runs at the lowest priority makes its neighbours
/// slower. Who comes alone waits for nothing.
class RestingHasher final : public Hasher {
  public:
    using Clock = std::chrono::steady_clock;
    static constexpr int rests = 9;
    static constexpr std::chrono::seconds longest{2};

    /// Both are the system's, but in tests.
    struct Time {
        std::function<Clock::time_point()> now;
        std::function<void(Clock::time_point)> wait_until;
    };

    /// The other outlives it.
    explicit RestingHasher(Hasher& hasher);
    RestingHasher(Hasher& hasher, Time time);

    std::string hash(const std::string& password) override;
    bool matches(const std::string& hash, const std::string& password) override;

  private:
    Hasher& hasher_;
    Time time_;
    Clock::time_point rested_;
};

} // namespace dageng::sign_in

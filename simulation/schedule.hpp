#pragma once

#include "protocol/ids.hpp"

#include <cstdint>
#include <functional>
#include <queue>
#include <utility>
#include <vector>

namespace dageng::simulation {

/// What happens later, in virtual time; at one moment in the order in which it was planned.
class Schedule {
  public:
    using Act = std::function<void()>;

    void at(protocol::TimeMs when, Act act) { later_.push({when, ++planned_, std::move(act)}); }

    protocol::TimeMs next() const {
        return later_.empty() ? protocol::TimeMs{INT64_MAX} : later_.top().when;
    }

    /// Takes the next act off and carries it out.
    void act() {
        // A queue shows its top unchangeable; the act must leave before it plans others.
        const Act act = later_.top().act;
        later_.pop();
        act();
    }

  private:
    struct Later {
        protocol::TimeMs when;
        std::uint64_t order = 0;
        Act act;

        bool operator<(const Later& other) const {
            return std::pair{other.when, other.order} < std::pair{when, order};
        }
    };

    std::priority_queue<Later> later_;
    std::uint64_t planned_ = 0;
};

} // namespace dageng::simulation

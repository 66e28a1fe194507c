#pragma once

#include "server/engine/apply.hpp"

#include <cstddef>
#include <deque>
#include <utility>

namespace dageng::district {

/// The last events, for those who resume. Older ones are answered by the snapshot.
class RecentEvents {
  public:
    static constexpr std::size_t max_events = 20'000;

    void push(engine::Stamp stamp, engine::Event event) {
        events_.emplace_back(stamp, std::move(event));
        if (events_.size() > max_events) {
            events_.pop_front();
        }
    }

    /// Those up to `last` aren't kept any more.
    void forget(protocol::Offset last) {
        while (!events_.empty() && events_.front().first.n <= last) {
            events_.pop_front();
        }
    }

    /// The event numbered `n`; null when it isn't kept any more.
    const std::pair<engine::Stamp, engine::Event>* find(protocol::Offset n) const {
        if (events_.empty() || n < events_.front().first.n || n > events_.back().first.n) {
            return nullptr;
        }
        return &events_[n - events_.front().first.n];
    }

  private:
    std::deque<std::pair<engine::Stamp, engine::Event>> events_; // without gaps
};

} // namespace dageng::district

#pragma once

#include "protocol/ids.hpp"

#include <deque>
#include <utility>
#include <vector>

namespace dageng::district {

/// A way out: whatever is said from state waits here until the state it was said from is durable.
/// Order is kept.
template <class Item>
class ReleaseQueue {
  public:
    /// `n`: the number of the last event that had been applied when this was said.
    void push(protocol::Offset n, Item item) { waiting_.emplace_back(n, std::move(item)); }

    /// Everything that may leave now that `durable` is.
    std::vector<Item> release(protocol::Offset durable) {
        std::vector<Item> out;
        while (!waiting_.empty() && waiting_.front().first <= durable) {
            out.push_back(std::move(waiting_.front().second));
            waiting_.pop_front();
        }
        return out;
    }

  private:
    std::deque<std::pair<protocol::Offset, Item>> waiting_;
};

} // namespace dageng::district

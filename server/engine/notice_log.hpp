#pragma once

#include "protocol/ids.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace dageng::engine {

/// The numbers of a person's last notices: enough to resume after a short absence; who was away
/// longer gets the snapshot. Takes no memory until the first notice.
class NoticeLog {
  public:
    /// How many are kept for those who watch the whole district, and for others.
    static constexpr std::size_t max_kept_watcher = 1024;
    static constexpr std::size_t max_kept = 16;

    NoticeLog() = default;
    /// As `numbers()` and `is_cut()` gave it.
    NoticeLog(std::vector<protocol::Offset> numbers, bool cut)
        : numbers_(std::move(numbers)), cut_(cut) {}

    void push(protocol::Offset n, std::size_t limit) {
        if (numbers_.size() >= 2 * limit) {
            numbers_.erase(
                numbers_.begin(), numbers_.end() - static_cast<std::ptrdiff_t>(limit) + 1
            );
            cut_ = true;
        }
        numbers_.push_back(n);
    }

    /// 0 when there was none.
    protocol::Offset last() const { return numbers_.empty() ? 0 : numbers_.back(); }

    /// The numbers after `n`; nothing when `n` isn't known any more, so that only a snapshot
    /// serves.
    std::optional<std::vector<protocol::Offset>> after(protocol::Offset n) const {
        const auto found = std::lower_bound(numbers_.begin(), numbers_.end(), n);
        if (n == 0 && !cut_) {
            return numbers_;
        }
        if (found == numbers_.end() || *found != n) {
            return std::nullopt;
        }
        return std::vector<protocol::Offset>(found + 1, numbers_.end());
    }

    /// The number before `n`, which is in the log; 0 when it is the first kept.
    protocol::Offset before(protocol::Offset n) const {
        const auto found = std::lower_bound(numbers_.begin(), numbers_.end(), n);
        return found == numbers_.begin() ? 0 : *(found - 1);
    }

    /// Those that are kept, ascending.
    const std::vector<protocol::Offset>& numbers() const { return numbers_; }
    /// Whether there were older ones.
    bool is_cut() const { return cut_; }

  private:
    std::vector<protocol::Offset> numbers_; // ascending; at most twice the limit
    bool cut_ = false;
};

} // namespace dageng::engine

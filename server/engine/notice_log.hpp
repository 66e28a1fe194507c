#pragma once

#include "protocol/ids.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace dageng::engine {

/// The numbers of a person's last notices: enough to resume after a short absence; who was away
/// longer gets the snapshot. Every person has one, so it is 8 bytes, and takes memory beside only
/// from the second notice on: 16 bytes and 4 for each.
class NoticeLog {
  public:
    /// How many are kept for those who watch the whole district, and for others.
    static constexpr std::size_t max_kept_watcher = 1024;
    static constexpr std::size_t max_kept = 16;

    NoticeLog() = default;
    /// As `numbers()` and `is_cut()` gave it.
    NoticeLog(const std::vector<protocol::Offset>& numbers, bool cut);
    NoticeLog(const NoticeLog& other);
    NoticeLog(NoticeLog&& other) noexcept;
    NoticeLog& operator=(NoticeLog other) noexcept;
    ~NoticeLog();

    /// `n`: above all before. Of twice the limit the last are kept, and those that lie 2^32 events
    /// or more before it leave.
    void push(protocol::Offset n, std::size_t limit);

    /// 0 when there was none.
    protocol::Offset last() const;

    /// The numbers after `n`; nothing when `n` isn't known any more, so that only a snapshot
    /// serves.
    std::optional<std::vector<protocol::Offset>> after(protocol::Offset n) const;

    /// Those that are kept, ascending.
    std::vector<protocol::Offset> numbers() const;
    /// Whether there were older ones.
    bool is_cut() const;

  private:
    struct Many;

    bool is_one() const { return (word_ & 1) != 0; }
    Many* many() const;
    void take(std::vector<protocol::Offset> numbers, bool cut, std::size_t room);

    /// 0, or twice the only number and one, or the address of many.
    std::uint64_t word_ = 0;
};

} // namespace dageng::engine

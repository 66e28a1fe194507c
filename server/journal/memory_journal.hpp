#pragma once

#include "server/journal/chain_walk.hpp"
#include "server/journal/journal.hpp"

#include <deque>
#include <mutex>
#include <string>
#include <vector>

namespace dageng::journal {

/// A journal without a disk, for tests: nothing becomes durable before the test says so. The
/// listener is called by whoever calls make_durable, refuse or fail, before these return.
class MemoryJournal final : public Journal {
  public:
    explicit MemoryJournal(std::string log = make_log());

    /// Makes the first `records` of those that wait durable, as one group; all of them by default.
    /// Says nothing when none waits.
    void make_durable(std::size_t records = static_cast<std::size_t>(-1));

    /// Refuses the first record that waits, and drops it with all after it.
    void refuse(std::string reason);

    /// The disk fails: what waits and whatever comes later is dropped.
    void fail(std::string reason);

    /// How many records wait.
    std::size_t waiting() const;

    /// Changes a durable record behind the chain's back. There must be one that begins at `first`.
    void damage(Offset first, std::string body);

    Head head() const override;
    using Journal::append;
    void append(std::vector<Record> records, Haste haste) override;
    void listen(Listener listener) override;
    void read(Offset from, const Visitor& visit) const override;
    std::optional<Hash> hash_at(Offset last) const override;

  private:
    struct Kept {
        Record record;
        Hash hash{};
    };

    void end(Outcome::Kind kind, std::string reason);

    mutable std::mutex mutex_;
    std::vector<LogEntry> logs_;
    ChainWalk walk_;
    std::vector<Kept> kept_;
    std::deque<Record> waiting_;
    Offset appended_ = 0;
    bool failed_ = false;
    Listener listener_;
};

} // namespace dageng::journal

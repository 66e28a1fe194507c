#pragma once

#include "server/journal/journal.hpp"

#include <string>
#include <vector>

namespace dageng::journal {

/// A name that a journal has had: the records after event `after` were written under it.
struct LogEntry {
    std::string log;
    Offset after = 0; ///< 0 for the name that the journal was created with.

    bool operator==(const LogEntry&) const = default;
};

/// Follows the chain of a journal, record by record. One thread.
class ChainWalk {
  public:
    /// `logs` are all names of the journal, the oldest first, at least one; `from` is trusted.
    ChainWalk(std::vector<LogEntry> logs, const Position& from);

    /// The hash that the next record follows.
    Hash follows() const;

    /// Goes past a record that is being written, and returns its hash. It must fit.
    Hash write(const Record& record);

    /// Goes past a record that was read with the hash that was stored with it. Throws JournalError,
    /// naming the offset, when it doesn't follow in number, time or hash.
    void read(const Record& record, const Hash& stored);

    const Position& position() const { return position_; }

    /// Where the journal ends if it ends here.
    Head head() const;

  private:
    bool fits(const Record& record) const;

    std::vector<LogEntry> logs_;
    Position position_;
};

} // namespace dageng::journal

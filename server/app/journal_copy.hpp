#pragma once

#include "server/journal/journal.hpp"

#include <filesystem>
#include <memory>

namespace dageng::app {

/// A copy of a data folder's journal, in a folder of this process's owner alone that is removed
/// when it goes. A server may be writing to the data folder; nothing in it changes.
class JournalCopy {
  public:
    /// Throws JournalError when there is no journal in the folder, or it is broken.
    explicit JournalCopy(const std::filesystem::path& data);
    ~JournalCopy();
    JournalCopy(const JournalCopy&) = delete;
    JournalCopy& operator=(const JournalCopy&) = delete;

    const journal::Journal& journal() const { return *journal_; }

  private:
    std::filesystem::path folder_;
    std::unique_ptr<const journal::Journal> journal_;
};

} // namespace dageng::app

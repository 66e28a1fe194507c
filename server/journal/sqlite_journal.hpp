#pragma once

#include "server/journal/journal.hpp"
#include "server/journal/sqlite_options.hpp"

#include <filesystem>
#include <memory>

namespace dageng::journal {

/// A journal in one SQLite file, with a write-ahead log. A thread of its own takes all records that
/// wait, writes them in one transaction with one sync, and tells the listener; while it syncs, the
/// next group gathers. It alone writes: `journal.lock` beside the file keeps other servers away.
/// Others may read the file meanwhile (see copy_database).
class SqliteJournal final : public Journal {
  public:
    /// Opens the journal in `file`, or makes an empty one under a new `log`; the folder must exist.
    /// Checks the last record; the rest of the chain is checked by reading it.
    /// Throws JournalError, also when another server uses the folder.
    explicit SqliteJournal(const std::filesystem::path& file, const SqliteOptions& options = {});

    /// Makes durable what waits, and tells the listener, before it returns.
    ~SqliteJournal() override;

    Head head() const override;
    using Journal::append;
    void append(std::vector<Record> records, Haste haste) override;
    void listen(Listener listener) override;
    void read(Offset from, const Visitor& visit) const override;
    std::optional<Hash> hash_at(Offset last) const override;

  private:
    class Writer;
    std::unique_ptr<Writer> writer_;
};

} // namespace dageng::journal

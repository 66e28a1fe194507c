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
    std::optional<Position> front() const override;
    void read_front(const std::function<void(const std::string&)>& visit) const override;

    /// After the last record that was written before `until` and ends before event `before`;
    /// nothing when there is none. Any thread. Throws JournalError.
    std::optional<Position> position(TimeMs until, Offset before) const;

    using Give = std::function<void(std::string piece)>;
    /// Lets go all records before a position, of which there must be one: `write` gives the pieces
    /// of what stands in their place, each small enough to be written between two groups. It counts
    /// from one moment to the next; then the records go, some at a time, while nobody reads. One
    /// thread, not the one that appends. Throws JournalError; what was begun and not finished
    /// counts for nothing, and leaves with the next.
    void cut(const Position& front, const std::function<void(const Give& give)>& write);

    /// Finishes what a cut that counts left: after a start. As `cut`.
    void clear_front();

  private:
    class Writer;
    std::unique_ptr<Writer> writer_;
};

} // namespace dageng::journal

#pragma once

#include "server/journal/chain_walk.hpp"
#include "server/journal/folder.hpp"
#include "server/journal/journal.hpp"
#include "server/journal/sqlite_options.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace dageng::journal {

/// A record as it stands in the file.
struct StoredRecord {
    Record record;
    Hash hash{};
};

/// The file of a SqliteJournal: its tables, and what it takes to make them durable. For
/// sqlite_journal.cpp and sqlite_copy.cpp. All functions throw JournalError.
///
///     records(first, events, at, body, hash)   one row a decision
///     logs(number, log, after)                 the journal's names, the oldest first
///
/// application_id says that it is a journal of ours, user_version its format.
class SqliteStore {
  public:
    /// Opens the journal, or makes an empty one where there is no file or an empty file; what it
    /// holds is durable on return, and its entry in the folder too. Checks the format and the hash
    /// of the last record.
    SqliteStore(const std::filesystem::path& file, const SqliteOptions& options);

    /// At the last record written. For the thread that writes.
    const ChainWalk& end() const { return *end_; }

    /// Writes records in one transaction, durable on return. They must fit to what stands before
    /// them. One thread; not to be called again after it threw.
    void write(const std::vector<Record>& group);

    /// Gives the journal a new name from its end on, durable on return. One thread.
    void begin_log(const std::string& log);

    /// Pages of the write-ahead log after the last commit. For the thread that writes.
    int wal_pages() const { return wal_pages_; }

    /// A walk that begins before the record that holds `from`, which must be in the journal.
    ChainWalk walk_to(Offset from) const;

    /// The hash of the record that ends with event `last`; nothing when none does. Any thread.
    std::optional<Hash> hash_at(Offset last) const;

    /// The records that follow `after`, up to the one that ends with `last`: as many as are worth
    /// fetching at once, at least one if there is one. Any thread.
    std::vector<StoredRecord> fetch(Offset after, Offset last) const;

  private:
    void open_or_create(const SqliteOptions& options);
    void create();
    void sync_what_is_found();
    void prepare(const SqliteOptions& options);
    std::vector<LogEntry> logs(SQLite::Database& database) const;
    std::optional<StoredRecord> record_before(SQLite::Database& database, Offset first) const;
    ChainWalk walk_from(SQLite::Database& database, Offset first) const;

    std::filesystem::path file_;
    std::unique_ptr<FolderLock> lock_;
    std::unique_ptr<SQLite::Database> writer_;
    std::unique_ptr<SQLite::Statement> begin_;
    std::unique_ptr<SQLite::Statement> insert_;
    std::unique_ptr<SQLite::Statement> commit_;
    std::optional<ChainWalk> end_;
    int wal_pages_ = 0;

    /// Guards what follows: reading must not wait for the writer's syncs.
    mutable std::mutex reading_;
    mutable std::unique_ptr<SQLite::Database> reader_;
    mutable std::unique_ptr<SQLite::Statement> next_;
};

} // namespace dageng::journal

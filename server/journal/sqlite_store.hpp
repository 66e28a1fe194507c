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
#include <string>
#include <vector>

namespace dageng::journal {

/// A record as it stands in the file.
struct StoredRecord {
    Record record;
    Hash hash{};
};

/// Runs `work`; what SQLite throws becomes a JournalError that names the file.
template <class Work>
auto named(const std::filesystem::path& file, Work&& work) {
    try {
        return work();
    } catch (const SQLite::Exception& error) {
        throw JournalError("journal " + file.string() + ": " + error.what());
    }
}

/// Nothing when it holds something else.
std::optional<Hash> hash_of(const SQLite::Column& column);

/// The file of a SqliteJournal: its tables, and what it takes to make them durable. For
/// sqlite_journal.cpp and sqlite_copy.cpp. All functions throw JournalError.
///
///     records(first, events, at, body, hash)   one row a decision
///     logs(number, log, after)                 the journal's names, the oldest first
///     front(last, hash, at)                    none or one: what the first record follows
///     front_parts(last, number, text)          what stands in the place of what was let go
///
/// application_id says that it is a journal of ours, user_version its format: 1, or 2 once its
/// front was to be cut, with the last two tables. Records up to `front` and other parts than its
/// own are left-overs.
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

    /// What the first record follows. Any thread.
    std::optional<Position> front() const;
    /// The piece of this number, from 0, of what stands for what was let go. Any thread.
    std::optional<std::string> front_part(std::int64_t number) const;
    /// As SqliteJournal::position. Any thread.
    std::optional<Position> position(TimeMs until, Offset before) const;

    // Each one transaction. For the thread that writes.
    /// Keeps a piece for a front that is to come.
    void add_front_part(Offset last, std::int64_t number, const std::string& text);
    /// From now on the journal begins there, and so many pieces stand for what was before.
    void begin_after(const Position& front, std::int64_t parts);
    /// Removes some left-overs. Returns whether there may be more.
    bool drop_some();

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
    std::optional<Position> read_front();
    void have_front_tables();

    std::filesystem::path file_;
    int format_ = 0;
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
    std::optional<Position> front_; ///< Written by the thread that writes.
};

} // namespace dageng::journal

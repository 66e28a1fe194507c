#include "server/journal/sqlite_store.hpp"

#include "protocol/assert.hpp"
#include "server/journal/log_ahead.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

namespace dageng::journal {

namespace {

constexpr int application_id = 0x44474A4C; // "DGJL"
constexpr int first_format = 1;
constexpr int newest_format = 2;
constexpr int busy_timeout_ms = 10'000; // For a back-up that opens the file at the same moment.
constexpr std::size_t fetch_bytes = std::size_t{1024} * 1024;
constexpr std::size_t fetch_records = 1000;

int pragma_int(SQLite::Database& database, const std::string& pragma) {
    return database.execAndGet("PRAGMA " + pragma).getInt();
}

StoredRecord row(const std::filesystem::path& file, SQLite::Statement& at) {
    StoredRecord stored;
    stored.record.first = static_cast<Offset>(at.getColumn(0).getInt64());
    const std::int64_t events = at.getColumn(1).getInt64();
    stored.record.at.value = at.getColumn(2).getInt64();
    stored.record.body = at.getColumn(3).getString();
    const auto hash = hash_of(at.getColumn(4));
    if (events < 1 || events > std::numeric_limits<std::uint32_t>::max() || !hash)
        throw JournalError(
            "journal " + file.string() + " is broken at event " +
            std::to_string(stored.record.first) + ": not a record"
        );
    stored.record.events = static_cast<std::uint32_t>(events);
    stored.hash = *hash;
    return stored;
}

} // namespace

std::optional<Hash> hash_of(const SQLite::Column& column) {
    Hash hash{};
    if (column.getBytes() != static_cast<int>(hash.size()))
        return std::nullopt;
    std::memcpy(hash.data(), column.getBlob(), hash.size());
    return hash;
}

SqliteStore::SqliteStore(const std::filesystem::path& file, const SqliteOptions& options)
    : file_(file) {
    if (options.vfs.empty()) {
        lock_ = std::make_unique<FolderLock>(folder_of(file));
        make_private_file(file);
    }
    named(file_, [&] { open_or_create(options); });
}

void SqliteStore::open_or_create(const SqliteOptions& options) {
    writer_ = std::make_unique<SQLite::Database>(
        file_.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, busy_timeout_ms, options.vfs
    );
    const int id = pragma_int(*writer_, "application_id");
    const bool empty = writer_->execAndGet("SELECT count(*) FROM sqlite_schema").getInt() == 0;
    const bool fresh = id == 0 && empty;
    if (!fresh && id != application_id)
        throw JournalError(file_.string() + " is not a journal of Dageng");
    format_ = fresh ? first_format : pragma_int(*writer_, "user_version");
    if (format_ < first_format || format_ > newest_format)
        throw JournalError(
            "journal " + file_.string() + " has format " + std::to_string(format_) +
            "; this program knows format " + std::to_string(newest_format) + " and older ones"
        );
    if (writer_->execAndGet("PRAGMA journal_mode = WAL").getString() != "wal")
        throw JournalError("journal " + file_.string() + ": no write-ahead log is possible here");
    writer_->exec("PRAGMA synchronous = FULL");
    writer_->exec("PRAGMA wal_autocheckpoint = 0");
    writer_->exec("PRAGMA secure_delete = ON"); // What was let go is not to be found in free pages.
    if (fresh)
        create();
    else
        sync_what_is_found();
    write_log_ahead(writer_->getHandle(), options.checkpoint_pages + options.checkpoint_pages / 4);
    sqlite3_wal_hook(
        writer_->getHandle(),
        [](void* self, sqlite3*, const char*, int pages) {
            static_cast<SqliteStore*>(self)->wal_pages_ = pages;
            return SQLITE_OK;
        },
        this
    );
    prepare(options);
    front_ = read_front();

    const auto last = record_before(*writer_, std::numeric_limits<std::int64_t>::max());
    end_ = walk_from(*writer_, last ? last->record.first : 1);
    if (last)
        end_->read(last->record, last->hash);

    // Each time, and after the log was opened: a process that was killed may have left files whose
    // entries aren't durable, and SQLite syncs the folder only for files that it makes itself.
    if (options.sync_directory)
        options.sync_directory(folder_of(file_));
    else if (options.vfs.empty())
        sync_directory(folder_of(file_));
}

void SqliteStore::prepare(const SqliteOptions& options) {
    begin_ = std::make_unique<SQLite::Statement>(*writer_, "BEGIN IMMEDIATE");
    insert_ = std::make_unique<SQLite::Statement>(
        *writer_, "INSERT INTO records(first, events, at, body, hash) VALUES (?, ?, ?, ?, ?)"
    );
    commit_ = std::make_unique<SQLite::Statement>(*writer_, "COMMIT");
    reader_ = std::make_unique<SQLite::Database>(
        file_.string(), SQLite::OPEN_READONLY, busy_timeout_ms, options.vfs
    );
    next_ = std::make_unique<SQLite::Statement>(
        *reader_, "SELECT first, events, at, body, hash FROM records WHERE first > ? ORDER BY first"
    );
}

void SqliteStore::create() {
    SQLite::Transaction transaction(*writer_, SQLite::TransactionBehavior::IMMEDIATE);
    writer_->exec("PRAGMA application_id = " + std::to_string(application_id));
    writer_->exec("PRAGMA user_version = " + std::to_string(format_));
    writer_->exec("CREATE TABLE records(first INTEGER PRIMARY KEY, events INTEGER NOT NULL, "
                  "at INTEGER NOT NULL, body TEXT NOT NULL, hash BLOB NOT NULL) STRICT");
    writer_->exec("CREATE TABLE logs(number INTEGER PRIMARY KEY, log TEXT NOT NULL, "
                  "after INTEGER NOT NULL) STRICT");
    SQLite::Statement first(*writer_, "INSERT INTO logs(log, after) VALUES (?, 0)");
    first.bind(1, make_log());
    first.exec();
    transaction.commit();
}

// Of a process that was killed, the log may hold transactions that were written but not synced.
// SQLite shows them as committed; a power cut could still take them. A commit of our own, even one
// that changes nothing, syncs the log whole.
void SqliteStore::sync_what_is_found() {
    writer_->exec("PRAGMA user_version = " + std::to_string(format_));
}

void SqliteStore::write(const std::vector<Record>& group) {
    named(file_, [&] {
        begin_->exec();
        begin_->reset();
        for (const Record& record : group) {
            const Hash hash = end_->write(record);
            insert_->bind(1, static_cast<std::int64_t>(record.first));
            insert_->bind(2, static_cast<std::int64_t>(record.events));
            insert_->bind(3, record.at.value);
            insert_->bindNoCopy(4, record.body);
            insert_->bindNoCopy(5, hash.data(), static_cast<int>(hash.size()));
            insert_->exec();
            insert_->reset();
        }
        commit_->exec();
        commit_->reset();
    });
}

void SqliteStore::begin_log(const std::string& log) {
    named(file_, [&] {
        SQLite::Transaction transaction(*writer_, SQLite::TransactionBehavior::IMMEDIATE);
        SQLite::Statement add(*writer_, "INSERT INTO logs(log, after) VALUES (?, ?)");
        add.bind(1, log);
        add.bind(2, static_cast<std::int64_t>(end_->position().last));
        add.exec();
        transaction.commit();
        end_ = ChainWalk(logs(*writer_), end_->position());
    });
}

std::vector<LogEntry> SqliteStore::logs(SQLite::Database& database) const {
    std::vector<LogEntry> found;
    SQLite::Statement all(database, "SELECT log, after FROM logs ORDER BY number");
    while (all.executeStep())
        found.push_back(
            {all.getColumn(0).getString(), static_cast<Offset>(all.getColumn(1).getInt64())}
        );
    if (found.empty())
        throw JournalError("journal " + file_.string() + " has no name");
    return found;
}

std::optional<StoredRecord>
SqliteStore::record_before(SQLite::Database& database, Offset first) const {
    SQLite::Statement before(
        database,
        "SELECT first, events, at, body, hash FROM records WHERE first < ? "
        "ORDER BY first DESC LIMIT 1"
    );
    before.bind(1, static_cast<std::int64_t>(first));
    if (!before.executeStep())
        return std::nullopt;
    return row(file_, before);
}

ChainWalk SqliteStore::walk_from(SQLite::Database& database, Offset first) const {
    Position position = front_.value_or(Position{});
    const auto before = record_before(database, first);
    if (before && before->record.last() > position.last)
        position = {before->record.last(), before->hash, before->record.at};
    return {logs(database), position};
}

ChainWalk SqliteStore::walk_to(Offset from) const {
    const std::lock_guard lock(reading_);
    return named(file_, [&] {
        const auto holder = record_before(*reader_, from + 1);
        return walk_from(*reader_, holder ? holder->record.first : 1);
    });
}

std::optional<Hash> SqliteStore::hash_at(Offset last) const {
    const std::lock_guard lock(reading_);
    return named(file_, [&]() -> std::optional<Hash> {
        if (front_ && last <= front_->last)
            return last == front_->last ? std::optional{front_->hash} : std::nullopt;
        const auto holder = record_before(*reader_, last + 1);
        return holder && holder->record.last() == last ? std::optional{holder->hash} : std::nullopt;
    });
}

std::vector<StoredRecord> SqliteStore::fetch(Offset after, Offset last) const {
    const std::lock_guard lock(reading_);
    return named(file_, [&] {
        std::vector<StoredRecord> found;
        next_->bind(1, static_cast<std::int64_t>(after));
        // Ends the read on every way out, as an open one would keep the log from being overwritten.
        const std::unique_ptr<SQLite::Statement, void (*)(SQLite::Statement*)> open(
            next_.get(), [](SQLite::Statement* statement) { statement->tryReset(); }
        );
        std::size_t bytes = 0;
        while (bytes < fetch_bytes && found.size() < fetch_records && next_->executeStep()) {
            found.push_back(row(file_, *next_));
            bytes += found.back().record.body.size();
            if (found.back().record.last() >= last)
                break;
        }
        return found;
    });
}

} // namespace dageng::journal

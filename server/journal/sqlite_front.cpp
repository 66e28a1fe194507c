#include "protocol/assert.hpp"
#include "server/journal/sqlite_store.hpp"

// The part of SqliteStore that is about what was let go.
namespace dageng::journal {

namespace {

constexpr int format_with_front = 2;
/// So much leaves in one transaction: some milliseconds of the thread that writes.
constexpr int records_at_once = 500;

} // namespace

std::optional<Position> SqliteStore::read_front() {
    if (format_ < format_with_front)
        return std::nullopt;
    SQLite::Statement only(*writer_, "SELECT last, hash, at FROM front");
    if (!only.executeStep())
        return std::nullopt;
    Position front;
    front.last = static_cast<Offset>(only.getColumn(0).getInt64());
    const auto hash = hash_of(only.getColumn(1));
    if (!hash)
        throw JournalError("journal " + file_.string() + " is broken: its front has no hash");
    front.hash = *hash;
    front.at.value = only.getColumn(2).getInt64();
    return front;
}

std::optional<Position> SqliteStore::front() const {
    const std::lock_guard lock(reading_);
    return front_;
}

std::optional<std::string> SqliteStore::front_part(std::int64_t number) const {
    const std::lock_guard lock(reading_);
    if (!front_)
        return std::nullopt;
    return named(file_, [&]() -> std::optional<std::string> {
        SQLite::Statement one(
            *reader_, "SELECT text FROM front_parts WHERE last = ? AND number = ?"
        );
        one.bind(1, static_cast<std::int64_t>(front_->last));
        one.bind(2, number);
        return one.executeStep() ? std::optional{one.getColumn(0).getString()} : std::nullopt;
    });
}

std::optional<Position> SqliteStore::position(TimeMs until, Offset before) const {
    const std::lock_guard lock(reading_);
    return named(file_, [&]() -> std::optional<Position> {
        std::optional<Position> found;
        // Times never go back: the last record before `until` is found by halves.
        Offset from = front_ ? front_->last + 1 : 1;
        Offset to = before;
        while (from < to) {
            const Offset middle = from + (to - from) / 2;
            const auto holder = record_before(*reader_, middle + 1);
            if (!holder)
                return found;
            const Record& record = holder->record;
            if (record.at < until && record.last() < before) {
                found = Position{record.last(), holder->hash, record.at};
                from = record.last() + 1;
            } else {
                to = record.first;
            }
        }
        return found && (!front_ || found->last > front_->last) ? found : std::nullopt;
    });
}

void SqliteStore::have_front_tables() {
    if (format_ >= format_with_front)
        return;
    writer_->exec("CREATE TABLE front(last INTEGER PRIMARY KEY, hash BLOB NOT NULL, "
                  "at INTEGER NOT NULL) STRICT");
    writer_->exec("CREATE TABLE front_parts(last INTEGER NOT NULL, number INTEGER NOT NULL, "
                  "text TEXT NOT NULL, PRIMARY KEY(last, number)) STRICT");
    writer_->exec("PRAGMA user_version = " + std::to_string(format_with_front));
}

void SqliteStore::add_front_part(Offset last, std::int64_t number, const std::string& text) {
    named(file_, [&] {
        SQLite::Transaction transaction(*writer_, SQLite::TransactionBehavior::IMMEDIATE);
        have_front_tables();
        SQLite::Statement add(
            *writer_, "INSERT OR REPLACE INTO front_parts(last, number, text) VALUES (?, ?, ?)"
        );
        add.bind(1, static_cast<std::int64_t>(last));
        add.bind(2, number);
        add.bindNoCopy(3, text);
        add.exec();
        transaction.commit();
    });
    format_ = format_with_front;
}

void SqliteStore::begin_after(const Position& front, std::int64_t parts) {
    DAGENG_ASSERT(format_ == format_with_front);
    named(file_, [&] {
        SQLite::Transaction transaction(*writer_, SQLite::TransactionBehavior::IMMEDIATE);
        writer_->exec("DELETE FROM front");
        // Of a cut at the same place that wasn't finished.
        SQLite::Statement more(*writer_, "DELETE FROM front_parts WHERE last = ? AND number >= ?");
        more.bind(1, static_cast<std::int64_t>(front.last));
        more.bind(2, parts);
        more.exec();
        SQLite::Statement add(*writer_, "INSERT INTO front(last, hash, at) VALUES (?, ?, ?)");
        add.bind(1, static_cast<std::int64_t>(front.last));
        add.bindNoCopy(2, front.hash.data(), static_cast<int>(front.hash.size()));
        add.bind(3, front.at.value);
        add.exec();
        transaction.commit();
    });
    const std::lock_guard lock(reading_);
    front_ = front;
}

bool SqliteStore::drop_some() {
    if (format_ < format_with_front)
        return false;
    const auto last = static_cast<std::int64_t>(front_ ? front_->last : 0);
    return named(file_, [&] {
        SQLite::Transaction transaction(*writer_, SQLite::TransactionBehavior::IMMEDIATE);
        SQLite::Statement records(
            *writer_,
            "DELETE FROM records WHERE first IN "
            "(SELECT first FROM records WHERE first <= ? ORDER BY first LIMIT ?)"
        );
        records.bind(1, last);
        records.bind(2, records_at_once);
        int gone = records.exec();
        SQLite::Statement part(
            *writer_,
            "DELETE FROM front_parts WHERE rowid IN "
            "(SELECT rowid FROM front_parts WHERE last <> ? LIMIT 1)"
        );
        part.bind(1, last);
        gone += part.exec();
        transaction.commit();
        return gone > 0;
    });
}

} // namespace dageng::journal

#include "server/journal/sqlite_copy.hpp"

#include "server/journal/folder.hpp"
#include "server/journal/journal.hpp"
#include "server/journal/sqlite_store.hpp"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <system_error>

namespace dageng::journal {

namespace {

constexpr int busy_timeout_ms = 10'000;

/// All pages in one step: it is one read transaction, which doesn't stop the server's writing and
/// isn't thrown back by it.
constexpr int all_pages = -1;

void require_file(const std::filesystem::path& file) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error))
        throw JournalError("there is no file " + file.string());
}

void copy_and_check(const std::filesystem::path& from, const std::filesystem::path& to) {
    SQLite::Database source(from.string(), SQLite::OPEN_READONLY, busy_timeout_ms);
    SQLite::Database copy(to.string(), SQLite::OPEN_READWRITE, busy_timeout_ms);
    copy.exec("PRAGMA synchronous = FULL");
    if (const int rc = SQLite::Backup(copy, source).executeStep(all_pages); rc != SQLITE_DONE)
        throw SQLite::Exception(source.getHandle(), rc);
    // So that the copy is one file: the write-ahead log comes back when a server opens it.
    copy.exec("PRAGMA journal_mode = DELETE");
    const std::string verdict = copy.execAndGet("PRAGMA integrity_check(1)").getString();
    if (verdict != "ok")
        throw JournalError("the copy of " + from.string() + " is damaged: " + verdict);
}

void remove_copy(const std::filesystem::path& to) {
    std::error_code ignored;
    for (const char* suffix : {"", "-journal", "-wal", "-shm"})
        std::filesystem::remove(to.string() + suffix, ignored);
}

} // namespace

void copy_database(const std::filesystem::path& from, const std::filesystem::path& to) {
    require_file(from);
    if (!make_private_file(to))
        throw JournalError("there is already a file " + to.string());
    try {
        copy_and_check(from, to);
        sync_directory(folder_of(to));
    } catch (const SQLite::Exception& error) {
        remove_copy(to);
        throw JournalError("can't copy " + from.string() + ": " + error.what());
    } catch (...) {
        remove_copy(to);
        throw;
    }
}

void rename_log(const std::filesystem::path& file, const std::string& log) {
    require_file(file);
    SqliteStore(file, {}).begin_log(log);
}

} // namespace dageng::journal

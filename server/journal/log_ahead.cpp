#include "server/journal/log_ahead.hpp"

#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>

namespace dageng::journal {

namespace {

// "WAL file format": a header, then frames of a header and a page.
constexpr sqlite3_int64 header_bytes = 32;
constexpr sqlite3_int64 frame_bytes = 24 + 4096;

void check(sqlite3* database, int rc) {
    if (rc != SQLITE_OK) {
        throw SQLite::Exception(database, rc);
    }
}

} // namespace

void write_log_ahead(sqlite3* database, int pages) {
    sqlite3_file* log = nullptr;
    check(database, sqlite3_file_control(database, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log));
    if (log == nullptr || log->pMethods == nullptr) {
        return;
    }
    sqlite3_int64 end = 0;
    check(database, log->pMethods->xFileSize(log, &end));
    const sqlite3_int64 wanted = header_bytes + frame_bytes * pages;
    if (end >= wanted) {
        return;
    }
    static constexpr std::array<char, 65'536> zeros{};
    while (end < wanted) {
        const auto part =
            static_cast<int>(std::min(wanted - end, static_cast<sqlite3_int64>(zeros.size())));
        check(database, log->pMethods->xWrite(log, zeros.data(), part, end));
        end += part;
    }
    check(database, log->pMethods->xSync(log, SQLITE_SYNC_NORMAL));
}

} // namespace dageng::journal

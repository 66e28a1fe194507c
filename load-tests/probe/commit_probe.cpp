#include "load-tests/probe/commit_probe.hpp"

#include <sqlite3.h>

#include <filesystem>
#include <stdexcept>

namespace dageng::load {

struct CommitProbe::Database {
    sqlite3* handle = nullptr;
    sqlite3_stmt* insert = nullptr;

    ~Database() {
        sqlite3_finalize(insert);
        sqlite3_close(handle);
    }

    void check(int code, int wanted) const {
        if (code != wanted) {
            throw std::runtime_error(std::string{"probe: "} + sqlite3_errmsg(handle));
        }
    }

    void run(const char* statement) const {
        check(sqlite3_exec(handle, statement, nullptr, nullptr, nullptr), SQLITE_OK);
    }
};

CommitProbe::CommitProbe(const std::string& folder) : database_(std::make_unique<Database>()) {
    const std::string path = folder + "/probe.db";
    for (const char* part : {"", "-wal", "-shm"}) {
        std::filesystem::remove(path + part);
    }
    database_->check(sqlite3_open(path.c_str(), &database_->handle), SQLITE_OK);
    database_->run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                   "CREATE TABLE rows (n INTEGER PRIMARY KEY, body BLOB NOT NULL)");
    database_->check(
        sqlite3_prepare_v2(
            database_->handle,
            "INSERT INTO rows (body) VALUES (randomblob(400))",
            -1,
            &database_->insert,
            nullptr
        ),
        SQLITE_OK
    );
}

CommitProbe::~CommitProbe() = default;

std::chrono::nanoseconds CommitProbe::commit() {
    const auto begin = std::chrono::steady_clock::now();
    database_->check(sqlite3_step(database_->insert), SQLITE_DONE);
    const auto end = std::chrono::steady_clock::now();
    sqlite3_reset(database_->insert);
    return end - begin;
}

} // namespace dageng::load

#pragma once

#include "server/journal/sqlite_options.hpp"

#include <condition_variable>
#include <exception>
#include <filesystem>
#include <memory>
#include <mutex>
#include <thread>

namespace SQLite {
class Database;
}

namespace dageng::journal {

/// Takes the write-ahead log of a SqliteJournal into the database file, through a connection and on
/// a thread of its own, so that no commit waits for it. The log is overwritten from its beginning
/// by the first commit after one in which everything was taken over.
class Checkpointer {
  public:
    /// The database exists and uses a write-ahead log. Throws SQLite::Exception.
    Checkpointer(const std::filesystem::path& file, const SqliteOptions& options);
    ~Checkpointer();
    Checkpointer(const Checkpointer&) = delete;
    Checkpointer& operator=(const Checkpointer&) = delete;

    /// The log has this many pages after a commit. Returns at once, unless the log has grown beyond
    /// its limit: then with the checkpoint done. Throws SQLite::Exception when that, or one before,
    /// failed. For the thread that writes.
    void committed(int pages);

  private:
    void loop();
    /// Whether nothing of the log remains to be taken over.
    bool run();

    const int pages_;
    const int most_pages_;
    int next_at_; ///< Pages at which the next one is due.

    std::mutex running_; ///< One checkpoint at a time; guards the connection.
    const std::unique_ptr<SQLite::Database> database_;

    std::mutex mutex_; ///< Guards what follows.
    std::condition_variable wake_;
    bool due_ = false;
    bool stopping_ = false;
    std::exception_ptr failure_;
    std::thread thread_;
};

} // namespace dageng::journal

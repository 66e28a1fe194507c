#include "server/journal/checkpointer.hpp"

#include "server/threads/name.hpp"
#include "server/threads/step_back.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <utility>

namespace dageng::journal {

namespace {

constexpr int busy_timeout_ms = 10'000; // For a back-up that opens the file at the same moment.

/// What is committed during a checkpoint waits for the next, which then has little to do; so a few
/// in a row find the moment in which all is taken over.
constexpr int tries = 4;

} // namespace

Checkpointer::Checkpointer(const std::filesystem::path& file, const SqliteOptions& options)
    : pages_(options.checkpoint_pages), most_pages_(options.most_pages), next_at_(pages_),
      database_(std::make_unique<SQLite::Database>(
          file.string(), SQLite::OPEN_READWRITE, busy_timeout_ms, options.vfs
      )) {
    database_->exec("PRAGMA synchronous = FULL");
    thread_ = std::thread([this] { loop(); });
}

Checkpointer::~Checkpointer() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void Checkpointer::committed(int pages) {
    if (pages < pages_) {
        next_at_ = pages_;
        return;
    }
    if (pages >= most_pages_) {
        run();
        return;
    }
    if (pages < next_at_) {
        return;
    }
    next_at_ = pages + pages_ / 4 + 1;
    {
        const std::lock_guard lock(mutex_);
        if (failure_) {
            std::rethrow_exception(failure_);
        }
        due_ = true;
    }
    wake_.notify_one();
}

void Checkpointer::loop() {
    threads::name("checkpoint");
    threads::step_back();
    std::unique_lock lock(mutex_);
    for (;;) {
        wake_.wait(lock, [this] { return stopping_ || due_; });
        if (stopping_) {
            return;
        }
        due_ = false;
        lock.unlock();
        std::exception_ptr failure;
        try {
            for (int i = 0; i < tries && !run(); ++i) {
            }
        } catch (const SQLite::Exception&) {
            failure = std::current_exception();
        }
        lock.lock();
        if (failure) {
            failure_ = failure;
            return;
        }
    }
}

bool Checkpointer::run() {
    const std::lock_guard lock(running_);
    int in_log = 0;
    int taken_over = 0;
    const int rc = sqlite3_wal_checkpoint_v2(
        database_->getHandle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, &in_log, &taken_over
    );
    if (rc != SQLITE_OK && rc != SQLITE_BUSY) {
        throw SQLite::Exception(database_->getHandle(), rc);
    }
    return rc == SQLITE_OK && in_log == taken_over;
}

} // namespace dageng::journal

#include "server/journal/sqlite_journal.hpp"

#include "protocol/assert.hpp"
#include "server/journal/checkpointer.hpp"
#include "server/journal/sqlite_store.hpp"
#include "server/threads/name.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <functional>
#include <future>
#include <iterator>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <thread>
#include <utility>
#include <vector>

namespace dageng::journal {

namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

/// What a waiting record costs beyond its body.
constexpr std::size_t record_bytes = sizeof(Record);

/// When to look again whether somebody still reads.
constexpr auto reader_time = 5ms;

std::size_t cost(const Record& record) {
    return record.body.size() + record_bytes;
}

} // namespace

class SqliteJournal::Writer {
    /// Small work of the thread that writes.
    using Chore = std::packaged_task<void()>;

  public:
    Writer(const std::filesystem::path& file, const SqliteOptions& options)
        : soon_(options.soon), store_(file, options),
          checkpointer_(open_checkpointer(file, options)), head_(store_.end().head()),
          appended_(head_.last), appended_at_(head_.at), thread_([this] { run(); }) {}

    ~Writer() {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        wake_.notify_one();
        thread_.join();
    }

    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    Head head() const {
        const std::lock_guard lock(mutex_);
        return head_;
    }

    void listen(Listener listener) {
        const std::lock_guard lock(mutex_);
        DAGENG_ASSERT(!listener_);
        listener_ = std::move(listener);
    }

    void append(std::vector<Record> records, Haste haste) {
        std::size_t bytes = 0;
        for (const Record& record : records) {
            DAGENG_ASSERT(record.first == appended_ + 1 && record.events >= 1);
            DAGENG_ASSERT(record.at >= appended_at_);
            DAGENG_ASSERT(record.body.size() <= max_body_bytes);
            appended_ = record.last();
            appended_at_ = record.at;
            bytes += cost(record);
        }
        {
            const std::lock_guard lock(mutex_);
            if (failed_)
                return;
            const auto wanted = Clock::now() + (haste == Haste::soon ? soon_ : 0ms);
            wanted_ = queue_.empty() ? wanted : std::min(wanted_, wanted);
            waiting_bytes_ += bytes;
            DAGENG_ASSERT(waiting_bytes_ <= max_waiting_bytes);
            queue_.insert(
                queue_.end(),
                std::make_move_iterator(records.begin()),
                std::make_move_iterator(records.end())
            );
        }
        wake_.notify_one();
    }

    std::optional<Hash> hash_at(Offset last) const {
        return last > head().last ? std::nullopt : store_.hash_at(last);
    }

    std::optional<Position> front() const { return store_.front(); }

    std::optional<Position> position(TimeMs until, Offset before) const {
        return store_.position(until, std::min(before, head().last + 1));
    }

    void read_front(const std::function<void(const std::string&)>& visit) const {
        const std::shared_lock reads(clearing_);
        std::int64_t number = 0;
        while (const auto part = store_.front_part(number++))
            visit(*part);
    }

    void cut(const Position& front, const std::function<void(const Give& give)>& write) {
        DAGENG_ASSERT(store_.hash_at(front.last) == front.hash);
        std::int64_t number = 0;
        write([&](const std::string& piece) {
            between_groups([&] { store_.add_front_part(front.last, number++, piece); });
        });
        between_groups([&] { store_.begin_after(front, number); });
        clear_front();
    }

    void clear_front() {
        for (bool more = true; more;) {
            const std::unique_lock alone(clearing_, std::try_to_lock);
            if (alone.owns_lock())
                between_groups([&] { more = store_.drop_some(); });
            else
                std::this_thread::sleep_for(reader_time);
        }
    }

    void read(Offset from, const Visitor& visit) const {
        DAGENG_ASSERT(from >= 1);
        const std::shared_lock reads(clearing_);
        const Offset last = head().last;
        if (from > last)
            return;
        ChainWalk walk = store_.walk_to(from);
        while (walk.position().last < last) {
            const auto group = store_.fetch(walk.position().last, last);
            if (group.empty())
                throw JournalError(
                    "the journal is broken: nothing follows event " +
                    std::to_string(walk.position().last)
                );
            for (const StoredRecord& stored : group) {
                walk.read(stored.record, stored.hash);
                if (!visit(stored.record))
                    return;
            }
        }
    }

  private:
    void run() {
        threads::name("journal");
        std::vector<Record> group;
        std::optional<Chore> chore;
        while (take(group, chore)) {
            try {
                if (!group.empty()) {
                    store_.write(group);
                    tell({Outcome::Kind::durable, became_durable(group), {}});
                }
                if (chore)
                    (*chore)();
                checkpointer_->committed(store_.wal_pages());
            } catch (const std::exception& error) {
                tell({Outcome::Kind::failed, fail(), error.what()});
                return;
            }
        }
    }

    /// Waits for records or a chore; false when there are none left and no more will come.
    bool take(std::vector<Record>& group, std::optional<Chore>& chore) {
        group.clear();
        chore.reset();
        std::unique_lock lock(mutex_);
        wake_.wait(lock, [this] { return stopping_ || !queue_.empty() || chore_; });
        while (!stopping_ && !chore_ && Clock::now() < wanted_) {
            wake_.wait_until(lock, wanted_);
        }
        group.swap(queue_);
        chore.swap(chore_);
        return !group.empty() || chore;
    }

    /// Has the thread that writes do something, and throws what that throws.
    void between_groups(std::function<void()> work) {
        Chore chore{std::move(work)};
        auto done = chore.get_future();
        {
            const std::lock_guard lock(mutex_);
            if (failed_)
                throw JournalError("the journal can't be written any more");
            DAGENG_ASSERT(!chore_);
            chore_ = std::move(chore);
        }
        wake_.notify_one();
        try {
            done.get();
        } catch (const std::future_error&) {
            throw JournalError("the journal can't be written any more");
        }
    }

    Offset became_durable(const std::vector<Record>& group) {
        Head head = store_.end().head();
        std::size_t bytes = 0;
        for (const Record& record : group)
            bytes += cost(record);
        const std::lock_guard lock(mutex_);
        waiting_bytes_ -= bytes;
        head_ = std::move(head);
        return head_.last;
    }

    Offset fail() {
        const std::lock_guard lock(mutex_);
        failed_ = true;
        queue_.clear();
        chore_.reset();
        return head_.last;
    }

    void tell(Outcome outcome) {
        Listener listener;
        {
            const std::lock_guard lock(mutex_);
            listener = listener_;
        }
        if (listener)
            listener(std::move(outcome));
    }

    static std::unique_ptr<Checkpointer>
    open_checkpointer(const std::filesystem::path& file, const SqliteOptions& options) {
        try {
            return std::make_unique<Checkpointer>(file, options);
        } catch (const SQLite::Exception& error) {
            throw JournalError("journal " + file.string() + ": " + error.what());
        }
    }

    const std::chrono::milliseconds soon_;
    SqliteStore store_;
    std::unique_ptr<Checkpointer> checkpointer_;

    mutable std::mutex mutex_; ///< Guards what follows, up to `appended_`.
    std::condition_variable wake_;
    std::vector<Record> queue_;
    Clock::time_point wanted_; ///< When the queue is to be written, at the latest.
    std::size_t waiting_bytes_ = 0;
    Head head_;
    Listener listener_;
    std::optional<Chore> chore_;
    bool stopping_ = false;
    bool failed_ = false;

    /// Held by readers, and alone by who removes records.
    mutable std::shared_mutex clearing_;

    Offset appended_; ///< Of the thread that appends, as is the next.
    TimeMs appended_at_;
    std::thread thread_;
};

SqliteJournal::SqliteJournal(const std::filesystem::path& file, const SqliteOptions& options)
    : writer_(std::make_unique<Writer>(file, options)) {}

SqliteJournal::~SqliteJournal() = default;

Head SqliteJournal::head() const {
    return writer_->head();
}

void SqliteJournal::append(std::vector<Record> records, Haste haste) {
    writer_->append(std::move(records), haste);
}

void SqliteJournal::listen(Listener listener) {
    writer_->listen(std::move(listener));
}

void SqliteJournal::read(Offset from, const Visitor& visit) const {
    writer_->read(from, visit);
}

std::optional<Hash> SqliteJournal::hash_at(Offset last) const {
    return writer_->hash_at(last);
}

std::optional<Position> SqliteJournal::front() const {
    return writer_->front();
}

void SqliteJournal::read_front(const std::function<void(const std::string&)>& visit) const {
    writer_->read_front(visit);
}

std::optional<Position> SqliteJournal::position(TimeMs until, Offset before) const {
    return writer_->position(until, before);
}

void SqliteJournal::cut(const Position& front, const std::function<void(const Give& give)>& write) {
    writer_->cut(front, write);
}

void SqliteJournal::clear_front() {
    writer_->clear_front();
}

} // namespace dageng::journal

#pragma once

#include "server/journal/journal.hpp"

#include <condition_variable>
#include <mutex>
#include <string>
#include <vector>

namespace dageng::journal {

inline Record record(Offset first, std::uint32_t events = 1, std::string body = "{}") {
    return {first, events, TimeMs{1'700'000'000'000 + static_cast<std::int64_t>(first)}, body};
}

/// Hears a journal's outcomes. Must outlive the journal.
class Ear {
  public:
    void listen_to(Journal& journal) {
        journal.listen([this](Outcome outcome) {
            const std::lock_guard lock(mutex_);
            heard_.push_back(std::move(outcome));
            news_.notify_all();
        });
    }

    std::vector<Outcome> heard() const {
        const std::lock_guard lock(mutex_);
        return heard_;
    }

    /// Waits until everything up to `last` is durable, or will never be; whether it is.
    bool wait_for(Offset last) {
        std::unique_lock lock(mutex_);
        news_.wait(lock, [&] {
            return !heard_.empty() &&
                   (heard_.back().last >= last || heard_.back().kind != Outcome::Kind::durable);
        });
        return heard_.back().last >= last;
    }

  private:
    mutable std::mutex mutex_;
    std::condition_variable news_;
    std::vector<Outcome> heard_;
};

inline std::vector<Record> read_all(const Journal& journal, Offset from = 1) {
    std::vector<Record> found;
    journal.read(from, [&](const Record& shown) {
        found.push_back(shown);
        return true;
    });
    return found;
}

/// Offsets of the first events, which is how a test says which records it means.
inline std::vector<Offset> firsts(const std::vector<Record>& records) {
    std::vector<Offset> found;
    for (const Record& shown : records)
        found.push_back(shown.first);
    return found;
}

} // namespace dageng::journal

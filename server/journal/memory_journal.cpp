#include "server/journal/memory_journal.hpp"

#include "protocol/assert.hpp"

#include <algorithm>
#include <utility>

namespace dageng::journal {

MemoryJournal::MemoryJournal(std::string log) : logs_{{std::move(log), 0}}, walk_(logs_, {}) {}

void MemoryJournal::make_durable(std::size_t records) {
    Outcome outcome;
    Listener listener;
    {
        const std::lock_guard lock(mutex_);
        records = std::min(records, waiting_.size());
        if (records == 0)
            return;
        for (; records > 0; --records) {
            const Hash hash = walk_.write(waiting_.front());
            kept_.push_back({std::move(waiting_.front()), hash});
            waiting_.pop_front();
        }
        outcome.last = walk_.position().last;
        listener = listener_;
    }
    if (listener)
        listener(std::move(outcome));
}

void MemoryJournal::refuse(std::string reason) {
    end(Outcome::Kind::refused, std::move(reason));
}

void MemoryJournal::fail(std::string reason) {
    end(Outcome::Kind::failed, std::move(reason));
}

void MemoryJournal::end(Outcome::Kind kind, std::string reason) {
    Outcome outcome{kind, 0, std::move(reason)};
    Listener listener;
    {
        const std::lock_guard lock(mutex_);
        waiting_.clear();
        appended_ = walk_.position().last;
        failed_ = failed_ || kind == Outcome::Kind::failed;
        outcome.last = walk_.position().last;
        listener = listener_;
    }
    if (listener)
        listener(std::move(outcome));
}

std::size_t MemoryJournal::waiting() const {
    const std::lock_guard lock(mutex_);
    return waiting_.size();
}

void MemoryJournal::damage(Offset first, std::string body) {
    const std::lock_guard lock(mutex_);
    const auto found =
        std::ranges::find(kept_, first, [](const Kept& k) { return k.record.first; });
    DAGENG_ASSERT(found != kept_.end());
    found->record.body = std::move(body);
}

Head MemoryJournal::head() const {
    const std::lock_guard lock(mutex_);
    return walk_.head();
}

void MemoryJournal::append(std::vector<Record> records, Haste) {
    const std::lock_guard lock(mutex_);
    if (failed_)
        return;
    for (Record& record : records) {
        DAGENG_ASSERT(record.events >= 1);
        DAGENG_ASSERT(record.first == appended_ + 1);
        DAGENG_ASSERT(record.body.size() <= max_body_bytes);
        appended_ = record.last();
        waiting_.push_back(std::move(record));
    }
}

void MemoryJournal::listen(Listener listener) {
    const std::lock_guard lock(mutex_);
    DAGENG_ASSERT(!listener_);
    listener_ = std::move(listener);
}

void MemoryJournal::read(Offset from, const Visitor& visit) const {
    DAGENG_ASSERT(from >= 1);
    std::vector<Kept> kept;
    std::vector<LogEntry> logs;
    {
        const std::lock_guard lock(mutex_);
        kept = kept_;
        logs = logs_;
    }
    const auto begin =
        std::ranges::find_if(kept, [&](const Kept& k) { return k.record.last() >= from; });
    if (begin == kept.end())
        return;
    Position position;
    if (begin != kept.begin()) {
        const Kept& before = *std::prev(begin);
        position = {before.record.last(), before.hash, before.record.at};
    }
    ChainWalk walk(std::move(logs), position);
    for (auto at = begin; at != kept.end(); ++at) {
        walk.read(at->record, at->hash);
        if (!visit(at->record))
            return;
    }
}

std::optional<Hash> MemoryJournal::hash_at(Offset last) const {
    const std::lock_guard lock(mutex_);
    const auto found =
        std::ranges::find(kept_, last, [](const Kept& k) { return k.record.last(); });
    return found == kept_.end() ? std::nullopt : std::optional{found->hash};
}

} // namespace dageng::journal

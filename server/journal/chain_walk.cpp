#include "server/journal/chain_walk.hpp"

#include "protocol/assert.hpp"

#include <utility>

namespace dageng::journal {

ChainWalk::ChainWalk(std::vector<LogEntry> logs, const Position& from)
    : logs_(std::move(logs)), position_(from) {
    DAGENG_ASSERT(!logs_.empty());
}

Hash ChainWalk::follows() const {
    Hash hash = position_.last == 0 ? genesis(logs_.front().log) : position_.hash;
    for (std::size_t i = 1; i < logs_.size(); ++i)
        if (logs_[i].after == position_.last)
            hash = branch(hash, logs_[i].log);
    return hash;
}

bool ChainWalk::fits(const Record& record) const {
    return record.first == position_.last + 1 && record.events >= 1 && record.at >= position_.at;
}

Hash ChainWalk::write(const Record& record) {
    DAGENG_ASSERT(fits(record));
    position_ = {record.last(), chain(follows(), record), record.at};
    return position_.hash;
}

void ChainWalk::read(const Record& record, const Hash& stored) {
    const auto at_event = [&record] { return " at event " + std::to_string(record.first); };
    if (!fits(record))
        throw JournalError(
            "the journal is broken" + at_event() + ": the record doesn't follow the one before it"
        );
    if (chain(follows(), record) != stored)
        throw JournalError("the journal's chain is broken" + at_event());
    position_ = {record.last(), stored, record.at};
}

Head ChainWalk::head() const {
    return {logs_.back().log, position_.last, follows(), position_.at};
}

} // namespace dageng::journal

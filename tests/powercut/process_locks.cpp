#include "tests/powercut/process_locks.hpp"

#include <sqlite3.h>

#include <algorithm>

namespace dageng::powercut {

int FileLocks::lock(FileId file, Holder who, int wanted, int& held) {
    const std::lock_guard lock(mutex_);
    if (held >= wanted)
        return SQLITE_OK;
    Levels& levels = files_[file];
    const auto others = [who](Holder holder) { return holder != nullptr && holder != who; };
    if (held == SQLITE_LOCK_NONE) {
        if (others(levels.pending) || others(levels.exclusive))
            return SQLITE_BUSY;
        ++levels.shared;
        held = SQLITE_LOCK_SHARED;
    }
    if (wanted == SQLITE_LOCK_SHARED)
        return SQLITE_OK;
    if (others(levels.reserved) || others(levels.pending))
        return SQLITE_BUSY;
    if (wanted == SQLITE_LOCK_RESERVED) {
        levels.reserved = who;
        held = SQLITE_LOCK_RESERVED;
        return SQLITE_OK;
    }
    levels.pending = who;
    held = SQLITE_LOCK_PENDING;
    if (levels.shared > 1)
        return SQLITE_BUSY;
    levels.exclusive = who;
    held = SQLITE_LOCK_EXCLUSIVE;
    return SQLITE_OK;
}

void FileLocks::unlock(FileId file, Holder who, int wanted, int& held) {
    const std::lock_guard lock(mutex_);
    if (held <= wanted)
        return;
    Levels& levels = files_[file];
    for (Holder* level : {&levels.reserved, &levels.pending, &levels.exclusive})
        if (*level == who)
            *level = nullptr;
    if (wanted == SQLITE_LOCK_NONE)
        --levels.shared;
    held = wanted;
}

bool FileLocks::is_reserved(FileId file) const {
    const std::lock_guard lock(mutex_);
    const auto found = files_.find(file);
    return found != files_.end() && (found->second.reserved || found->second.exclusive);
}

bool SharedMemory::Slot::is_free(Holder who, bool to_exclude) const {
    if (exclusive != nullptr && exclusive != who)
        return false;
    return !to_exclude || shared.size() == shared.count(who);
}

void SharedMemory::Slot::release(Holder who) {
    shared.erase(who);
    if (exclusive == who)
        exclusive = nullptr;
}

void SharedMemory::open(FileId file) {
    const std::lock_guard lock(mutex_);
    Memory& memory = memories_[file];
    ++memory.users;
    memory.slots.resize(SQLITE_SHM_NLOCK);
}

void SharedMemory::close(FileId file, Holder who) {
    const std::lock_guard lock(mutex_);
    Memory& memory = memories_.at(file);
    for (Slot& slot : memory.slots)
        slot.release(who);
    if (--memory.users == 0)
        memories_.erase(file);
}

volatile void* SharedMemory::region(FileId file, std::size_t index, std::size_t bytes, bool make) {
    const std::lock_guard lock(mutex_);
    auto& regions = memories_.at(file).regions;
    if (index >= regions.size() && !make)
        return nullptr;
    while (index >= regions.size())
        regions.push_back(std::make_unique<char[]>(bytes));
    return regions[index].get();
}

int SharedMemory::lock(FileId file, Holder who, int first, int count, int flags) {
    const std::lock_guard lock(mutex_);
    auto& slots = memories_.at(file).slots;
    const auto begin = slots.begin() + first;
    const auto end = begin + count;
    const bool exclusive = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
    if ((flags & SQLITE_SHM_UNLOCK) != 0) {
        std::for_each(begin, end, [&](Slot& slot) { slot.release(who); });
        return SQLITE_OK;
    }
    if (!std::all_of(begin, end, [&](const Slot& slot) { return slot.is_free(who, exclusive); }))
        return SQLITE_BUSY;
    for (auto slot = begin; slot != end; ++slot) {
        if (exclusive)
            slot->exclusive = who;
        else
            slot->shared.insert(who);
    }
    return SQLITE_OK;
}

void SharedMemory::barrier() const {
    const std::lock_guard lock(mutex_);
}

} // namespace dageng::powercut

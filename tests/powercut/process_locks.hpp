#pragma once

#include "tests/powercut/power_cut_disk.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <vector>

/// What connections of one process to one database share beside the disk, as SQLite's VFS contract
/// asks for it: the locks of the file, and the shared memory of the write-ahead log with its own.
/// For PowerCutVfs. Results are SQLite's codes. Any thread.
namespace dageng::powercut {

/// Who holds or wants a lock: an open file.
using Holder = const void*;

/// The five levels of a database file's lock.
class FileLocks {
  public:
    /// Raises `held` towards `wanted`; on SQLITE_BUSY it may have risen part of the way.
    int lock(FileId file, Holder who, int wanted, int& held);
    void unlock(FileId file, Holder who, int wanted, int& held);
    bool is_reserved(FileId file) const;

  private:
    struct Levels {
        int shared = 0;
        Holder reserved = nullptr;
        Holder pending = nullptr;
        Holder exclusive = nullptr;
    };

    mutable std::mutex mutex_;
    std::map<FileId, Levels> files_;
};

/// Memory that lasts as long as somebody has it open, as no power cut leaves any.
class SharedMemory {
  public:
    void open(FileId file);
    void close(FileId file, Holder who);

    /// The region, made if `make`; null when there is none.
    volatile void* region(FileId file, std::size_t index, std::size_t bytes, bool make);

    /// Takes or gives up `count` locks from `first` on, as `flags` of xShmLock say.
    int lock(FileId file, Holder who, int first, int count, int flags);

    /// Orders reads and writes of the memory among threads.
    void barrier() const;

  private:
    struct Slot {
        std::set<Holder> shared;
        Holder exclusive = nullptr;

        bool is_free(Holder who, bool to_exclude) const;
        void release(Holder who);
    };

    struct Memory {
        int users = 0;
        std::vector<std::unique_ptr<char[]>> regions;
        std::vector<Slot> slots;
    };

    mutable std::mutex mutex_;
    std::map<FileId, Memory> memories_;
};

} // namespace dageng::powercut

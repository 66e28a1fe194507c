#pragma once

#include "tests/powercut/power_cut_disk.hpp"

#include <memory>
#include <string>

namespace dageng::powercut {

/// A PowerCutDisk as a VFS of SQLite, as long as it lives. It syncs what SQLite's own VFS for Unix
/// syncs and nothing more: the folder with the first sync of a journal or write-ahead log that it
/// made, and after a removal where SQLite asks for it. Connections of one process share its locks
/// and the log's shared memory, so that databases work as on the system's disk. After a cut all
/// calls fail with SQLITE_IOERR. Any thread.
class PowerCutVfs {
  public:
    /// Registers it under a name of its own. The disk must outlive it, and it the connections.
    explicit PowerCutVfs(PowerCutDisk& disk);
    PowerCutVfs(const PowerCutVfs&) = delete;
    PowerCutVfs& operator=(const PowerCutVfs&) = delete;
    ~PowerCutVfs();

    const std::string& name() const;

  private:
    class Registered;
    std::unique_ptr<Registered> registered_;
};

} // namespace dageng::powercut

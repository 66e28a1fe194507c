#pragma once

#include <chrono>
#include <memory>
#include <string>

namespace dageng::load {

/// Commits one row at a time to an SQLite database of its own, as durably as the journal does (WAL,
/// synchronous=FULL): the yardstick for what a durable answer costs on this disk at this moment.
class CommitProbe {
  public:
    /// Makes `folder`/probe.db anew; the folder must exist. Throws std::runtime_error.
    explicit CommitProbe(const std::string& folder);
    ~CommitProbe();

    /// One row of 400 bytes, about a decision's record. Returns how long the commit took.
    std::chrono::nanoseconds commit();

  private:
    struct Database;
    std::unique_ptr<Database> database_;
};

} // namespace dageng::load

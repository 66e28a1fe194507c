#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

/// Moments at which something is due: one heap for all connections of a thread.
namespace dageng::load {

using Clock = std::chrono::steady_clock;
using Moment = Clock::time_point;

/// Whoever wants to be told when a moment has come.
class Timed {
  public:
    Timed() = default;
    Timed(const Timed&) = delete;
    Timed& operator=(const Timed&) = delete;
    virtual ~Timed() = default;

    /// `due` is the scheduled moment; the clock may be later. `tag` is the caller's own.
    virtual void on_timer(Moment due, std::uint64_t tag) = 0;
};

/// Allocates only to grow. A timer can't be taken back: who no longer wants it ignores its tag.
class Timers {
  public:
    /// `who` must live until the timer has fired or the object is destroyed.
    void add(Moment due, Timed& who, std::uint64_t tag);

    std::optional<Moment> next() const;

    /// Fires what is due at `now`, in order of due time, then of adding; at most `limit`, so that a
    /// late schedule can't starve the sockets. Returns how many fired.
    std::size_t fire(Moment now, std::size_t limit);

  private:
    struct Entry {
        Moment due;
        std::uint64_t order = 0;
        Timed* who = nullptr;
        std::uint64_t tag = 0;
    };
    static bool later(const Entry& left, const Entry& right);

    std::vector<Entry> heap_;
    std::uint64_t added_ = 0;
};

} // namespace dageng::load

#pragma once

#include "server/engine/engine.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>

namespace prometheus {
class Registry;
class Counter;
class Gauge;
} // namespace prometheus

namespace dageng::district {

/// The district's figures. Written by the leader's thread; read by whoever collects the registry.
class Metrics {
  public:
    /// The registry outlives it.
    explicit Metrics(prometheus::Registry& registry);
    ~Metrics();

    /// Of an exercise only that there was such an event is counted.
    void count(const engine::Event& event, bool exercise);
    void refused(protocol::ErrorCode code);
    /// One turn of the engine took this long.
    void step(std::int64_t microseconds);
    void place_heard();
    /// So many weren't looked at, as newer ones had come.
    void places_dropped(std::size_t places);
    void people(std::uint32_t on_duty, std::uint32_t reachable, std::uint32_t open_incidents);
    void undurable(std::uint64_t events);
    /// Open incidents, exercises apart, that people are being called about since nobody answers for
    /// them.
    void unattended(std::size_t incidents);
    /// Whether there are any. Any thread.
    bool is_unattended() const { return unattended_; }
    /// How far the wall clock is ahead, and whether that is an alarm.
    void clock(std::int64_t drift_ms, bool alarm);

  private:
    struct Families;
    std::unique_ptr<Families> families_;
    std::atomic<bool> unattended_ = false;
};

} // namespace dageng::district

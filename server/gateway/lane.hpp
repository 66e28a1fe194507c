#pragma once

#include "server/bus/bus.hpp"
#include "server/gateway/hub.hpp"
#include "server/gateway/metrics.hpp"
#include "server/gateway/settings.hpp"
#include "server/gateway/wires.hpp"

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace dageng::gateway {

/// A batch from the leader, shared by all lanes.
using Batch = std::shared_ptr<const std::vector<bus::ToGateway>>;

/// One I/O thread with its WebSockets. Nothing of it is shared: other threads leave messages.
class Lane {
  public:
    /// `changed` is called by the lane's thread when its last connection has gone. All that is
    /// passed outlives the lane. Throws std::system_error.
    Lane(
        unsigned number,
        const Settings& settings,
        bus::Bus& bus,
        Metrics& metrics,
        std::function<void()> changed
    );
    Lane(const Lane&) = delete;
    Lane& operator=(const Lane&) = delete;
    /// Stops.
    ~Lane();

    void start();

    /// Takes a WebSocket whose opening handshake is done. Any thread.
    void adopt(Channel channel, Stranger stranger);
    /// Any thread.
    void deliver(Batch batch);
    /// Ends all connections with 1012 when what waits has been sent. Any thread.
    void drain();
    /// Ends the thread; connections are cut. Any thread but its own.
    void stop();

    /// How many connections there are. Any thread.
    std::size_t open() const { return coming_ + open_; }

  private:
    void post(std::function<void()> work);
    void run();
    void run_posted();
    void tell_leader(bus::ToLeader message);
    void send_to_leader(Instant now);
    void set_alarm(Instant now);
    void tick_if_due(Instant now);
    void count();

    bus::Bus& bus_;
    Metrics& metrics_;
    const std::function<void()> changed_;
    std::atomic<std::size_t> coming_ = 0; ///< Adopted, and not yet taken by the thread.
    std::atomic<std::size_t> open_ = 0;
    std::atomic<bool> stopping_ = false;
    std::mutex mutex_;
    std::vector<std::function<void()>> posted_; ///< Under the mutex.
    std::vector<bus::ToLeader> to_leader_;      ///< Gathered over a turn of the loop.
    bool urgent_ = false;                       ///< Not all of them are places.
    Instant places_due_{};                      ///< When places that were gathered go.
    std::size_t turn_ = 0;
    std::size_t reported_ = 0; ///< Connections that the metrics know of.
    Instant next_turn_{};
    Instant alarm_{}; ///< When the next wait ends of itself; passed: none is set.
    Hub hub_;
    Wires wires_;
    bool draining_ = false;
    std::thread thread_;
};

} // namespace dageng::gateway

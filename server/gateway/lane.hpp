#pragma once

#include "server/bus/bus.hpp"
#include "server/gateway/hub.hpp"
#include "server/gateway/metrics.hpp"
#include "server/gateway/settings.hpp"
#include "server/http/connection.hpp"

#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <thread>
#include <unordered_map>
#include <vector>

namespace dageng::gateway {

/// A batch from the leader, shared by all lanes.
using Batch = std::shared_ptr<const std::vector<bus::ToGateway>>;

/// One I/O thread with its connections. Nothing of it is shared: other threads post.
class Lane {
  public:
    /// `changed` is called by the lane's thread when its last connection has gone. All that is
    /// passed outlives the lane.
    Lane(
        unsigned number,
        const Settings& settings,
        bus::Bus& bus,
        http::Handler& handler,
        Metrics& metrics,
        std::function<void()> changed
    );
    Lane(const Lane&) = delete;
    Lane& operator=(const Lane&) = delete;
    /// Stops.
    ~Lane();

    void start();

    /// Takes a new connection, which must belong to `context()`. Any thread.
    void adopt(http::Socket socket);
    /// Any thread.
    void deliver(Batch batch);
    /// Ends all connections: sockets with 1012 when what waits has been sent. Any thread.
    void drain();
    /// Ends the thread; connections are cut. Any thread but its own.
    void stop();

    /// How many connections there are, of both kinds. Any thread.
    std::size_t open() const { return coming_ + open_; }
    boost::asio::io_context& context() { return context_; }

  private:
    using Timer = boost::asio::basic_waitable_timer<
        std::chrono::steady_clock,
        boost::asio::wait_traits<std::chrono::steady_clock>,
        http::Executor>;

    void tell_leader(bus::ToLeader message);
    void wait_a_turn();
    void tick();
    void tick_http(http::Instant now);
    void count();

    bus::Bus& bus_;
    Metrics& metrics_;
    const std::function<void()> changed_;
    std::atomic<std::size_t> coming_ = 0; ///< Adopted, and not yet taken by the thread.
    std::atomic<std::size_t> open_ = 0;
    std::vector<bus::ToLeader> to_leader_; ///< Gathered until the ready handlers have run.
    std::size_t turn_ = 0;
    std::size_t reported_ = 0; ///< Connections that the metrics know of.
    Hub hub_;
    // Connections hold sockets of the context and speak to the hub: the order counts.
    boost::asio::io_context context_{1};
    Timer timer_{context_};
    http::Host host_;
    std::unordered_map<http::Connection*, std::shared_ptr<http::Connection>> http_;
    bool draining_ = false;
    std::thread thread_;
};

} // namespace dageng::gateway

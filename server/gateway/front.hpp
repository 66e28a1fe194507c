#pragma once

#include "server/gateway/channel.hpp"
#include "server/gateway/settings.hpp"
#include "server/gateway/strangers.hpp"
#include "server/http/connection.hpp"

#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <thread>
#include <unordered_map>

namespace dageng::gateway {

/// The I/O thread that listens and answers HTTP. A connection that becomes a WebSocket leaves it
/// with its opening handshake done.
class Front {
  public:
    struct Calls {
        /// Whether a new connection may be taken.
        std::function<bool()> has_room;
        /// There was none, for this one or for its address.
        std::function<void()> turned_away;
        /// A WebSocket is open, and changes hands.
        std::function<void(Channel, Stranger)> opened;
        /// The last HTTP connection has gone, while draining.
        std::function<void()> changed;
        /// Once a second.
        std::function<void(http::Instant)> tick;
    };

    /// Binds the port. All calls come from the front's thread. Throws boost::system::system_error
    /// when the address can't be had.
    Front(const Settings& settings, Strangers& strangers, http::Handler& handler, Calls calls);
    Front(const Front&) = delete;
    Front& operator=(const Front&) = delete;
    /// Stops.
    ~Front();

    std::uint16_t port() const { return acceptor_.local_endpoint().port(); }
    void start();
    /// Accepts nobody any more and closes connections after the answer that is being made. Any
    /// thread.
    void drain();
    /// Ends the thread; connections are cut. Any thread but its own.
    void stop();
    /// How many connections there are. Any thread.
    std::size_t open() const { return open_; }
    /// Whether `drain` has closed the port. Any thread.
    bool is_closed() const { return draining_; }

  private:
    using Timer = boost::asio::basic_waitable_timer<
        std::chrono::steady_clock,
        boost::asio::wait_traits<std::chrono::steady_clock>,
        http::Executor>;
    using Error = boost::system::error_code;

    void accept();
    void take(http::Socket socket);
    void pause(const Error& error);
    void wait_a_second();
    void count();

    struct Guest {
        std::shared_ptr<http::Connection> connection;
        Stranger stranger;
    };

    Strangers& strangers_;
    const std::shared_ptr<http::Certificate> certificate_; ///< Null: without TLS.
    const Calls calls_;
    std::atomic<std::size_t> open_ = 0;
    // Connections hold sockets of the context: the order counts.
    boost::asio::io_context context_{1};
    http::Acceptor acceptor_{context_};
    Timer retry_{context_};
    Timer clock_{context_};
    http::Host host_;
    std::unordered_map<http::Connection*, Guest> connections_;
    std::atomic<bool> draining_ = false;
    std::thread thread_;
};

} // namespace dageng::gateway

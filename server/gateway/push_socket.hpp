#pragma once

#include "server/http/socket.hpp"

#include <boost/beast/core/role.hpp>
#include <boost/beast/websocket/teardown.hpp>

#include <sys/socket.h>
#include <utility>

namespace dageng::gateway {

/// A socket that the system may be told to hold back what it is given until more comes. A burst of
/// frames to one peer then leaves in few segments: sending each alone costs ten times the CPU, and
/// wakes the peer each time. Used by the WebSocket stream as the layer below it.
class PushSocket {
  public:
    using executor_type = http::Socket::executor_type;
    using next_layer_type = http::Socket;

    explicit PushSocket(http::Socket socket) : socket_(std::move(socket)) {}

    executor_type get_executor() { return socket_.get_executor(); }
    next_layer_type& next_layer() { return socket_; }
    const next_layer_type& next_layer() const { return socket_; }

    /// Whether another write follows at once. Where none does after all, the system sends what it
    /// holds after 200 ms (tcp(7), MSG_MORE).
    void more_follows(bool more) { flags_ = more ? MSG_MORE : 0; }

    template <class Buffers, class Handler>
    void async_read_some(const Buffers& buffers, Handler&& handler) {
        socket_.async_read_some(buffers, std::forward<Handler>(handler));
    }

    template <class Buffers, class Handler>
    void async_write_some(const Buffers& buffers, Handler&& handler) {
        socket_.async_send(buffers, flags_, std::forward<Handler>(handler));
    }

  private:
    http::Socket socket_;
    int flags_ = 0;
};

inline void
teardown(boost::beast::role_type role, PushSocket& socket, boost::system::error_code& error) {
    boost::beast::websocket::teardown(role, socket.next_layer(), error);
}

template <class Handler>
void async_teardown(boost::beast::role_type role, PushSocket& socket, Handler&& handler) {
    boost::beast::websocket::async_teardown(
        role, socket.next_layer(), std::forward<Handler>(handler)
    );
}

} // namespace dageng::gateway

#pragma once

#include "server/http/socket.hpp"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/role.hpp>
#include <boost/beast/websocket/teardown.hpp>

#include <cstddef>
#include <string>
#include <utility>

namespace dageng::gateway {

/// A socket that holds back what it is given until the end of a burst. The frames of a burst to one
/// peer then leave in one call of the system and few segments: sending each alone costs many times
/// the CPU, and wakes the peer each time. Used by the WebSocket stream as the layer below it.
class PushSocket {
  public:
    using executor_type = http::Socket::executor_type;
    using next_layer_type = http::Socket;

    explicit PushSocket(http::Socket socket) : socket_(std::move(socket)) {}

    executor_type get_executor() { return socket_.get_executor(); }
    next_layer_type& next_layer() { return socket_; }
    const next_layer_type& next_layer() const { return socket_; }

    /// Whether another write follows at once. It must: what is held leaves with it.
    void more_follows(bool more) { more_ = more; }

    template <class Buffers, class Handler>
    void async_read_some(const Buffers& buffers, Handler&& handler) {
        socket_.async_read_some(buffers, std::forward<Handler>(handler));
    }

    template <class Buffers, class Handler>
    void async_write_some(const Buffers& buffers, Handler&& handler) {
        if (!more_ && held_.empty()) {
            socket_.async_send(buffers, std::forward<Handler>(handler));
            return;
        }
        const std::size_t count = hold(buffers);
        if (more_ && held_.size() < most_held) {
            const auto executor =
                boost::asio::get_associated_executor(handler, socket_.get_executor());
            boost::asio::post(
                executor,
                [handler = std::forward<Handler>(handler), count]() mutable {
                    std::move(handler)(boost::system::error_code{}, count);
                }
            );
            return;
        }
        send_held(count, std::forward<Handler>(handler));
    }

  private:
    /// A burst that is longer is sent in parts.
    static constexpr std::size_t most_held = std::size_t{64} * 1024;

    template <class Buffers>
    std::size_t hold(const Buffers& buffers) {
        const std::size_t before = held_.size();
        const auto end = boost::asio::buffer_sequence_end(buffers);
        for (auto it = boost::asio::buffer_sequence_begin(buffers); it != end; ++it) {
            const boost::asio::const_buffer piece{*it};
            held_.append(static_cast<const char*>(piece.data()), piece.size());
        }
        return held_.size() - before;
    }

    /// `count`: how much of it the write that ends with it brought.
    template <class Handler>
    void send_held(std::size_t count, Handler&& handler) {
        const auto executor = boost::asio::get_associated_executor(handler, socket_.get_executor());
        boost::asio::async_write(
            socket_,
            boost::asio::buffer(held_),
            boost::asio::bind_executor(
                executor,
                [this,
                 handler = std::forward<Handler>(handler),
                 count](boost::system::error_code error, std::size_t) mutable {
                    std::string().swap(held_); // An idle connection has no buffer.
                    std::move(handler)(error, count);
                }
            )
        );
    }

    http::Socket socket_;
    std::string held_;
    bool more_ = false;
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

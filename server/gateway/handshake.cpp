#include "server/gateway/handshake.hpp"

#include "server/http/connection.hpp"
#include "server/http/upgrade.hpp"

#include <boost/asio/error.hpp>
#include <boost/beast/http/field.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <string>
#include <utility>

namespace dageng::gateway {

namespace {

namespace websocket = boost::beast::websocket;
using Error = boost::system::error_code;

/// Where Beast writes its answer: whether the peer speaks TLS is none of its business.
class Answer {
  public:
    using executor_type = http::Executor;

    explicit Answer(const executor_type& executor) : executor_(executor) {}

    executor_type get_executor() const { return executor_; }

    template <class Buffers>
    std::size_t write_some(const Buffers& buffers, Error& error) {
        const std::size_t before = text_.size();
        for (const boost::asio::const_buffer part : boost::beast::buffers_range_ref(buffers)) {
            text_.append(static_cast<const char*>(part.data()), part.size());
        }
        error = {};
        return text_.size() - before;
    }
    template <class Buffers>
    std::size_t write_some(const Buffers& buffers) {
        Error ignored;
        return write_some(buffers, ignored);
    }
    template <class Buffers>
    std::size_t read_some(const Buffers&, Error& error) {
        error = boost::asio::error::eof;
        return 0;
    }
    template <class Buffers>
    std::size_t read_some(const Buffers& buffers) {
        Error ignored;
        return read_some(buffers, ignored);
    }

    std::string& text() { return text_; }

  private:
    executor_type executor_;
    std::string text_;
};

} // namespace

std::optional<Channel> open_handshake(http::Upgrade&& upgrade) {
    websocket::stream<Answer, false> stream{upgrade.socket.get_executor()};
    stream.set_option(websocket::stream_base::decorator([](websocket::response_type& response) {
        const auto name = http::subprotocol;
        response.set(
            boost::beast::http::field::sec_websocket_protocol,
            boost::beast::string_view{name.data(), name.size()}
        );
    }));
    Error refused;
    stream.accept(upgrade.request, refused);
    Error error;
    upgrade.socket.native_non_blocking(true, error);
    const int fd = error ? -1 : upgrade.socket.release(error);
    if (error) {
        return std::nullopt;
    }
    Channel channel{fd, std::move(upgrade.tls)};
    std::string& answer = stream.next_layer().text();
    const iovec whole{answer.data(), answer.size()};
    const bool answered = channel.send({&whole, 1}).bytes == answer.size();
    if (refused) {
        channel.end_sending();
    }
    return refused || !answered ? std::nullopt : std::optional{std::move(channel)};
}

} // namespace dageng::gateway

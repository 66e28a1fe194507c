#include "server/gateway/handshake.hpp"

#include "server/http/connection.hpp"
#include "server/http/upgrade.hpp"

#include <boost/beast/http/field.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <utility>

namespace dageng::gateway {

namespace {

namespace websocket = boost::beast::websocket;
using Error = boost::system::error_code;

} // namespace

std::optional<int> open_handshake(http::Upgrade&& upgrade) {
    websocket::stream<http::Socket, false> stream{std::move(upgrade.socket)};
    stream.set_option(websocket::stream_base::decorator([](websocket::response_type& response) {
        const auto name = http::subprotocol;
        response.set(
            boost::beast::http::field::sec_websocket_protocol,
            boost::beast::string_view{name.data(), name.size()}
        );
    }));
    Error error;
    stream.accept(upgrade.request, error);
    if (error) {
        return std::nullopt;
    }
    http::Socket& socket = stream.next_layer();
    socket.native_non_blocking(true, error);
    if (error) {
        return std::nullopt;
    }
    const int fd = socket.release(error);
    return error ? std::nullopt : std::optional{fd};
}

} // namespace dageng::gateway

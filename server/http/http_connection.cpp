#include "server/http/http_connection.hpp"

#include <spdlog/spdlog.h>

namespace dageng::http {

namespace {

Method method_of(beast::http::verb verb) {
    switch (verb) {
    case beast::http::verb::get:
        return Method::get;
    case beast::http::verb::head:
        return Method::head;
    case beast::http::verb::put:
        return Method::put;
    case beast::http::verb::post:
        return Method::post;
    default:
        return Method::other;
    }
}

std::string lower_case(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return lower;
}

} // namespace

Request request_of(const Parser& parser) {
    const auto& message = parser.get();
    Request request;
    request.method = method_of(message.method());
    const std::string_view target{message.target().data(), message.target().size()};
    const auto mark = target.find('?');
    request.path = target.substr(0, mark);
    if (mark != std::string_view::npos) {
        request.query = target.substr(mark + 1);
    }
    for (const auto& field : message) {
        request.fields.emplace_back(
            lower_case({field.name_string().data(), field.name_string().size()}),
            std::string(field.value().data(), field.value().size())
        );
    }
    if (const auto length = parser.content_length()) {
        request.content_length = *length;
    }
    return request;
}

bool offers_subprotocol(const Request& request) {
    const auto offered = request.field("sec-websocket-protocol");
    return beast::http::token_list{{offered.data(), offered.size()}
    }.exists({subprotocol.data(), subprotocol.size()});
}

void log_failure(const std::exception& exception) {
    spdlog::error("a request failed: {}", exception.what());
}

template <>
struct StreamTraits<Socket> {
    static constexpr bool secure = false;

    static Socket& socket(Socket& stream) { return stream; }
    template <class Then>
    static void begin(Socket&, Then then) {
        then(Error{});
    }
    static bool has_more(Socket&) { return false; }
    static Upgrade release(Socket& stream) { return {std::move(stream), nullptr, {}}; }
};

std::shared_ptr<Connection> make_connection(Socket socket, const Host& host) {
    return std::make_shared<HttpConnection<Socket>>(host, std::move(socket));
}

} // namespace dageng::http

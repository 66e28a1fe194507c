#include "server/http/response_head.hpp"

#include "server/http/problem.hpp"

#include <array>
#include <ctime>

namespace dageng::http {

namespace {

std::string date_now() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    std::array<char, 40> text{};
    const auto length = std::strftime(text.data(), text.size(), "%a, %d %b %Y %T GMT", &parts);
    return {text.data(), length};
}

} // namespace

std::string response_head(const Response& response, bool keep_alive) {
    std::string head = "HTTP/1.1 " + std::to_string(response.status) + " ";
    head += reason_phrase(response.status);
    head += "\r\ndate: " + date_now() + "\r\n";
    for (const auto& [name, value] : response.fields) {
        head += name + ": " + value + "\r\n";
    }
    if (response.status != 304) {
        const auto length = response.body ? response.body->size() : 0;
        head += "content-length: " + std::to_string(length) + "\r\n";
    }
    head += keep_alive ? "connection: keep-alive\r\n\r\n" : "connection: close\r\n\r\n";
    return head;
}

} // namespace dageng::http

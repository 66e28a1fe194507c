#include "load-tests/client/handshake.hpp"

#include <algorithm>
#include <charconv>

namespace dageng::load {

namespace {

constexpr std::string_view key = "dGhlIHNhbXBsZSBub25jZQ==";
constexpr std::string_view accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
constexpr std::string_view subprotocol = "dageng.v1";
constexpr std::size_t longest_head = 8192;

bool same_name(std::string_view left, std::string_view right) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), [&](char a, char b) {
        return lower(a) == lower(b);
    });
}

std::string_view header_value(std::string_view head, std::string_view name) {
    while (!head.empty()) {
        const std::size_t end = std::min(head.find("\r\n"), head.size());
        const std::string_view line = head.substr(0, end);
        head.remove_prefix(std::min(end + 2, head.size()));
        const std::size_t colon = line.find(':');
        if (colon != std::string_view::npos && same_name(line.substr(0, colon), name)) {
            std::string_view value = line.substr(colon + 1);
            value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
            return value.substr(0, value.find_last_not_of(' ') + 1);
        }
    }
    return {};
}

int status_of(std::string_view head) {
    int status = 0;
    const std::size_t space = head.find(' ');
    if (head.starts_with("HTTP/1.1 ") && head.size() >= space + 4) {
        std::from_chars(head.data() + space + 1, head.data() + space + 4, status);
    }
    return status;
}

} // namespace

std::string upgrade_request(std::string_view host) {
    std::string request = "GET /ws HTTP/1.1\r\nHost: ";
    request.append(host);
    request.append("\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                   "Sec-WebSocket-Key: ");
    request.append(key);
    request.append("\r\nSec-WebSocket-Protocol: ");
    request.append(subprotocol);
    request.append("\r\n\r\n");
    return request;
}

UpgradeAnswer read_upgrade(std::string_view received) {
    const std::size_t end = received.find("\r\n\r\n");
    if (end == std::string_view::npos) {
        return {received.size() > longest_head ? Upgrade::refused : Upgrade::incomplete, 0, 0};
    }
    const std::string_view head = received.substr(0, end);
    const int status = status_of(head);
    const bool good = status == 101 && header_value(head, "sec-websocket-accept") == accept &&
                      header_value(head, "sec-websocket-protocol") == subprotocol;
    return {good ? Upgrade::done : Upgrade::refused, end + 4, status};
}

} // namespace dageng::load

#include "tests/support/tcp_client.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <cctype>
#include <cstdlib>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace dageng::support {

namespace {

std::string lower_case(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return text;
}

HttpReply parse_head(std::string_view head) {
    HttpReply reply;
    reply.status = static_cast<unsigned>(std::stoul(std::string(head.substr(9, 3))));
    auto at = head.find("\r\n");
    while (at != std::string_view::npos) {
        const auto begin = at + 2;
        at = head.find("\r\n", begin);
        const auto line = head.substr(begin, at == std::string_view::npos ? at : at - begin);
        const auto colon = line.find(':');
        if (colon != std::string_view::npos) {
            const auto value = line.find_first_not_of(' ', colon + 1);
            reply.fields[lower_case(std::string(line.substr(0, colon)))] =
                value == std::string_view::npos ? "" : line.substr(value);
        }
    }
    return reply;
}

std::string server_address() {
    const char* const said = std::getenv("DAGENG_TEST_ADDRESS");
    return said == nullptr ? "127.0.0.1" : said;
}

} // namespace

TcpClient::TcpClient(std::uint16_t port, const std::string& address) {
    connect(port, address.empty() ? server_address() : address);
    if (speaks_tls()) {
        speak_tls({});
    }
}

TcpClient TcpClient::in_clear(std::uint16_t port) {
    TcpClient client;
    client.connect(port, "127.0.0.1");
    return client;
}

TcpClient::TcpClient(std::uint16_t port, const TlsWish& wish) {
    connect(port, "127.0.0.1");
    speak_tls(wish);
}

void TcpClient::speak_tls(const TlsWish& wish) {
    ::fcntl(fd_, F_SETFL, ::fcntl(fd_, F_GETFL) | O_NONBLOCK);
    tls_ = std::make_unique<TlsEnd>(fd_, patience, wish);
}

void TcpClient::connect(std::uint16_t port, const std::string& address) {
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    inet_pton(AF_INET, address.c_str(), &to.sin_addr);
    fd_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (::connect(fd_, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) {
        close();
        throw ClientError("nobody listens");
    }
}

TcpClient& TcpClient::operator=(TcpClient&& other) noexcept {
    close();
    fd_ = std::exchange(other.fd_, -1);
    tls_ = std::move(other.tls_);
    return *this;
}

TcpClient::~TcpClient() {
    close();
}

void TcpClient::close() {
    tls_.reset();
    if (fd_ >= 0) {
        ::close(std::exchange(fd_, -1));
    }
}

void TcpClient::shutdown() {
    if (tls_) {
        tls_->shutdown();
    }
    ::shutdown(fd_, SHUT_WR);
}

void TcpClient::reset() {
    const linger at_once{1, 0};
    setsockopt(fd_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    close();
}

void TcpClient::shrink_receive_buffer() {
    const int size = 1;
    setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
}

void TcpClient::send(std::string_view bytes) {
    if (tls_) {
        if (!tls_->send(bytes, patience)) {
            throw ClientError("the peer has gone");
        }
        return;
    }
    while (!bytes.empty()) {
        pollfd wait{fd_, POLLOUT, 0};
        if (::poll(&wait, 1, static_cast<int>(patience.count())) != 1) {
            throw ClientError("the peer takes nothing");
        }
        const auto sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0) {
            throw ClientError("the peer has gone");
        }
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

std::optional<std::string> TcpClient::receive(std::size_t most, std::chrono::milliseconds time) {
    if (tls_) {
        return tls_->receive(most, time);
    }
    pollfd wait{fd_, POLLIN, 0};
    if (::poll(&wait, 1, static_cast<int>(time.count())) != 1) {
        return std::nullopt;
    }
    std::string bytes(most, '\0');
    const auto got = ::recv(fd_, bytes.data(), bytes.size(), 0);
    bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return bytes;
}

std::string TcpClient::receive_all() {
    std::string all;
    while (true) {
        const auto more = receive();
        if (!more) {
            throw ClientError("the stream doesn't end");
        }
        if (more->empty()) {
            return all;
        }
        all += *more;
    }
}

std::string HttpReply::field(const std::string& name) const {
    const auto found = fields.find(name);
    return found == fields.end() ? "" : found->second;
}

std::string http_request(
    std::string_view method,
    std::string_view target,
    const HttpFields& fields,
    std::string_view body
) {
    std::string request{method};
    request += " ";
    request += target;
    request += " HTTP/1.1\r\nhost: test\r\n";
    for (const auto& [name, value] : fields) {
        request += name + ": " + value + "\r\n";
    }
    if (!body.empty() || method == "PUT") {
        request += "content-length: " + std::to_string(body.size()) + "\r\n";
    }
    request += "\r\n";
    request += body;
    return request;
}

HttpReply read_reply(TcpClient& client, bool has_body) {
    std::string bytes;
    std::size_t end = 0;
    while ((end = bytes.find("\r\n\r\n")) == std::string::npos) {
        // One byte at a time, so that what follows the reply stays where it is.
        const auto more = client.receive(1);
        if (!more || more->empty()) {
            throw ClientError("no reply but: " + bytes);
        }
        bytes += *more;
    }
    auto reply = parse_head(std::string_view(bytes).substr(0, end));
    if (reply.status == 100) {
        return read_reply(client, has_body);
    }
    const auto length = reply.field("content-length");
    const std::size_t wanted = length.empty() || !has_body ? 0 : std::stoul(length);
    while (reply.body.size() < wanted) {
        const auto more = client.receive(wanted - reply.body.size());
        if (!more || more->empty()) {
            throw ClientError("the reply's body is cut");
        }
        reply.body += *more;
    }
    return reply;
}

HttpReply http(
    std::uint16_t port,
    std::string_view method,
    std::string_view target,
    const HttpFields& fields,
    std::string_view body
) {
    TcpClient client(port);
    client.send(http_request(method, target, fields, body));
    return read_reply(client, method != "HEAD");
}

} // namespace dageng::support

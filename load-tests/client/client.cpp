#include "load-tests/client/client.hpp"

#include "load-tests/client/connection.hpp"
#include "load-tests/client/handshake.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <charconv>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdexcept>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

namespace dageng::load {

namespace {

constexpr std::size_t read_buffer_bytes = std::size_t{256} * 1024;
constexpr int events_at_once = 256;
constexpr std::size_t timers_at_once = 256;
constexpr std::uint32_t loopback = 0x7F000000;
constexpr std::uint32_t loopback_mask = 0xFF000000;

[[noreturn]] void fail(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

sockaddr_in socket_address(std::uint32_t host, std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(host);
    address.sin_port = htons(port);
    return address;
}

int open_socket(std::uint32_t source) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) {
        fail("socket");
    }
    const int on = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    ::setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
    const sockaddr_in from = socket_address(source, 0);
    if (::bind(fd, reinterpret_cast<const sockaddr*>(&from), sizeof from) != 0) {
        ::close(fd);
        fail("bind");
    }
    return fd;
}

} // namespace

ServerAddress ServerAddress::parse(std::string_view text) {
    const std::size_t colon = text.rfind(':');
    ServerAddress address;
    std::string host{text.substr(0, std::min(colon, text.size()))};
    if (host == "localhost") {
        host = "127.0.0.1";
    }
    in_addr parsed{};
    const char* end = text.data() + text.size();
    const char* begin = colon == std::string_view::npos ? end : text.data() + colon + 1;
    const auto port = std::from_chars(begin, end, address.port);
    if (port.ec != std::errc{} || port.ptr != end || address.port == 0 ||
        ::inet_pton(AF_INET, host.c_str(), &parsed) != 1) {
        throw std::invalid_argument(
            "expected HOST:PORT with an IPv4 address: " + std::string{text}
        );
    }
    address.host = ntohl(parsed.s_addr);
    if ((address.host & loopback_mask) != loopback) {
        throw std::invalid_argument("only addresses of this machine (127.x.x.x): " + host);
    }
    return address;
}

Client::Client(const ClientOptions& options)
    : options_(options), tls_(options.tls ? make_tls() : nullptr),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)), read_buffer_(read_buffer_bytes) {
    if (epoll_ < 0) {
        fail("epoll_create1");
    }
    upgrade_ = upgrade_request("localhost:" + std::to_string(options.server.port));
    scratch_.reserve(4096);
}

Client::~Client() {
    slots_.clear();
    ::close(epoll_);
}

Connection& Client::connect(Endpoint& endpoint) {
    const std::uint32_t sources = std::clamp(options_.source_addresses, 1U, 250U);
    const std::uint32_t source = loopback + 1 + static_cast<std::uint32_t>(connected_++ % sources);
    const int fd = open_socket(source);
    const sockaddr_in to = socket_address(options_.server.host, options_.server.port);
    // A refusal at this point shows as an event like any other.
    [[maybe_unused]] const int begun =
        ::connect(fd, reinterpret_cast<const sockaddr*>(&to), sizeof to);
    std::size_t slot = slots_.size();
    if (free_slots_.empty()) {
        slots_.emplace_back();
    } else {
        slot = free_slots_.back();
        free_slots_.pop_back();
    }
    slots_[slot] = std::make_unique<Connection>(
        *this, endpoint, slot, fd, tls_.get(), options_.tickets ? &endpoint.ticket_ : nullptr
    );
    ++live_;
    epoll_event event{};
    event.events = EPOLLIN | EPOLLOUT;
    event.data.u64 = slot;
    if (::epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &event) != 0) {
        fail("epoll_ctl");
    }
    return *slots_[slot];
}

void Client::run() {
    running_ = true;
    while (running_) {
        step(std::chrono::seconds{1});
    }
}

void Client::step(std::chrono::nanoseconds wait) {
    if (const auto next = timers_.next()) {
        wait = std::clamp(
            std::chrono::nanoseconds{*next - Clock::now()}, std::chrono::nanoseconds{0}, wait
        );
    }
    constexpr std::int64_t second = 1'000'000'000;
    const timespec timeout{wait.count() / second, wait.count() % second};
    std::array<epoll_event, events_at_once> events{};
    const int count = ::epoll_pwait2(epoll_, events.data(), events_at_once, &timeout, nullptr);
    if (count < 0 && errno != EINTR) {
        fail("epoll_pwait2");
    }
    timers_.fire(Clock::now(), timers_at_once);
    for (int i = 0; i < count; ++i) {
        const epoll_event& event = events[static_cast<std::size_t>(i)];
        Connection& connection = *slots_[event.data.u64];
        if (connection.state_ != Connection::State::dead) {
            handle(connection, event.events);
        }
    }
    bury();
}

void Client::handle(Connection& connection, std::uint32_t events) {
    using State = Connection::State;
    if (connection.state_ == State::closing) {
        drop(connection, connection.closing_code_);
        return;
    }
    if (connection.state_ == State::connecting) {
        int error = 0;
        socklen_t size = sizeof error;
        ::getsockopt(connection.stream_.fd(), SOL_SOCKET, SO_ERROR, &error, &size);
        if (error != 0 || (events & (EPOLLERR | EPOLLHUP)) != 0) {
            drop(connection, 1006);
            return;
        }
        connection.state_ = State::upgrading;
        connection.unsent_ = upgrade_;
    }
    const bool shakes = connection.stream_.is_shaking();
    if (((events & EPOLLOUT) != 0 || shakes) && connection.state_ != State::closing) {
        flush(connection);
    }
    if ((events & (EPOLLIN | EPOLLERR | EPOLLHUP)) != 0 && connection.state_ != State::dead) {
        read(connection);
    }
}

void Client::read(Connection& connection) {
    do {
        const ssize_t got = connection.stream_.receive(read_buffer_.data(), read_buffer_.size());
        if (got < 0 && (errno == EAGAIN || errno == EINTR)) {
            return;
        }
        if (got <= 0) {
            drop(connection, 1006);
            return;
        }
        const Moment at = Clock::now();
        const std::string_view bytes{read_buffer_.data(), static_cast<std::size_t>(got)};
        if (connection.state_ == Connection::State::upgrading) {
            open_if_upgraded(connection, bytes, at);
        } else {
            take_frames(connection, bytes, at);
        }
    } while (connection.stream_.has_more());
}

void Client::open_if_upgraded(Connection& connection, std::string_view received, Moment at) {
    connection.answer_.append(received);
    const UpgradeAnswer answer = read_upgrade(connection.answer_);
    if (answer.state == Upgrade::refused) {
        drop(connection, static_cast<std::uint16_t>(answer.status == 101 ? 1002 : answer.status));
        return;
    }
    if (answer.state == Upgrade::done) {
        connection.state_ = Connection::State::open;
        by_ticket_ += connection.stream_.is_by_ticket() ? 1U : 0U;
        std::string early;
        early.swap(connection.answer_);
        connection.endpoint_.on_open();
        take_frames(connection, std::string_view{early}.substr(answer.bytes), at);
    }
}

void Client::take_frames(Connection& connection, std::string_view bytes, Moment at) {
    connection.reader_.feed(bytes);
    while (const auto frame = connection.reader_.next()) {
        ++frames_received_;
        if (connection.state_ != Connection::State::open) {
            continue;
        }
        if (frame->opcode == Opcode::text) {
            connection.endpoint_.on_frame(frame->payload, at);
        } else if (frame->opcode == Opcode::ping) {
            connection.send_frame(Opcode::pong, frame->payload);
        } else if (frame->opcode == Opcode::close) {
            connection.closing_code_ = frame->close_code();
            connection.send_frame(Opcode::close, frame->payload.substr(0, 2));
            connection.state_ = Connection::State::closing;
        } else if (frame->opcode == Opcode::binary) {
            connection.close(1003);
        }
    }
    if (connection.state_ == Connection::State::open && connection.reader_.broken() != 0) {
        connection.close(connection.reader_.broken());
    }
    if (connection.state_ == Connection::State::closing) {
        drop(connection, connection.closing_code_);
    }
}

void Client::flush(Connection& connection) {
    std::string& unsent = connection.unsent_;
    if (!unsent.empty()) {
        const ssize_t sent = connection.stream_.send(unsent);
        if (sent > 0) {
            unsent.erase(0, static_cast<std::size_t>(sent));
        } else if (sent < 0 && errno != EAGAIN && errno != EINTR) {
            return; // The socket's error arrives as an event of its own.
        }
    }
    if (unsent.empty() && unsent.capacity() > 64) {
        std::string{}.swap(unsent);
    }
    watch(connection, !unsent.empty() && !connection.stream_.is_shaking());
}

void Client::watch(Connection& connection, bool writable) {
    if (connection.waits_to_write_ == writable && connection.state_ == Connection::State::open) {
        return;
    }
    connection.waits_to_write_ = writable;
    epoll_event event{};
    event.events = EPOLLIN;
    if (writable) {
        event.events |= EPOLLOUT;
    }
    event.data.u64 = connection.slot_;
    ::epoll_ctl(epoll_, EPOLL_CTL_MOD, connection.stream_.fd(), &event);
}

void Client::drop(Connection& connection, std::uint16_t code) {
    if (connection.state_ == Connection::State::dead) {
        return;
    }
    connection.state_ = Connection::State::dead;
    connection.stream_.close();
    --live_;
    dead_.push_back(connection.slot_);
    connection.endpoint_.on_close(code);
}

void Client::bury() {
    for (const std::size_t slot : dead_) {
        slots_[slot].reset();
        free_slots_.push_back(slot);
    }
    dead_.clear();
}

std::uint32_t Client::next_mask() {
    mask_state_ ^= mask_state_ << 13U;
    mask_state_ ^= mask_state_ >> 7U;
    mask_state_ ^= mask_state_ << 17U;
    return static_cast<std::uint32_t>(mask_state_ >> 32U);
}

void Connection::send(std::string_view text) {
    if (state_ == State::open) {
        send_frame(Opcode::text, text);
    }
}

void Connection::send_frame(Opcode opcode, std::string_view payload) {
    ++client_.frames_sent_;
    std::string& frame = client_.scratch_;
    frame.clear();
    append_frame(frame, opcode, payload, client_.next_mask());
    std::size_t sent = 0;
    if (unsent_.empty()) {
        const ssize_t took = stream_.send(frame);
        sent = took > 0 ? static_cast<std::size_t>(took) : 0;
    }
    if (sent == frame.size()) {
        return;
    }
    if (unsent_.size() + frame.size() > max_unsent_bytes) {
        state_ = State::closing;
    } else {
        unsent_.append(frame, sent);
    }
    client_.watch(*this, true);
}

void Connection::close(std::uint16_t code) {
    if (state_ != State::open) {
        return;
    }
    const std::array<char, 2> payload{
        static_cast<char>(code >> 8U), static_cast<char>(code & 0xFFU)
    };
    send_frame(Opcode::close, {payload.data(), payload.size()});
    closing_code_ = code;
    state_ = State::closing;
    client_.watch(*this, true);
}

} // namespace dageng::load

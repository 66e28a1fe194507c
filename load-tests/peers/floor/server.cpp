#include "load-tests/peers/floor/server.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

namespace dageng::floor {

namespace {

constexpr std::size_t read_bytes = std::size_t{64} * 1024;
constexpr int events_a_turn = 256;
constexpr std::size_t mask_bytes = 4;

/// The generator's key is always the one of RFC 6455's example, and so is the answer.
constexpr std::string_view upgraded = "HTTP/1.1 101 Switching Protocols\r\n"
                                      "Upgrade: websocket\r\n"
                                      "Connection: Upgrade\r\n"
                                      "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"
                                      "Sec-WebSocket-Protocol: dageng.v1\r\n\r\n";

int checked(int result, const char* what) {
    if (result < 0) {
        throw std::system_error(errno, std::generic_category(), what);
    }
    return result;
}

void unmask(char* payload, std::size_t size, const char* mask) {
    std::uint32_t word = 0;
    std::memcpy(&word, mask, mask_bytes);
    std::size_t at = 0;
    for (; at + mask_bytes <= size; at += mask_bytes) {
        std::uint32_t part = 0;
        std::memcpy(&part, payload + at, mask_bytes);
        part ^= word;
        std::memcpy(payload + at, &part, mask_bytes);
    }
    for (; at < size; ++at) {
        payload[at] = static_cast<char>(payload[at] ^ mask[at % mask_bytes]);
    }
}

/// Where a client's frame begins and ends.
struct Head {
    std::uint8_t opcode = 0;
    std::size_t begin = 0; ///< Of the payload.
    std::size_t size = 0;
};

/// False while it isn't whole.
bool read_head(const char* bytes, std::size_t size, Head& head) {
    constexpr std::uint8_t low_bits = 0x7F;
    constexpr std::uint8_t two_bytes_follow = 126;
    if (size < 2) {
        return false;
    }
    head.opcode = static_cast<std::uint8_t>(bytes[0]) & 0x0FU;
    head.size = static_cast<std::uint8_t>(bytes[1]) & low_bits;
    head.begin = 2;
    if (head.size >= two_bytes_follow) {
        const std::size_t count = head.size == two_bytes_follow ? 2 : 8;
        head.begin += count;
        if (size < head.begin) {
            return false;
        }
        head.size = 0;
        for (std::size_t i = 2; i < head.begin; ++i) {
            head.size = (head.size << 8U) | static_cast<std::uint8_t>(bytes[i]);
        }
    }
    head.begin += mask_bytes;
    return head.begin + head.size <= size;
}

} // namespace

Server::Server(std::uint16_t port) : buffer_(read_bytes) {
    listener_ = checked(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), "socket");
    const int on = 1;
    ::setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_port = htons(port);
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    checked(::bind(listener_, reinterpret_cast<sockaddr*>(&here), sizeof here), "bind");
    constexpr int backlog = 4096;
    checked(::listen(listener_, backlog), "listen");
    epoll_ = checked(::epoll_create1(0), "epoll_create1");
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = listener_;
    checked(::epoll_ctl(epoll_, EPOLL_CTL_ADD, listener_, &event), "epoll_ctl");
}

Server::~Server() {
    ::close(epoll_);
    ::close(listener_);
}

void Server::run(Job& job) {
    std::array<epoll_event, events_a_turn> events;
    for (;;) {
        const int count = ::epoll_wait(epoll_, events.data(), events_a_turn, -1);
        for (int i = 0; i < count; ++i) {
            const epoll_event& event = events[static_cast<std::size_t>(i)];
            if (event.data.fd == listener_) {
                accept_all();
                continue;
            }
            if ((event.events & EPOLLOUT) != 0) {
                flush(event.data.fd);
            }
            if ((event.events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0) {
                read(event.data.fd, job);
            }
        }
        job.end_turn();
    }
}

void Server::accept_all() {
    for (;;) {
        const int fd = ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK);
        if (fd < 0) {
            return;
        }
        const int on = 1;
        ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (peers_.size() <= static_cast<std::size_t>(fd)) {
            peers_.resize(static_cast<std::size_t>(fd) + 1);
        }
        peers_[static_cast<std::size_t>(fd)] = Peer{};
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.fd = fd;
        ::epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &event);
    }
}

void Server::read(int fd, Job& job) {
    const ssize_t got = ::recv(fd, buffer_.data(), buffer_.size(), 0);
    if (got <= 0) {
        if (got == 0 || (errno != EAGAIN && errno != EINTR)) {
            drop(fd, job);
        }
        return;
    }
    const auto size = static_cast<std::size_t>(got);
    Peer& peer = peers_[static_cast<std::size_t>(fd)];
    if (!peer.upgraded) {
        peer.rest.append(buffer_.data(), size);
        if (peer.rest.ends_with("\r\n\r\n")) {
            std::string{}.swap(peer.rest);
            upgrade(fd);
        }
        return;
    }
    if (peer.rest.empty()) {
        const std::size_t used = take_frames(fd, buffer_.data(), size, job);
        peers_[static_cast<std::size_t>(fd)].rest.assign(buffer_.data() + used, size - used);
        return;
    }
    std::string whole;
    whole.swap(peer.rest);
    whole.append(buffer_.data(), size);
    const std::size_t used = take_frames(fd, whole.data(), whole.size(), job);
    peers_[static_cast<std::size_t>(fd)].rest.assign(whole, used);
}

std::size_t Server::take_frames(int fd, char* bytes, std::size_t size, Job& job) {
    constexpr std::uint8_t text_frame = 1;
    std::size_t used = 0;
    Head head;
    while (read_head(bytes + used, size - used, head)) {
        char* payload = bytes + used + head.begin;
        if (head.opcode == text_frame) {
            unmask(payload, head.size, payload - mask_bytes);
            job.take({fd, {payload, head.size}});
        }
        used += head.begin + head.size;
    }
    return used;
}

void Server::upgrade(int fd) {
    peers_[static_cast<std::size_t>(fd)].upgraded = true;
    write(fd, upgraded);
}

void Server::send(int fd, std::string_view text) {
    constexpr char final_text = '\x81';
    constexpr std::size_t longest_short = 125;
    scratch_.clear();
    scratch_.push_back(final_text);
    if (text.size() <= longest_short) {
        scratch_.push_back(static_cast<char>(text.size()));
    } else {
        scratch_.push_back(126);
        scratch_.push_back(static_cast<char>(text.size() >> 8U));
        scratch_.push_back(static_cast<char>(text.size() & 0xFFU));
    }
    scratch_.append(text);
    write(fd, scratch_);
}

void Server::write(int fd, std::string_view bytes) {
    Peer& peer = peers_[static_cast<std::size_t>(fd)];
    std::size_t sent = 0;
    if (peer.unsent.empty()) {
        const ssize_t took = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        sent = took > 0 ? static_cast<std::size_t>(took) : 0;
    }
    if (sent < bytes.size()) {
        peer.unsent.append(bytes.substr(sent));
        watch(fd, true);
    }
}

void Server::flush(int fd) {
    Peer& peer = peers_[static_cast<std::size_t>(fd)];
    const ssize_t took = ::send(fd, peer.unsent.data(), peer.unsent.size(), MSG_NOSIGNAL);
    if (took > 0) {
        peer.unsent.erase(0, static_cast<std::size_t>(took));
    }
    if (peer.unsent.empty()) {
        std::string{}.swap(peer.unsent);
        watch(fd, false);
    }
}

void Server::watch(int fd, bool writable) {
    Peer& peer = peers_[static_cast<std::size_t>(fd)];
    if (peer.waits_to_write == writable) {
        return;
    }
    peer.waits_to_write = writable;
    epoll_event event{};
    event.events = EPOLLIN;
    if (writable) {
        event.events |= EPOLLOUT;
    }
    event.data.fd = fd;
    ::epoll_ctl(epoll_, EPOLL_CTL_MOD, fd, &event);
}

void Server::drop(int fd, Job& job) {
    job.gone(fd);
    peers_[static_cast<std::size_t>(fd)] = Peer{};
    ::close(fd);
}

} // namespace dageng::floor

#include "server/gateway/channel.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace dageng::gateway {

namespace {

using State = Channel::State;
using Moved = Channel::Moved;

/// What one record of TLS holds at most (RFC 8446, 5.1).
constexpr std::size_t record_bytes = std::size_t{16} * 1024;

/// So little is copied together sooner than the system looks at its parts.
constexpr std::size_t little_bytes = 2048;

std::size_t size_of(std::span<const iovec> parts) {
    std::size_t size = 0;
    for (const iovec& part : parts) {
        size += part.iov_len;
    }
    return size;
}

Moved moved(ssize_t bytes) {
    if (bytes > 0) {
        return {State::done, static_cast<std::size_t>(bytes)};
    }
    const bool later = bytes < 0 && (errno == EAGAIN || errno == EINTR);
    return {later ? State::blocked : State::gone, 0};
}

Moved sent(ssize_t bytes) {
    return bytes == 0 ? Moved{State::done, 0} : moved(bytes);
}

Moved moved_by_tls(ssl_st* tls, int result, std::size_t bytes) {
    if (result > 0) {
        return {State::done, bytes};
    }
    const int error = SSL_get_error(tls, result);
    ERR_clear_error();
    const bool later = error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE;
    return {later ? State::blocked : State::gone, 0};
}

/// As many bytes as fit, side by side.
std::size_t gather(std::span<const iovec> parts, std::span<char> into) {
    std::size_t size = 0;
    for (const iovec& part : parts) {
        const std::size_t some = std::min(part.iov_len, into.size() - size);
        std::memcpy(into.data() + size, part.iov_base, some);
        size += some;
    }
    return size;
}

} // namespace

Channel::Channel(int fd, http::Tls tls) : fd_(fd), tls_(std::move(tls)) {}

Channel::Channel(Channel&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)), tls_(std::move(other.tls_)) {}

Channel::~Channel() {
    tls_.reset();
    if (fd_ >= 0) {
        ::close(fd_);
    }
}

Moved Channel::receive(std::span<char> into) {
    if (!tls_) {
        return moved(::recv(fd_, into.data(), into.size(), 0));
    }
    std::size_t bytes = 0;
    const int result = SSL_read_ex(tls_.get(), into.data(), into.size(), &bytes);
    return moved_by_tls(tls_.get(), result, bytes);
}

bool Channel::has_more() const {
    return tls_ && SSL_has_pending(tls_.get()) == 1;
}

Moved Channel::send(std::span<const iovec> parts) {
    if (!tls_ && size_of(parts) > little_bytes) {
        msghdr message{};
        // sendmsg takes a pointer that isn't const, and writes nothing there.
        message.msg_iov = const_cast<iovec*>(parts.data());
        message.msg_iovlen = parts.size();
        return sent(::sendmsg(fd_, &message, MSG_NOSIGNAL));
    }
    std::array<char, record_bytes> together;
    const std::size_t size = gather(parts, together);
    if (!tls_) {
        return sent(::send(fd_, together.data(), size, MSG_NOSIGNAL));
    }
    std::size_t bytes = 0;
    const int result = SSL_write_ex(tls_.get(), together.data(), size, &bytes);
    return moved_by_tls(tls_.get(), result, bytes);
}

void Channel::end_sending() {
    if (tls_) {
        SSL_shutdown(tls_.get());
        ERR_clear_error();
    }
    ::shutdown(fd_, SHUT_WR);
}

} // namespace dageng::gateway

#pragma once

#include "server/http/certificate.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <sys/uio.h>

namespace dageng::gateway {

/// Bytes to and from a peer through a socket that doesn't block, in clear or by TLS. By TLS a peer
/// that has gone raises SIGPIPE, which the process ignores. One thread at a time.
class Channel {
  public:
    /// What became of an attempt.
    enum class State : std::uint8_t {
        done,
        blocked, ///< Nothing came, or nothing is taken, for now.
        gone,    ///< The peer has gone, or speaks no sense.
    };
    struct Moved {
        State state = State::blocked;
        std::size_t bytes = 0;
    };

    /// Owns the socket. `tls`, if any, has its handshake behind it, and nothing else reads or
    /// writes the socket.
    explicit Channel(int fd, http::Tls tls = nullptr);
    Channel(Channel&& other) noexcept;
    Channel& operator=(Channel&&) = delete;
    /// Closes it.
    ~Channel();

    int fd() const { return fd_; }

    /// At least one byte when done.
    Moved receive(std::span<char> into);
    /// Whether more has come that the system doesn't know of any more: wait for nothing before
    /// receiving again.
    bool has_more() const;

    /// The first of these bytes; how many were taken. When blocked, they must come first the next
    /// time.
    Moved send(std::span<const iovec> parts);
    /// Nothing more will be sent.
    void end_sending();

  private:
    int fd_;
    http::Tls tls_;
};

} // namespace dageng::gateway

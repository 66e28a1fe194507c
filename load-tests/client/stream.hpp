#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <sys/types.h>

struct ssl_ctx_st;
struct ssl_session_st;
struct ssl_st;

namespace dageng::load {

/// What connections speak TLS by; the server's certificate isn't looked at. Throws
/// std::runtime_error.
std::shared_ptr<ssl_ctx_st> make_tls();

/// What a server gave for the next handshake to be a shorter one (RFC 8446, 2.2).
using Ticket = std::shared_ptr<ssl_session_st>;

/// A client's socket that doesn't block, in clear or by TLS.
class Stream {
  public:
    /// Owns the socket. `tls`: null in clear. `ticket`: begins by it when there is one, and puts
    /// there what the server gives; outlives it; null: shakes hands anew each time.
    Stream(int fd, ssl_ctx_st* tls, Ticket* ticket);
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;
    ~Stream() { close(); }

    int fd() const { return fd_; }
    void close();

    /// As recv and send: -1 with EAGAIN when nothing goes for now. The first to send shakes hands.
    ssize_t receive(char* into, std::size_t most);
    ssize_t send(std::string_view bytes);
    /// Whether more has come than was received, of which the system doesn't tell.
    bool has_more() const;
    /// Whether the handshake is under way: then sending waits for what comes.
    bool is_shaking() const;
    /// Whether the server took the ticket.
    bool is_by_ticket() const;

  private:
    ssize_t result_of(int result, std::size_t bytes);

    int fd_;
    ssl_st* tls_ = nullptr;
};

} // namespace dageng::load

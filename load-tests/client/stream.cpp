#include "load-tests/client/stream.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <cerrno>
#include <csignal>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace dageng::load {

std::shared_ptr<ssl_ctx_st> make_tls() {
    // OpenSSL writes without saying that it wants no signal.
    std::signal(SIGPIPE, SIG_IGN);
    std::shared_ptr<ssl_ctx_st> context{SSL_CTX_new(TLS_client_method()), SSL_CTX_free};
    if (!context) {
        throw std::runtime_error("no TLS");
    }
    SSL_CTX_set_mode(
        context.get(),
        SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
            SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER
    );
    SSL_CTX_set_session_cache_mode(
        context.get(), SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL_STORE
    );
    SSL_CTX_sess_set_new_cb(context.get(), [](ssl_st* tls, ssl_session_st* session) {
        auto* const ticket = static_cast<Ticket*>(SSL_get_app_data(tls));
        if (ticket == nullptr) {
            return 0;
        }
        *ticket = Ticket{session, SSL_SESSION_free};
        return 1;
    });
    return context;
}

Stream::Stream(int fd, ssl_ctx_st* tls, Ticket* ticket)
    : fd_(fd), tls_(tls == nullptr ? nullptr : SSL_new(tls)) {
    if (tls_ != nullptr) {
        SSL_set_app_data(tls_, ticket);
        if (ticket != nullptr && *ticket) {
            SSL_set_session(tls_, ticket->get());
        }
        SSL_set_fd(tls_, fd);
        SSL_set_connect_state(tls_);
    }
}

void Stream::close() {
    if (tls_ != nullptr) {
        // Else OpenSSL takes the connection for broken off, and its ticket for spoilt.
        SSL_set_shutdown(tls_, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
    }
    SSL_free(std::exchange(tls_, nullptr));
    if (fd_ >= 0) {
        ::close(std::exchange(fd_, -1));
    }
}

ssize_t Stream::receive(char* into, std::size_t most) {
    if (tls_ == nullptr) {
        return ::recv(fd_, into, most, 0);
    }
    std::size_t bytes = 0;
    const int result = SSL_read_ex(tls_, into, most, &bytes);
    return result_of(result, bytes);
}

ssize_t Stream::send(std::string_view bytes) {
    if (tls_ == nullptr) {
        return ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    }
    std::size_t sent = 0;
    const int result = SSL_write_ex(tls_, bytes.data(), bytes.size(), &sent);
    return result_of(result, sent);
}

ssize_t Stream::result_of(int result, std::size_t bytes) {
    if (result == 1) {
        return static_cast<ssize_t>(bytes);
    }
    const int error = SSL_get_error(tls_, result);
    ERR_clear_error();
    if (error == SSL_ERROR_ZERO_RETURN) {
        return 0;
    }
    const bool later = error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE;
    errno = later ? EAGAIN : ECONNRESET;
    return -1;
}

bool Stream::has_more() const {
    return tls_ != nullptr && SSL_has_pending(tls_) == 1;
}

bool Stream::is_by_ticket() const {
    return tls_ != nullptr && SSL_session_reused(tls_) == 1;
}

bool Stream::is_shaking() const {
    return tls_ != nullptr && SSL_is_init_finished(tls_) == 0;
}

} // namespace dageng::load

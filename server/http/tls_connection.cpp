#include "server/http/certificate.hpp"
#include "server/http/http_connection.hpp"

#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>

namespace dageng::http {

namespace {

using TlsStream = asio::ssl::stream<Socket>;

/// Asio's own kind of context, for as long as a connection is made of it.
asio::ssl::context borrow(ssl_ctx_st* context) {
    SSL_CTX_up_ref(context);
    return asio::ssl::context{context};
}

} // namespace

template <>
struct StreamTraits<TlsStream> {
    static constexpr bool secure = true;

    static Socket& socket(TlsStream& stream) { return stream.next_layer(); }
    template <class Then>
    static void begin(TlsStream& stream, Then then) {
        stream.async_handshake(asio::ssl::stream_base::server, std::move(then));
    }
    static bool has_more(TlsStream& stream) { return SSL_has_pending(stream.native_handle()) == 1; }
    /// From now on TLS reads and writes the socket itself.
    static Upgrade release(TlsStream& stream) {
        SSL* const tls = stream.native_handle();
        SSL_up_ref(tls);
        SSL_set_fd(tls, stream.next_layer().native_handle());
        // One call brings a record's head with the rest of it.
        SSL_set_read_ahead(tls, 1);
        return {std::move(stream.next_layer()), Tls{tls}, {}};
    }
};

std::shared_ptr<Connection>
make_tls_connection(Socket socket, const std::shared_ptr<ssl_ctx_st>& context, const Host& host) {
    auto borrowed = borrow(context.get());
    return std::make_shared<HttpConnection<TlsStream>>(host, std::move(socket), borrowed);
}

} // namespace dageng::http

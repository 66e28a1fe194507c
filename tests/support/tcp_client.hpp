#pragma once

#include "tests/support/tls.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Small blocking clients for tests, on plain system calls, so that a server isn't tested with its
/// own libraries.
namespace dageng::support {

/// How long a client waits for what must come. A guard against hanging, never a measure.
inline constexpr std::chrono::milliseconds patience = std::chrono::seconds(20);

/// What must come didn't, or came otherwise.
struct ClientError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A connection to a port of this machine, by TLS where tests speak it (tls.hpp). Move-only; closed
/// when it goes.
class TcpClient {
  public:
    /// Throws ClientError when nobody listens. A server that doesn't shake hands is one that has
    /// gone. Without `address`: this machine, or the one that $DAGENG_TEST_ADDRESS says.
    explicit TcpClient(std::uint16_t port, const std::string& address = {});
    /// Whatever tests speak.
    static TcpClient in_clear(std::uint16_t port);
    /// By TLS, as wished.
    TcpClient(std::uint16_t port, const TlsWish& wish);
    TcpClient(TcpClient&& other) noexcept
        : fd_(std::exchange(other.fd_, -1)), tls_(std::move(other.tls_)) {}
    TcpClient& operator=(TcpClient&& other) noexcept;
    ~TcpClient();

    /// Throws ClientError when the peer has gone.
    void send(std::string_view bytes);
    /// Up to `most` bytes, at least one; empty at the end of the stream (reset included); nothing
    /// when `time` is over.
    std::optional<std::string>
    receive(std::size_t most = 65536, std::chrono::milliseconds time = patience);
    /// Everything up to the end of the stream. Throws ClientError when it doesn't end.
    std::string receive_all();
    /// Ends our direction only.
    void shutdown();
    /// Ends with a reset rather than in good order.
    void reset();
    void close();
    /// The smallest receive buffer that the system grants, so that a slow reader is soon seen.
    void shrink_receive_buffer();

    /// Null in clear.
    const TlsEnd* tls() const { return tls_.get(); }

  private:
    TcpClient() = default;

    void connect(std::uint16_t port, const std::string& address);
    void speak_tls(const TlsWish& wish);

    int fd_ = -1;
    std::unique_ptr<TlsEnd> tls_;
};

struct HttpReply {
    unsigned status = 0;
    std::map<std::string, std::string> fields; ///< Names in lower case.
    std::string body;

    /// Empty for none.
    std::string field(const std::string& name) const;
};

using HttpFields = std::vector<std::pair<std::string, std::string>>;

/// The bytes of a request, with `host` and, for a body or PUT, `content-length`.
std::string http_request(
    std::string_view method,
    std::string_view target,
    const HttpFields& fields = {},
    std::string_view body = {}
);

/// Reads one reply, `100 Continue` skipped. Throws ClientError.
HttpReply read_reply(TcpClient& client, bool has_body = true);

/// One request on a connection of its own.
HttpReply http(
    std::uint16_t port,
    std::string_view method,
    std::string_view target,
    const HttpFields& fields = {},
    std::string_view body = {}
);

} // namespace dageng::support

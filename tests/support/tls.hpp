#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct ssl_session_st;
struct ssl_st;

namespace dageng::support {

/// Whether clients of tests speak TLS and servers of tests expect it: with DAGENG_TEST_TLS=1 in the
/// environment, so that what is tested in clear can be tested so, too.
bool speaks_tls();

/// A certificate for the name `test` that nobody has signed, and its key, as PEM files.
struct CertificateFiles {
    std::filesystem::path chain;
    std::filesystem::path key;
};

/// Writes a new pair into a folder, over any of the same name. Throws std::runtime_error.
CertificateFiles
write_certificate(const std::filesystem::path& folder, const std::string& name = "server");

/// A pair for the whole program.
const CertificateFiles& test_certificate();

/// What a server gave for the next handshake to be a shorter one.
using TlsTicket = std::shared_ptr<ssl_session_st>;

/// What a client may ask for, and learns.
struct TlsWish {
    int highest_version = 0;    ///< As OpenSSL numbers them; 0: any.
    std::string ciphers_of_1_2; ///< Empty: any.
    std::string protocols;      ///< Offered by ALPN, each after its length.
    TlsTicket ticket = {};      ///< To begin by.
};

/// A client's end of TLS over a connected socket that doesn't block, which it doesn't own. The
/// server's certificate isn't checked: it is our own.
class TlsEnd {
  public:
    /// Shakes hands; `is_open` says whether that went well.
    TlsEnd(int fd, std::chrono::milliseconds patience, const TlsWish& wish = {});
    TlsEnd(const TlsEnd&) = delete;
    TlsEnd& operator=(const TlsEnd&) = delete;
    ~TlsEnd();

    bool is_open() const { return open_; }
    /// False when the peer has gone.
    bool send(std::string_view bytes, std::chrono::milliseconds patience);
    /// As TcpClient::receive.
    std::optional<std::string> receive(std::size_t most, std::chrono::milliseconds time);
    void shutdown();

    /// The last that came; by TLS 1.3 it follows the handshake.
    TlsTicket ticket() const;
    /// Whether the server took the ticket that was wished for.
    bool is_by_ticket() const;

    std::string version() const;
    std::string protocol() const;
    /// SHA-256 of the server's certificate, in hex.
    std::string certificate() const;

  private:
    int fd_;
    ssl_st* tls_ = nullptr;
    bool open_ = false;
};

} // namespace dageng::support

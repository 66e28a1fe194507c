#pragma once

#include <filesystem>
#include <memory>
#include <stdexcept>

struct ssl_ctx_st;
struct ssl_st;

namespace dageng::http {

/// A certificate can't be used. The text names the file and says why.
struct CertificateError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// What a connection speaks TLS by, from its handshake on.
struct FreeTls {
    void operator()(ssl_st* tls) const;
};
using Tls = std::unique_ptr<ssl_st, FreeTls>;

/// The server's certificate and its private key, for TLS 1.2 and 1.3. Whoever renews them writes
/// the files anew; connections that stand keep the one they began with. One thread.
class Certificate {
  public:
    /// Two PEM files: the certificate with those that lead to its root, its own first; the key
    /// without a pass phrase. Throws CertificateError.
    Certificate(std::filesystem::path chain, std::filesystem::path key);

    /// What connections are made of from now on; lives as long as any of them.
    std::shared_ptr<ssl_ctx_st> context() const { return context_; }

    /// Takes the files if they have changed. A pair that can't be used (one of them isn't written
    /// yet) is said in the log once; the one in use stays, and files that change again are looked
    /// at again. Meant to be called once a second: costs two looks at the folder.
    void renew();

  private:
    /// When the files were written.
    struct Written {
        std::filesystem::file_time_type chain;
        std::filesystem::file_time_type key;

        bool operator==(const Written&) const = default;
    };

    Written written() const;
    std::shared_ptr<ssl_ctx_st> load() const;

    std::filesystem::path chain_;
    std::filesystem::path key_;
    Written seen_;
    std::shared_ptr<ssl_ctx_st> context_;
};

} // namespace dageng::http

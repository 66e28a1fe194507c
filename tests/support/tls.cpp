#include "tests/support/tls.hpp"

#include "tests/temporary_folder.hpp"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <poll.h>
#include <stdexcept>

namespace dageng::support {

namespace {

using Clock = std::chrono::steady_clock;

void must(bool good, const char* what) {
    if (!good) {
        throw std::runtime_error(std::string("the test's certificate: ") + what);
    }
}

template <class Write>
void write_pem(const std::filesystem::path& path, Write write) {
    const std::filesystem::path part = path.string() + ".part";
    const std::unique_ptr<FILE, int (*)(FILE*)> file{std::fopen(part.c_str(), "wb"), std::fclose};
    must(file != nullptr && write(file.get()) == 1, "writing");
    std::fflush(file.get());
    std::filesystem::rename(part, path);
}

/// Waits for what TLS wants of the socket; false when the time is over or it wants nothing.
bool wait_for(const ssl_st* tls, int fd, int result, Clock::time_point until) {
    const int error = SSL_get_error(tls, result);
    ERR_clear_error();
    if (error != SSL_ERROR_WANT_READ && error != SSL_ERROR_WANT_WRITE) {
        return false;
    }
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
    pollfd wait{fd, static_cast<short>(error == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT), 0};
    return left >= 0 && ::poll(&wait, 1, static_cast<int>(left)) == 1;
}

} // namespace

bool speaks_tls() {
    const char* const said = std::getenv("DAGENG_TEST_TLS");
    return said != nullptr && std::string_view{said} == "1";
}

CertificateFiles write_certificate(const std::filesystem::path& folder, const std::string& name) {
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key{
        EVP_EC_gen("P-256"), EVP_PKEY_free
    };
    const std::unique_ptr<X509, decltype(&X509_free)> made{X509_new(), X509_free};
    must(key != nullptr && made != nullptr, "making");
    X509_set_version(made.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(made.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(made.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(made.get()), 86'400);
    X509_set_pubkey(made.get(), key.get());
    X509_NAME* const subject = X509_get_subject_name(made.get());
    constexpr std::array<unsigned char, 5> common_name{"test"};
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, common_name.data(), 4, -1, 0);
    X509_set_issuer_name(made.get(), subject);
    must(X509_sign(made.get(), key.get(), EVP_sha256()) > 0, "signing");
    const CertificateFiles files{folder / (name + ".pem"), folder / (name + ".key")};
    write_pem(files.key, [&](FILE* file) {
        return PEM_write_PrivateKey(file, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
    write_pem(files.chain, [&](FILE* file) { return PEM_write_X509(file, made.get()); });
    return files;
}

const CertificateFiles& test_certificate() {
    static const TemporaryFolder folder;
    static const CertificateFiles files = write_certificate(folder.path());
    return files;
}

TlsEnd::TlsEnd(int fd, std::chrono::milliseconds patience, const TlsWish& wish) : fd_(fd) {
    // OpenSSL writes without saying that it wants no signal.
    std::signal(SIGPIPE, SIG_IGN);
    const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context{
        SSL_CTX_new(TLS_client_method()), SSL_CTX_free
    };
    must(context != nullptr, "a context");
    SSL_CTX_set_max_proto_version(context.get(), wish.highest_version);
    if (!wish.ciphers_of_1_2.empty()) {
        must(
            SSL_CTX_set_cipher_list(context.get(), wish.ciphers_of_1_2.c_str()) == 1, "its ciphers"
        );
    }
    // An old version can be asked for only where nothing forbids it.
    SSL_CTX_set_security_level(context.get(), 0);
    SSL_CTX_set_min_proto_version(context.get(), 0);
    if (!wish.protocols.empty()) {
        SSL_CTX_set_alpn_protos(
            context.get(),
            reinterpret_cast<const unsigned char*>(wish.protocols.data()),
            static_cast<unsigned>(wish.protocols.size())
        );
    }
    tls_ = SSL_new(context.get());
    must(tls_ != nullptr && SSL_set_fd(tls_, fd) == 1, "a connection");
    if (wish.ticket) {
        must(SSL_set_session(tls_, wish.ticket.get()) == 1, "its ticket");
    }
    const auto until = Clock::now() + patience;
    for (int result = 0; !open_;) {
        result = SSL_connect(tls_);
        open_ = result == 1;
        if (!open_ && !wait_for(tls_, fd_, result, until)) {
            return;
        }
    }
}

TlsEnd::~TlsEnd() {
    // Else OpenSSL takes the connection for broken off, and its ticket for spoilt.
    SSL_set_shutdown(tls_, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
    SSL_free(tls_);
}

bool TlsEnd::send(std::string_view bytes, std::chrono::milliseconds patience) {
    const auto until = Clock::now() + patience;
    while (open_ && !bytes.empty()) {
        std::size_t sent = 0;
        const int result = SSL_write_ex(tls_, bytes.data(), bytes.size(), &sent);
        if (result == 1) {
            bytes.remove_prefix(sent);
        } else if (!wait_for(tls_, fd_, result, until)) {
            return false;
        }
    }
    return open_;
}

std::optional<std::string> TlsEnd::receive(std::size_t most, std::chrono::milliseconds time) {
    const auto until = Clock::now() + time;
    std::string bytes(most, '\0');
    while (open_) {
        std::size_t got = 0;
        const int result = SSL_read_ex(tls_, bytes.data(), bytes.size(), &got);
        if (result == 1) {
            bytes.resize(got);
            return bytes;
        }
        const int error = SSL_get_error(tls_, result);
        if (error != SSL_ERROR_WANT_READ && error != SSL_ERROR_WANT_WRITE) {
            ERR_clear_error();
            break;
        }
        if (!wait_for(tls_, fd_, result, until)) {
            return std::nullopt;
        }
    }
    return std::string{};
}

void TlsEnd::shutdown() {
    SSL_shutdown(tls_);
    ERR_clear_error();
}

TlsTicket TlsEnd::ticket() const {
    return {SSL_get1_session(tls_), SSL_SESSION_free};
}

bool TlsEnd::is_by_ticket() const {
    return SSL_session_reused(tls_) == 1;
}

std::string TlsEnd::version() const {
    return SSL_get_version(tls_);
}

std::string TlsEnd::protocol() const {
    const unsigned char* name = nullptr;
    unsigned size = 0;
    SSL_get0_alpn_selected(tls_, &name, &size);
    return {reinterpret_cast<const char*>(name), size};
}

std::string TlsEnd::certificate() const {
    std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
    unsigned size = 0;
    must(
        X509_digest(SSL_get0_peer_certificate(tls_), EVP_sha256(), hash.data(), &size) == 1,
        "its digest"
    );
    std::string hex;
    for (unsigned i = 0; i < size; ++i) {
        constexpr std::string_view digits = "0123456789abcdef";
        hex += digits[hash[i] >> 4U];
        hex += digits[hash[i] & 15U];
    }
    return hex;
}

} // namespace dageng::support

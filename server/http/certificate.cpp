#include "server/http/certificate.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <fstream>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace dageng::http {

namespace {

/// TLS 1.2 by what keeps past talk secret when a key gets out (RFC 9325, 4.2); 1.3 has nothing
/// else.
constexpr const char* ciphers_of_1_2 = "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:"
                                       "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305:"
                                       "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384";

void must(bool good, const std::filesystem::path& file) {
    if (good) {
        return;
    }
    const char* const reason = ERR_reason_error_string(ERR_peek_error());
    ERR_clear_error();
    throw CertificateError(file.string() + ": " + (reason == nullptr ? "unknown error" : reason));
}

void must_be_there(const std::filesystem::path& file) {
    if (!std::ifstream(file)) {
        throw CertificateError(file.string() + ": can't be read");
    }
}

/// HTTP/1.1 is all that is spoken; who offers protocols and not that one is told nothing.
int choose_protocol( // NOLINT(readability-function-size)
    ssl_st*,
    const unsigned char** chosen,
    unsigned char* size,
    const unsigned char* offered,
    unsigned int offered_size,
    void*
) {
    constexpr std::string_view ours = "http/1.1";
    const std::span<const unsigned char> all{offered, offered_size};
    for (std::size_t at = 0; at < all.size();) {
        const std::size_t length = all[at];
        if (at + 1 + length > all.size()) {
            break;
        }
        const auto name = all.subspan(at + 1, length);
        if (std::equal(name.begin(), name.end(), ours.begin(), ours.end())) {
            *chosen = name.data();
            *size = static_cast<unsigned char>(length);
            return SSL_TLSEXT_ERR_OK;
        }
        at += 1 + length;
    }
    return SSL_TLSEXT_ERR_NOACK;
}

} // namespace

void FreeTls::operator()(ssl_st* tls) const {
    SSL_free(tls);
}

Certificate::Certificate(std::filesystem::path chain, std::filesystem::path key)
    : chain_(std::move(chain)), key_(std::move(key)), seen_(written()), context_(load()) {}

Certificate::Written Certificate::written() const {
    std::error_code none; // A file that isn't there was written at no time.
    return {
        std::filesystem::last_write_time(chain_, none), std::filesystem::last_write_time(key_, none)
    };
}

void Certificate::renew() {
    const Written now = written();
    if (now == seen_) {
        return;
    }
    seen_ = now;
    try {
        context_ = load();
        spdlog::info("the certificate {} is in use for new connections", chain_.string());
    } catch (const CertificateError& error) {
        spdlog::error("the certificate of before stays in use: {}", error.what());
    }
}

std::shared_ptr<ssl_ctx_st> Certificate::load() const {
    must_be_there(chain_);
    must_be_there(key_);
    std::shared_ptr<ssl_ctx_st> context{SSL_CTX_new(TLS_server_method()), SSL_CTX_free};
    must(context != nullptr, chain_);
    SSL_CTX* const to = context.get();
    must(SSL_CTX_set_min_proto_version(to, TLS1_2_VERSION) == 1, chain_);
    must(SSL_CTX_set_cipher_list(to, ciphers_of_1_2) == 1, chain_);
    SSL_CTX_set_options(
        to,
        SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE |
            SSL_OP_PRIORITIZE_CHACHA | SSL_OP_IGNORE_UNEXPECTED_EOF
    );
    // An idle connection has no buffers; what didn't go out is tried again from where it is then.
    SSL_CTX_set_mode(
        to,
        SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
            SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER
    );
    // Who comes back shows a ticket; nothing is kept here for it.
    SSL_CTX_set_session_cache_mode(to, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_num_tickets(to, 1);
    SSL_CTX_set_alpn_select_cb(to, choose_protocol, nullptr);
    // Never asks for a pass phrase.
    SSL_CTX_set_default_passwd_cb(to, [](char*, int, int, void*) { return 0; });
    must(SSL_CTX_use_certificate_chain_file(to, chain_.c_str()) == 1, chain_);
    must(SSL_CTX_use_PrivateKey_file(to, key_.c_str(), SSL_FILETYPE_PEM) == 1, key_);
    must(SSL_CTX_check_private_key(to) == 1, key_);
    return context;
}

} // namespace dageng::http

#include "server/vault/crypto.hpp"

#include "protocol/assert.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace dageng::vault {

namespace {

constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == sizeof(SecretKey::bytes));

using Number = std::array<unsigned char, 8>;

Number authenticated(KeyId number) {
    Number bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<unsigned char>(number.value >> (8 * i));
    return bytes;
}

unsigned char* raw(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

const unsigned char* raw(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

} // namespace

SecretKey::~SecretKey() {
    sodium_memzero(bytes.data(), bytes.size());
}

void start_sodium() {
    static const bool started = sodium_init() >= 0;
    DAGENG_ASSERT(started);
}

SecretKey make_key() {
    start_sodium();
    SecretKey key;
    crypto_aead_xchacha20poly1305_ietf_keygen(key.bytes.data());
    return key;
}

std::string seal_box(const SecretKey& with, KeyId number, std::string_view clear) {
    std::string box(nonce_bytes + clear.size() + tag_bytes, '\0');
    randombytes_buf(box.data(), nonce_bytes);
    const Number bound = authenticated(number);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        raw(box) + nonce_bytes,
        nullptr,
        raw(clear),
        clear.size(),
        bound.data(),
        bound.size(),
        nullptr,
        raw(box),
        with.bytes.data()
    );
    return box;
}

std::optional<std::string> open_box(const SecretKey& with, KeyId number, std::string_view box) {
    if (box.size() < nonce_bytes + tag_bytes)
        return std::nullopt;
    std::string clear(box.size() - nonce_bytes - tag_bytes, '\0');
    const Number bound = authenticated(number);
    const int rc = crypto_aead_xchacha20poly1305_ietf_decrypt(
        raw(clear),
        nullptr,
        nullptr,
        raw(box) + nonce_bytes,
        box.size() - nonce_bytes,
        bound.data(),
        bound.size(),
        raw(box),
        with.bytes.data()
    );
    if (rc != 0)
        return std::nullopt;
    return clear;
}

std::string wrap_key(const SecretKey& master, KeyId number, const SecretKey& key) {
    return seal_box(
        master, number, {reinterpret_cast<const char*>(key.bytes.data()), key.bytes.size()}
    );
}

std::optional<SecretKey>
unwrap_key(const SecretKey& master, KeyId number, std::string_view wrapped) {
    auto clear = open_box(master, number, wrapped);
    if (!clear)
        return std::nullopt;
    SecretKey key;
    const bool whole = clear->size() == key.bytes.size();
    if (whole)
        std::ranges::copy(*clear, key.bytes.begin());
    wipe(*clear);
    if (!whole)
        return std::nullopt;
    return key;
}

TokenHash keyed_hash(const SecretKey& with, std::string_view text) {
    TokenHash hash{};
    crypto_generichash(
        hash.data(),
        hash.size(),
        reinterpret_cast<const unsigned char*>(text.data()),
        text.size(),
        with.bytes.data(),
        with.bytes.size()
    );
    return hash;
}

void wipe(std::string& text) {
    sodium_memzero(text.data(), text.size());
}

} // namespace dageng::vault

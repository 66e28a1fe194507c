#include "server/vault/credentials.hpp"
#include "server/vault/crypto.hpp"

#include <sodium.h>

#include <string>

namespace dageng::vault {

namespace {

constexpr std::string_view crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr int bits_a_character = 5;
constexpr int token_bits = 128;

} // namespace

TokenHash hash_token(std::string_view token) {
    start_sodium();
    TokenHash hash{};
    crypto_generichash(
        hash.data(),
        hash.size(),
        reinterpret_cast<const unsigned char*>(token.data()),
        token.size(),
        nullptr,
        0
    );
    return hash;
}

DeviceMark mark_device(std::string_view client_id) {
    start_sodium();
    DeviceMark mark{};
    crypto_generichash(
        mark.data(),
        mark.size(),
        reinterpret_cast<const unsigned char*>(client_id.data()),
        client_id.size(),
        nullptr,
        0
    );
    return mark;
}

std::string make_token() {
    start_sodium();
    std::array<std::uint8_t, token_bits / 8> random{};
    randombytes_buf(random.data(), random.size());
    // 128 bits as one big-endian number, filled with two zero bits in front: 26 characters.
    std::string token;
    unsigned window = 0;
    int filled = (bits_a_character - token_bits % bits_a_character) % bits_a_character;
    for (const std::uint8_t byte : random) {
        window = window << 8 | byte;
        filled += 8;
        while (filled >= bits_a_character) {
            filled -= bits_a_character;
            token += crockford[window >> filled & 31U];
        }
        window &= (1U << filled) - 1;
    }
    return token;
}

SecretKey make_one_time_secret() {
    start_sodium();
    constexpr std::size_t bytes = 20;
    SecretKey secret;
    randombytes_buf(secret.bytes.data(), bytes);
    return secret;
}

} // namespace dageng::vault

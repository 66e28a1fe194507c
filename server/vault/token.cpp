#include "server/vault/crypto.hpp"
#include "server/vault/vault.hpp"

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

} // namespace dageng::vault

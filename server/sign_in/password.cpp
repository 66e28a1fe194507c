#include "server/sign_in/password.hpp"

#include <sodium.h>

#include <array>
#include <new>

namespace dageng::sign_in {

std::string hash_password(const std::string& password, const PasswordCost& cost) {
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    const int made = crypto_pwhash_str_alg(
        hash.data(),
        password.data(),
        password.size(),
        cost.passes,
        cost.bytes,
        crypto_pwhash_ALG_ARGON2ID13
    );
    if (made != 0) {
        throw std::bad_alloc(); // The only way in which it fails.
    }
    return hash.data();
}

bool is_password(const std::string& hash, const std::string& password) {
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

} // namespace dageng::sign_in

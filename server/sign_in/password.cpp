#include "server/sign_in/password.hpp"

#include "server/threads/name.hpp"
#include "server/threads/step_back.hpp"

#include <sodium.h>

#include <array>
#include <new>
#include <thread>

namespace dageng::sign_in {

namespace {

/// On a thread of its own behind all others, so that whoever tries passwords holds nobody up.
template <class Work>
void aside(Work work) {
    std::thread{[&work] {
        threads::name("password");
        threads::step_far_back();
        work();
    }}.join();
}

} // namespace

std::string hash_password(const std::string& password, const PasswordCost& cost) {
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    int made = -1;
    aside([&] {
        made = crypto_pwhash_str_alg(
            hash.data(),
            password.data(),
            password.size(),
            cost.passes,
            cost.bytes,
            crypto_pwhash_ALG_ARGON2ID13
        );
    });
    if (made != 0) {
        throw std::bad_alloc(); // The only way in which it fails.
    }
    return hash.data();
}

bool is_password(const std::string& hash, const std::string& password) {
    bool right = false;
    aside([&] {
        right = crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
    });
    return right;
}

} // namespace dageng::sign_in

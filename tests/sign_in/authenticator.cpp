#include "tests/sign_in/authenticator.hpp"

#include <array>
#include <cstdlib>
#include <ctime>
#include <liboath/oath.h>
#include <stdexcept>

namespace dageng::test {

std::string shown_code(const std::string& secret, protocol::TimeMs at) {
    oath_init();
    char* bytes = nullptr;
    std::size_t size = 0;
    if (oath_base32_decode(secret.data(), secret.size(), &bytes, &size) != OATH_OK) {
        throw std::runtime_error("no secret: " + secret);
    }
    std::array<char, 7> code{};
    const auto seconds = static_cast<std::time_t>(at.value / 1000);
    const int made = oath_totp_generate(bytes, size, seconds, 30, 0, 6, code.data());
    std::free(bytes);
    if (made != OATH_OK) {
        throw std::runtime_error("no code");
    }
    return code.data();
}

} // namespace dageng::test

#include "server/sign_in/one_time.hpp"

#include "protocol/assert.hpp"

#include <cstdlib>
#include <ctime>
#include <liboath/oath.h>

namespace dageng::sign_in {

namespace {

constexpr std::size_t secret_bytes = 20;
constexpr unsigned step_s = 30;
constexpr std::size_t window = 1; // For a clock that is late or early.
constexpr std::size_t digits = 6;

void start() {
    static const int started = oath_init();
    DAGENG_ASSERT(started == OATH_OK);
}

const char* text_of(const vault::SecretKey& secret) {
    return reinterpret_cast<const char*>(secret.bytes.data());
}

std::time_t seconds(protocol::TimeMs at) {
    return static_cast<std::time_t>(at.value / 1000);
}

} // namespace

std::optional<std::int64_t>
step_of(const vault::SecretKey& secret, const std::string& code, protocol::TimeMs now) {
    start();
    if (code.size() != digits) {
        return std::nullopt;
    }
    int steps_away = 0;
    const int found = oath_totp_validate2(
        text_of(secret), secret_bytes, seconds(now), step_s, 0, window, &steps_away, code.c_str()
    );
    if (found < 0) {
        return std::nullopt;
    }
    return now.value / 1000 / step_s + steps_away;
}

std::string secret_text(const vault::SecretKey& secret) {
    start();
    char* made = nullptr;
    std::size_t size = 0;
    const int rc = oath_base32_encode(text_of(secret), secret_bytes, &made, &size);
    DAGENG_ASSERT(rc == OATH_OK);
    std::string text(made, size);
    std::free(made);
    return text;
}

} // namespace dageng::sign_in

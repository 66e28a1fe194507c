#include "server/sign_in/one_time.hpp"
#include "server/vault/credentials.hpp"
#include "tests/sign_in/authenticator.hpp"

#include <boost/test/unit_test.hpp>

#include <cstring>

using namespace dageng;
using namespace dageng::sign_in;
using protocol::TimeMs;

namespace {

/// The secret of RFC 6238's own vectors.
vault::SecretKey rfc_secret() {
    vault::SecretKey secret;
    std::memcpy(secret.bytes.data(), "12345678901234567890", 20);
    return secret;
}

} // namespace

BOOST_AUTO_TEST_SUITE(one_time)

BOOST_AUTO_TEST_CASE(codes_are_those_of_rfc_6238) {
    // Appendix B has eight digits; ours are the last six.
    const struct {
        std::int64_t seconds;
        const char* code;
    } vectors[]{
        {59, "287082"},
        {1'111'111'109, "081804"},
        {1'234'567'890, "005924"},
        {2'000'000'000, "279037"}
    };
    for (const auto& one : vectors) {
        const auto step = step_of(rfc_secret(), one.code, TimeMs{one.seconds * 1000});
        BOOST_TEST(step.has_value(), one.code);
        BOOST_TEST(step.value_or(-1) == one.seconds / 30);
    }
}

BOOST_AUTO_TEST_CASE(a_clock_may_be_one_step_off_and_not_two) {
    const vault::SecretKey secret = vault::make_one_time_secret();
    const std::string text = secret_text(secret);
    BOOST_TEST(text.size() == 32U);
    const TimeMs now{1'700'000'010'000};
    const std::int64_t present = now.value / 30'000;
    for (std::int64_t away = -1; away <= 1; ++away) {
        const std::string code = test::shown_code(text, now + away * 30'000);
        BOOST_TEST(step_of(secret, code, now).value_or(0) == present + away);
    }
    BOOST_TEST(!step_of(secret, test::shown_code(text, now + 90'000), now).has_value());
    BOOST_TEST(!step_of(secret, test::shown_code(text, now + -90'000), now).has_value());
}

BOOST_AUTO_TEST_CASE(what_is_no_code_is_none) {
    for (const char* code : {"", "12345", "1234567", "abcdef", "12 456"}) {
        BOOST_TEST(!step_of(rfc_secret(), code, TimeMs{59'000}).has_value(), code);
    }
}

BOOST_AUTO_TEST_SUITE_END()

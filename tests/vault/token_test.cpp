#include "server/vault/vault.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <set>
#include <string>

using namespace dageng;
using namespace dageng::vault;

BOOST_AUTO_TEST_SUITE(token_suite)

BOOST_AUTO_TEST_CASE(a_token_is_26_characters_of_crockfords_base_32) {
    for (int i = 0; i < 100; ++i) {
        const std::string token = make_token();
        BOOST_TEST(token.size() == 26U);
        BOOST_TEST(
            token.find_first_not_of("0123456789ABCDEFGHJKMNPQRSTVWXYZ") == std::string::npos
        );
        // The first character has three of the 128 bits.
        BOOST_TEST(token[0] <= '7');
    }
}

BOOST_AUTO_TEST_CASE(every_character_of_a_token_is_random) {
    std::array<std::set<char>, 26> seen;
    std::set<std::string> tokens;
    for (int i = 0; i < 1000; ++i) {
        const std::string token = make_token();
        tokens.insert(token);
        for (std::size_t at = 0; at < token.size(); ++at)
            seen[at].insert(token[at]);
    }
    BOOST_TEST(tokens.size() == 1000U);
    BOOST_TEST(seen[0].size() == 8U);
    for (std::size_t at = 1; at < seen.size(); ++at)
        BOOST_TEST(seen[at].size() == 32U);
}

// The expected value was made by Python's hashlib.blake2b(digest_size=32).
BOOST_AUTO_TEST_CASE(a_token_is_kept_as_its_blake2b) {
    const TokenHash hash = hash_token("01ARZ3NDEKTSV4RRFFQ69G5FAV");
    std::string hex;
    for (const std::uint8_t byte : hash) {
        hex += "0123456789abcdef"[byte >> 4];
        hex += "0123456789abcdef"[byte & 15];
    }
    BOOST_TEST(hex == "124713f90c850ce60aa67cab525e0d2c5dc4a90c82db8eb28a55a9ee3ab393a8");
}

BOOST_AUTO_TEST_SUITE_END()

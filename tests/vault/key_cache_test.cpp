#include "server/vault/key_cache.hpp"

#include <boost/test/unit_test.hpp>

using namespace dageng;
using namespace dageng::vault;

namespace {

SecretKey key_of(std::uint64_t number) {
    SecretKey key;
    key.bytes.fill(static_cast<std::uint8_t>(number));
    return key;
}

} // namespace

BOOST_AUTO_TEST_SUITE(key_cache_suite)

BOOST_AUTO_TEST_CASE(it_holds_the_keys_used_last_and_drops_the_oldest) {
    KeyCache cache(4);
    for (std::uint64_t number = 1; number <= 12; ++number)
        cache.keep(KeyId{number}, key_of(number));
    BOOST_TEST(!cache.find(KeyId{1}));
    BOOST_TEST(!cache.find(KeyId{4}));
    for (std::uint64_t number = 9; number <= 12; ++number) {
        BOOST_REQUIRE(cache.find(KeyId{number}));
        BOOST_TEST(cache.find(KeyId{number})->bytes == key_of(number).bytes);
    }
}

BOOST_AUTO_TEST_CASE(a_key_in_use_stays) {
    KeyCache cache(4);
    cache.keep(KeyId{1}, key_of(1));
    for (std::uint64_t number = 2; number <= 100; ++number) {
        cache.keep(KeyId{number}, key_of(number));
        BOOST_REQUIRE(cache.find(KeyId{1}));
    }
}

BOOST_AUTO_TEST_SUITE_END()

#include "server/sign_in/password.hpp"

#include <boost/test/unit_test.hpp>

using namespace dageng::sign_in;

BOOST_AUTO_TEST_SUITE(password)

namespace {
constexpr PasswordCost cheap{1, std::size_t{8} * 1024};
}

BOOST_AUTO_TEST_CASE(a_hash_knows_its_password_and_no_other) {
    const std::string hash = hash_password("a long enough one \xe5\xa4\x9c", cheap);
    BOOST_TEST(is_password(hash, "a long enough one \xe5\xa4\x9c"));
    BOOST_TEST(!is_password(hash, "a long enough one"));
    BOOST_TEST(!is_password(hash, ""));
    BOOST_TEST(!is_password("no hash", "a long enough one"));
}

BOOST_AUTO_TEST_CASE(two_hashes_of_one_password_differ_and_say_argon2id_and_the_cost) {
    const std::string one = hash_password("the same", cheap);
    BOOST_TEST(one != hash_password("the same", cheap));
    BOOST_TEST(one.starts_with("$argon2id$v=19$m=8,t=1,p=1$"));
}

BOOST_AUTO_TEST_CASE(what_is_used_costs_64_megabytes_and_three_passes) {
    BOOST_TEST(hash_password("the same", {}).starts_with("$argon2id$v=19$m=65536,t=3,p=1$"));
}

BOOST_AUTO_TEST_SUITE_END()

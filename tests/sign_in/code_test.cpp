#include "server/sign_in/code.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

using namespace dageng::sign_in;

BOOST_AUTO_TEST_SUITE(code)

BOOST_AUTO_TEST_CASE(a_code_is_three_groups_of_four_that_nobody_mistakes_for_each_other) {
    std::set<std::string> all;
    std::set<char> characters;
    for (int i = 0; i < 1000; ++i) {
        const std::string code = make_code();
        BOOST_REQUIRE(code.size() == 14U);
        BOOST_TEST(code[4] == '-');
        BOOST_TEST(code[9] == '-');
        BOOST_TEST(code.find_first_of("OILU") == std::string::npos);
        characters.insert(code.begin(), code.end());
        all.insert(code);
    }
    BOOST_TEST(all.size() == 1000U);
    BOOST_TEST(characters.size() == 33U); // 32, and the dash.
}

BOOST_AUTO_TEST_CASE(a_code_is_the_same_however_it_is_typed) {
    const auto kept = hash_code("0K1M-01Q9-TDV2");
    for (const char* typed :
         {"0k1m-01q9-tdv2", "0K1M01Q9TDV2", "ok1m olq9 tdv2", "OKIM-OIQ9-TDV2"}) {
        BOOST_TEST((hash_code(typed) == kept), typed);
    }
    BOOST_TEST((hash_code("0K1M-01Q9-TDV3") != kept));
    BOOST_TEST((hash_code("0K1M-01Q9-TDV") != kept));
}

BOOST_AUTO_TEST_CASE(a_code_is_no_token) {
    BOOST_TEST((hash_code("0K1M01Q9TDV2") != dageng::vault::hash_token("0K1M01Q9TDV2")));
}

BOOST_AUTO_TEST_SUITE_END()

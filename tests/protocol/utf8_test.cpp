#include "protocol/utf8.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

using namespace dageng::protocol;

BOOST_AUTO_TEST_SUITE(utf8)

BOOST_AUTO_TEST_CASE(a_text_is_valid_until_the_first_wrong_byte_wherever_the_look_begins) {
    const std::string good = "plain words, 打更人, 🏮";
    BOOST_TEST(valid_until(good, 0) == good.size());
    BOOST_TEST(valid_until(good, 13) == good.size());
    BOOST_TEST(valid_until("", 0) == 0U);
    for (const std::size_t before : {0U, 1U, 7U, 8U, 9U, 30U}) {
        const std::string bad = std::string(before, 'x') + "\xFF" + std::string(20, 'y');
        BOOST_TEST(valid_until(bad, 0) == before);
    }
}

BOOST_AUTO_TEST_CASE(a_code_point_cut_off_may_become_whole_unless_nothing_valid_begins_so) {
    for (const std::string begun :
         {"\xC3", "\xE6", "\xE6\x89", "\xE0\xA0", "\xED\x9F", "\xF0\x9F", "\xF0\x9F\x8F", "\xF4\x8F"
         }) {
        BOOST_TEST(may_become_whole(begun), begun.size() << " bytes");
    }
    for (const std::string hopeless :
         {"\xFF",
          "\x80",
          "\xC0",
          "\xE0\x80",
          "\xED\xA0",
          "\xF4\x90",
          "\xF8",
          "\xE6"
          "a"}) {
        BOOST_TEST(!may_become_whole(hopeless));
    }
}

BOOST_AUTO_TEST_SUITE_END()

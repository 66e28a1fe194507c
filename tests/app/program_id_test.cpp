#include "server/app/program_id.hpp"

#include <boost/test/unit_test.hpp>

// Server/app/program_id.cpp: what names a program.
using dageng::app::program_id;

BOOST_AUTO_TEST_SUITE(program_ids)

BOOST_AUTO_TEST_CASE(a_program_has_a_name_of_40_hex_digits_that_stays) {
    BOOST_TEST(program_id().size() == 40U);
    BOOST_TEST(program_id().find_first_not_of("0123456789abcdef") == std::string::npos);
    BOOST_TEST(program_id() == program_id());
}

BOOST_AUTO_TEST_SUITE_END()

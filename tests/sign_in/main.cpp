#define BOOST_TEST_MODULE sign_in
#define BOOST_TEST_NO_MAIN
#define BOOST_TEST_ALTERNATIVE_INIT_API
#include "server/sign_in/hasher_process.hpp"

#include <boost/test/unit_test.hpp>

#include <string_view>
#include <unistd.h>

/// With `answer-hashes` it is what a HasherProcess runs.
int main(int count, char** arguments) {
    if (count == 2 && std::string_view{arguments[1]} == "answer-hashes") {
        dageng::sign_in::answer_hashes(STDIN_FILENO);
        return 0;
    }
    return boost::unit_test::unit_test_main(&init_unit_test, count, arguments);
}

#define BOOST_TEST_MODULE district
#include <boost/test/unit_test.hpp>

#define BOOST_TEST_MODULE story
#include <boost/test/unit_test.hpp>

#define BOOST_TEST_MODULE roads
#include <boost/test/unit_test.hpp>

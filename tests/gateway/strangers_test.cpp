#include "server/gateway/strangers.hpp"

#include <boost/test/unit_test.hpp>

using dageng::gateway::Stranger;
using dageng::gateway::Strangers;

BOOST_AUTO_TEST_SUITE(strangers)

BOOST_AUTO_TEST_CASE(so_many_of_a_network_are_let_in_and_others_find_room_all_the_same) {
    Strangers all{2};
    Stranger first = all.let_in(7);
    const Stranger second = all.let_in(7);
    BOOST_TEST((first && second));
    BOOST_TEST(!all.let_in(7));
    BOOST_TEST(bool(all.let_in(8)));
    first.reset();
    BOOST_TEST(bool(all.let_in(7)));
}

BOOST_AUTO_TEST_CASE(who_is_in_goes_on_though_there_is_no_room_and_counts) {
    Strangers all{1};
    Stranger page = all.let_in(7);
    Stranger socket = all.go_on(7);
    BOOST_TEST(bool(socket));
    page.reset();
    BOOST_TEST(!all.let_in(7));
    socket.reset();
    BOOST_TEST(bool(all.let_in(7)));
}

BOOST_AUTO_TEST_SUITE_END()

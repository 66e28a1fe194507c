#include "tests/gateway/pairs.hpp"
#include "tests/support/allocations.hpp"

using namespace dageng;

BOOST_FIXTURE_TEST_SUITE(allocations_of_the_gateway, Pairs)

BOOST_AUTO_TEST_CASE(a_place_goes_from_the_socket_to_the_leader_without_an_allocation) {
    constexpr std::size_t places = 100;
    const int phone = phone_of(1);
    told.reserve(places);
    const std::string place = support::ws_frame(support::Opcode::text, frames::position());
    say(phone, place); // Buffers grow to their size.
    told.clear();
    const std::size_t before = support::allocations();
    for (std::size_t i = 0; i < places; ++i) {
        say(phone, place);
    }
    const std::size_t made = support::allocations() - before;
    BOOST_TEST(told.size() == places);
    BOOST_TEST(made == 0U);
}

BOOST_AUTO_TEST_CASE(a_notice_leaves_with_room_for_its_head_and_for_itself_and_no_more) {
    phone_of(1);
    const auto rest = bus::shared(R"(,"data":{"why":"what all who are told of it share"}})");
    const auto tell = [&](protocol::Offset n) {
        const std::vector<bus::ToGateway> batch{bus::Notice{n, "offer", rest, {{{1}, n - 1}}}};
        const std::size_t before = support::allocations();
        hub.route(batch, http::steady_now());
        return support::allocations() - before;
    };
    tell(1'000'000); // What the thread keeps grows to its size.
    tell(1'000'001);
    BOOST_TEST(tell(1'000'002) == 2U);
}

BOOST_AUTO_TEST_SUITE_END()

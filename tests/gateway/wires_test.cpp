#include "tests/gateway/pairs.hpp"

#include <array>
#include <functional>
#include <sys/epoll.h>

namespace {

using namespace dageng;

/// Sockets in the order in which something came for them.
std::vector<int> in_order(const std::vector<int>& sockets, const std::function<void()>& send) {
    const int epoll = ::epoll_create1(0);
    for (const int socket : sockets) {
        epoll_event event{};
        event.events = EPOLLIN | EPOLLET;
        event.data.fd = socket;
        BOOST_REQUIRE(::epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event) == 0);
    }
    send();
    std::array<epoll_event, 8> events{};
    const int count = ::epoll_wait(epoll, events.data(), static_cast<int>(events.size()), 0);
    std::vector<int> order;
    for (int i = 0; i < count; ++i) {
        order.push_back(events[static_cast<std::size_t>(i)].data.fd);
    }
    ::close(epoll);
    return order;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(wires_of_a_thread, Pairs)

BOOST_AUTO_TEST_CASE(an_offer_goes_out_before_what_others_were_sent_ahead_of_it) {
    const std::vector<int> phones{phone_of(1), phone_of(2), phone_of(3)};
    const auto rest = bus::shared(R"(,"data":{}})");
    const auto order = in_order(phones, [&] {
        hub.route(
            {bus::Reply{sessions[0], bus::shared("an answer")},
             bus::Notice{101, "assignment", rest, {{{2}, 90}}},
             bus::Notice{102, "offer", rest, {{{3}, 90}}}},
            http::steady_now()
        );
    });
    BOOST_TEST(order == (std::vector<int>{phones[2], phones[0], phones[1]}));
}

BOOST_AUTO_TEST_SUITE_END()

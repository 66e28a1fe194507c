#include "load-tests/client/handshake.hpp"

#include <boost/test/unit_test.hpp>

using namespace dageng::load;

namespace {

const std::string good =
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
    "connection: upgrade\r\nsec-websocket-ACCEPT: "
    "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\nSec-WebSocket-Protocol:dageng.v1 \r\n\r\n";

} // namespace

BOOST_AUTO_TEST_SUITE(handshake)

BOOST_AUTO_TEST_CASE(the_request_asks_for_the_socket_and_its_subprotocol) {
    const std::string request = upgrade_request("localhost:8080");
    BOOST_TEST(request.starts_with("GET /ws HTTP/1.1\r\nHost: localhost:8080\r\n"));
    BOOST_TEST(request.find("Sec-WebSocket-Protocol: dageng.v1\r\n") != std::string::npos);
    BOOST_TEST(request.ends_with("\r\n\r\n"));
}

BOOST_AUTO_TEST_CASE(an_answer_is_waited_for_and_its_end_is_found) {
    for (std::size_t size = 0; size < good.size(); ++size) {
        BOOST_TEST_REQUIRE((read_upgrade(good.substr(0, size)).state == Upgrade::incomplete));
    }
    const UpgradeAnswer answer = read_upgrade(good + "\x81\x01x");
    BOOST_TEST((answer.state == Upgrade::done));
    BOOST_TEST(answer.bytes == good.size());
}

BOOST_AUTO_TEST_CASE(another_status_key_or_subprotocol_is_refused) {
    const UpgradeAnswer busy = read_upgrade("HTTP/1.1 503 Service Unavailable\r\n\r\n");
    BOOST_TEST((busy.state == Upgrade::refused));
    BOOST_TEST(busy.status == 503);
    std::string changed = good;
    changed.replace(changed.find("s3pP"), 4, "s3pQ");
    BOOST_TEST((read_upgrade(changed).state == Upgrade::refused));
    changed = good;
    changed.replace(changed.find("dageng.v1"), 9, "dageng.v2");
    BOOST_TEST((read_upgrade(changed).state == Upgrade::refused));
    BOOST_TEST((read_upgrade(std::string(9000, 'x')).state == Upgrade::refused));
}

BOOST_AUTO_TEST_SUITE_END()

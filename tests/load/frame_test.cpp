#include "load-tests/client/frame.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

using namespace dageng::load;

namespace {

std::string server_frame(unsigned first, const std::string& payload) {
    std::string frame(1, static_cast<char>(first));
    if (payload.size() < 126) {
        frame.push_back(static_cast<char>(payload.size()));
    } else {
        frame.push_back(126);
        frame.push_back(static_cast<char>(payload.size() >> 8U));
        frame.push_back(static_cast<char>(payload.size() & 0xFFU));
    }
    return frame + payload;
}

/// What comes out when the bytes arrive in pieces of `piece`.
std::vector<std::string> read_in_pieces(const std::string& bytes, std::size_t piece) {
    FrameReader reader;
    std::vector<std::string> messages;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
        const std::string part = bytes.substr(at, piece);
        reader.feed(part);
        while (const auto frame = reader.next()) {
            const auto opcode = static_cast<unsigned>(frame->opcode);
            messages.push_back(std::to_string(opcode) + ":" + std::string{frame->payload});
        }
    }
    BOOST_TEST(reader.broken() == 0);
    return messages;
}

std::uint16_t broken_by(const std::string& bytes) {
    FrameReader reader;
    reader.feed(bytes);
    while (reader.next()) {
    }
    return reader.broken();
}

} // namespace

BOOST_AUTO_TEST_SUITE(frames)

BOOST_AUTO_TEST_CASE(a_masked_text_frame_is_the_example_of_rfc_6455) {
    std::string frame;
    std::uint32_t mask = 0;
    const unsigned char bytes[] = {0x37, 0xfa, 0x21, 0x3d};
    __builtin_memcpy(&mask, bytes, sizeof mask);
    append_frame(frame, Opcode::text, "Hello", mask);
    BOOST_TEST(frame == std::string("\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58"));
}

BOOST_AUTO_TEST_CASE(long_payloads_get_the_longer_lengths_and_are_masked_whole) {
    for (const std::size_t size : {125U, 126U, 65'535U, 65'536U}) {
        std::string frame;
        append_frame(frame, Opcode::text, std::string(size, 'x'), 0x01020304);
        const std::size_t header = size < 126 ? 2 : size < 65'536 ? 4 : 10;
        BOOST_REQUIRE(frame.size() == header + 4 + size);
        for (std::size_t i = 0; i < size; ++i) {
            const char key = frame[header + i % 4];
            BOOST_REQUIRE(static_cast<char>(frame[header + 4 + i] ^ key) == 'x');
        }
    }
}

BOOST_AUTO_TEST_CASE(frames_are_found_however_the_bytes_are_cut) {
    const std::string large(300, 'b');
    const std::string bytes = server_frame(0x81, "a") + server_frame(0x81, large) +
                              server_frame(0x89, "ping") + server_frame(0x81, "");
    const std::vector<std::string> wanted{"1:a", "1:" + large, "9:ping", "1:"};
    for (std::size_t piece = 1; piece <= bytes.size(); ++piece) {
        BOOST_TEST_REQUIRE(
            read_in_pieces(bytes, piece) == wanted, boost::test_tools::per_element()
        );
    }
}

BOOST_AUTO_TEST_CASE(fragments_become_one_message_with_a_ping_between_them) {
    const std::string bytes = server_frame(0x01, "one ") + server_frame(0x89, "?") +
                              server_frame(0x00, "two ") + server_frame(0x80, "three");
    const std::vector<std::string> wanted{"9:?", "1:one two three"};
    for (const std::size_t piece : {1U, 3U, 100U}) {
        BOOST_TEST(read_in_pieces(bytes, piece) == wanted, boost::test_tools::per_element());
    }
}

BOOST_AUTO_TEST_CASE(a_close_frame_tells_its_code) {
    FrameReader reader;
    reader.feed(server_frame(0x88, std::string("\x03\xf4", 2)));
    const auto frame = reader.next();
    BOOST_TEST_REQUIRE(frame.has_value());
    BOOST_TEST(frame->close_code() == 1012);
    BOOST_TEST((ReceivedFrame{Opcode::close, ""}.close_code()) == 1005);
}

BOOST_AUTO_TEST_CASE(what_breaks_the_protocol_is_named) {
    BOOST_TEST(broken_by("\xc1\x01x") == 1002);                              // A reserved bit.
    BOOST_TEST(broken_by("\x83\x01x") == 1002);                              // An unknown opcode.
    BOOST_TEST(broken_by(std::string("\x81\x81\x01\x02\x03\x04x")) == 1002); // Masked.
    BOOST_TEST(broken_by("\x80\x01x") == 1002); // Goes on with nothing.
    BOOST_TEST(broken_by("\x09\x01x") == 1002); // A fragmented ping.
    BOOST_TEST(broken_by(server_frame(0x01, "a") + server_frame(0x81, "b")) == 1002);
    const std::string huge("\x81\x7f\x00\x00\x00\x00\x7f\xff\xff\xff", 10);
    BOOST_TEST(broken_by(huge) == 1009);
}

BOOST_AUTO_TEST_SUITE_END()

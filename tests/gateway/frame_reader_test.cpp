#include "server/gateway/frame_reader.hpp"
#include "tests/support/ws_client.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

using namespace dageng;
using gateway::FrameReader;
using gateway::Heard;
using support::Opcode;
using support::ws_frame;
using Lines = std::vector<std::string>;

namespace {

std::string line_of(const Heard& heard) {
    constexpr const char* names[] = {"text ", "binary ", "ping ", "pong ", "close ", "broken "};
    return names[static_cast<std::size_t>(heard.kind)] + std::string(heard.payload) +
           (heard.code == 0 ? "" : std::to_string(heard.code));
}

/// What comes out of a stream that arrives in pieces of so many bytes.
Lines in_pieces_of(std::size_t size, const std::string& stream) {
    FrameReader reader;
    Lines lines;
    for (std::size_t at = 0; at < stream.size(); at += size) {
        std::string piece = stream.substr(at, size);
        reader.feed(piece.data(), piece.size());
        while (const auto heard = reader.next()) {
            lines.push_back(line_of(*heard));
            if (heard->kind == Heard::Kind::broken || heard->kind == Heard::Kind::binary) {
                return lines;
            }
        }
    }
    return lines;
}

std::string text(const std::string& payload, bool final = true) {
    return ws_frame(Opcode::text, payload, final);
}

std::string more(const std::string& payload, bool final) {
    return ws_frame(static_cast<Opcode>(0), payload, final);
}

} // namespace

BOOST_AUTO_TEST_SUITE(frame_reader)

BOOST_AUTO_TEST_CASE(a_stream_says_the_same_however_it_is_cut) {
    const std::string long_text(3000, 'x');
    const std::string stream = text("one") + text("") + ws_frame(Opcode::ping, "still there?") +
                               text(long_text) + text("三", false) +
                               ws_frame(Opcode::pong, "between") + more("四", false) +
                               more("", false) + more("五", true) + text("last");
    const Lines wanted{
        "text one",
        "text ",
        "ping still there?",
        "text " + long_text,
        "pong between",
        "text 三四五",
        "text last"
    };
    for (const std::size_t size : {1U, 2U, 3U, 5U, 7U, 64U, 1000U, 100'000U}) {
        BOOST_TEST_CONTEXT("pieces of " << size) {
            BOOST_TEST(in_pieces_of(size, stream) == wanted, boost::test_tools::per_element());
        }
    }
}

BOOST_AUTO_TEST_CASE(a_code_point_may_be_cut_by_fragments_and_by_packets) {
    const std::string word = "打更人";
    for (std::size_t cut = 0; cut <= word.size(); ++cut) {
        const std::string stream = text(word.substr(0, cut), false) + more(word.substr(cut), true);
        for (const std::size_t size : {1U, 4U, 100U}) {
            BOOST_TEST(in_pieces_of(size, stream) == Lines{"text " + word});
        }
    }
}

BOOST_AUTO_TEST_CASE(a_text_that_can_not_become_valid_is_refused_before_it_is_whole) {
    const std::string bytes = text("abc\xFF" + std::string(50, 'x'));
    BOOST_TEST(in_pieces_of(bytes.size() - 40, bytes).front() == "broken 1007");
    BOOST_TEST(in_pieces_of(1000, text("\xED\xA0", false)) == Lines{"broken 1007"});
    BOOST_TEST(in_pieces_of(1000, text("\xE6\x89", false)).empty());
}

BOOST_AUTO_TEST_CASE(a_binary_message_is_told_by_its_head) {
    BOOST_TEST(in_pieces_of(6, ws_frame(Opcode::binary, "never read")).front() == "binary ");
}

BOOST_AUTO_TEST_CASE(a_close_is_told_with_its_code_or_none) {
    BOOST_TEST(in_pieces_of(3, ws_frame(Opcode::close, "\x03\xE8 bye")) == Lines{"close 1000"});
    BOOST_TEST(in_pieces_of(100, ws_frame(Opcode::close, "")) == Lines{"close "});
    BOOST_TEST(in_pieces_of(100, ws_frame(Opcode::close, "\x03")) == Lines{"broken 1002"});
    BOOST_TEST(in_pieces_of(100, ws_frame(Opcode::close, "\x03\xE8\xFF")) == Lines{"broken 1007"});
}

BOOST_AUTO_TEST_CASE(fragments_count_together_against_the_limit) {
    const std::string half(protocol::max_frame_bytes / 2, 'x');
    const auto whole = in_pieces_of(1000, text(half, false) + more(half, true));
    BOOST_TEST(whole.size() == 1U);
    BOOST_TEST(whole.front().size() == 5 + protocol::max_frame_bytes);
    const std::string over = text(half, false) + more(half, false) + more("y", true);
    BOOST_TEST(in_pieces_of(1000, over) == Lines{"broken 1009"});
}

BOOST_AUTO_TEST_CASE(a_reader_takes_the_room_of_a_few_pointers) {
    BOOST_TEST(sizeof(FrameReader) <= 3 * sizeof(void*));
}

BOOST_AUTO_TEST_CASE(a_head_says_its_length_in_the_shortest_form) {
    const auto head = [](std::size_t bytes) {
        std::string out;
        gateway::append_frame_head(out, gateway::text_opcode, bytes);
        return out;
    };
    BOOST_TEST(head(125) == std::string("\x81\x7D", 2));
    BOOST_TEST(head(126) == std::string("\x81\x7E\x00\x7E", 4));
    BOOST_TEST(head(65535) == std::string("\x81\x7E\xFF\xFF", 4));
    BOOST_TEST(head(65536) == std::string("\x81\x7F\x00\x00\x00\x00\x00\x01\x00\x00", 10));
}

BOOST_AUTO_TEST_SUITE_END()

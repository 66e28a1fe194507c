#include "simulation/byte_log.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

// Simulation/byte_log.cpp: what a journal that was cut anywhere still holds.
using dageng::simulation::ByteLog;

namespace {

std::vector<std::string> bodies_of(const ByteLog& log) {
    std::vector<std::string> bodies;
    log.read([&](const ByteLog::Record& record) { bodies.emplace_back(record.body); });
    return bodies;
}

/// Texts with line feeds and with what looks like the head of a record.
const std::vector<std::string> texts{"one\nline 1 {}", "", "7 8 3\nabc\n", "the last"};

} // namespace

BOOST_AUTO_TEST_SUITE(byte_log)

BOOST_AUTO_TEST_CASE(what_was_appended_is_read_in_order_with_number_and_time) {
    ByteLog log;
    log.append(1, {1000}, "a");
    log.append(4, {2000}, "b");
    std::vector<std::pair<std::uint64_t, std::int64_t>> read;
    const std::size_t whole = log.read([&](const ByteLog::Record& record) {
        read.emplace_back(record.first, record.at.value);
    });
    BOOST_TEST(whole == log.size());
    BOOST_REQUIRE_EQUAL(read.size(), 2);
    BOOST_TEST(read[1].first == 4);
    BOOST_TEST(read[1].second == 2000);
}

BOOST_AUTO_TEST_CASE(cut_between_any_two_bytes_it_holds_the_whole_records_before_and_nothing_else) {
    ByteLog log;
    std::vector<std::size_t> ends{0};
    for (const std::string& text : texts) {
        log.append(ends.size(), {1'795'600'000'000}, text);
        ends.push_back(log.size());
    }
    for (std::size_t size = log.size() + 1; size-- > 0;) {
        log.cut(size);
        std::size_t whole = 0;
        while (whole + 1 < ends.size() && ends[whole + 1] <= size) {
            ++whole;
        }
        const std::vector<std::string> expected(
            texts.begin(), texts.begin() + static_cast<std::ptrdiff_t>(whole)
        );
        BOOST_TEST(bodies_of(log) == expected, boost::test_tools::per_element());
        BOOST_TEST(log.read([](const ByteLog::Record&) {}) == ends[whole]);
    }
}

BOOST_AUTO_TEST_CASE(one_byte_more_gives_another_digest) {
    ByteLog log;
    log.append(1, {1000}, "a");
    const std::string before = log.digest("state");
    BOOST_TEST(log.digest("state") == before);
    BOOST_TEST(log.digest("stat") != before);
    log.append(2, {1000}, "a");
    BOOST_TEST(log.digest("state") != before);
}

BOOST_AUTO_TEST_SUITE_END()

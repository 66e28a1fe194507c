#include "server/engine/notice_log.hpp"

#include <boost/test/unit_test.hpp>

#include <utility>
#include <vector>

// Server/engine/notice_log.hpp: the numbers of a person's last notices.
using dageng::engine::NoticeLog;
using dageng::protocol::Offset;

namespace {

using Numbers = std::vector<Offset>;

/// 10, 20, 30, …
NoticeLog filled(Offset count, std::size_t limit) {
    NoticeLog log;
    for (Offset i = 1; i <= count; ++i) {
        log.push(i * 10, limit);
    }
    return log;
}

} // namespace

BOOST_AUTO_TEST_SUITE(notice_log)

BOOST_AUTO_TEST_CASE(an_empty_log_has_no_last_number_and_nothing_after_none) {
    const NoticeLog log;
    BOOST_TEST(log.last() == 0U);
    BOOST_TEST((log.after(0) == Numbers{}));
    BOOST_TEST(!log.after(10).has_value());
}

BOOST_AUTO_TEST_CASE(after_a_known_number_come_those_behind_it) {
    const NoticeLog log = filled(3, 16);
    BOOST_TEST(log.last() == 30U);
    BOOST_TEST((log.after(0) == Numbers{10, 20, 30}));
    BOOST_TEST((log.after(10) == Numbers{20, 30}));
    BOOST_TEST((log.after(30) == Numbers{}));
}

BOOST_AUTO_TEST_CASE(after_a_number_that_was_never_told_is_no_answer) {
    const NoticeLog log = filled(3, 16);
    BOOST_TEST(!log.after(15).has_value());
    BOOST_TEST(!log.after(40).has_value());
    BOOST_TEST(!log.after(5).has_value());
}

BOOST_AUTO_TEST_CASE(at_twice_the_limit_the_log_is_cut_to_it_and_the_cut_shows) {
    NoticeLog log = filled(8, 4);
    BOOST_TEST((log.after(0)->size() == 8U));
    log.push(90, 4);
    BOOST_TEST(!log.after(0).has_value());
    BOOST_TEST(!log.after(50).has_value());
    BOOST_TEST((log.after(60) == Numbers{70, 80, 90}));
    BOOST_TEST(log.last() == 90U);
}

BOOST_AUTO_TEST_CASE(at_least_the_limits_number_of_last_notices_is_always_known) {
    NoticeLog log;
    for (Offset n = 1; n <= 200; ++n) {
        log.push(n, 16);
        if (n >= 17) {
            BOOST_TEST((log.after(n - 15)->size() == 15U));
        }
    }
}

BOOST_AUTO_TEST_CASE(numbers_more_than_2_to_the_32_apart_are_not_kept_together) {
    constexpr Offset far = Offset{1} << 32;
    NoticeLog log;
    log.push(5, 16);
    log.push(6, 16);
    log.push(5 + far, 16);
    BOOST_TEST(!log.after(5).has_value());
    BOOST_TEST((log.after(6) == Numbers{5 + far}));
    BOOST_TEST(log.is_cut());
    log.push(100 * far, 16);
    BOOST_TEST((log.numbers() == Numbers{100 * far}));
    BOOST_TEST(log.last() == 100 * far);
}

BOOST_AUTO_TEST_CASE(a_copy_stands_by_itself_and_what_was_written_is_read) {
    for (const Offset count : {0U, 1U, 2U, 40U}) {
        NoticeLog log = filled(count, 16);
        const NoticeLog copy = log;
        const NoticeLog read{log.numbers(), log.is_cut()};
        const Numbers before = log.numbers();
        log.push(1000, 16);
        BOOST_TEST((copy.numbers() == before));
        BOOST_TEST((read.numbers() == before));
        BOOST_TEST(copy.is_cut() == read.is_cut());
        const NoticeLog moved = std::move(log);
        BOOST_TEST(moved.last() == 1000U);
    }
}

BOOST_AUTO_TEST_SUITE_END()

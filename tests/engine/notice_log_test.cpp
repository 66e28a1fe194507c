#include "server/engine/notice_log.hpp"

#include <boost/test/unit_test.hpp>

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

BOOST_AUTO_TEST_CASE(before_a_number_is_the_one_told_before_it) {
    const NoticeLog log = filled(3, 16);
    BOOST_TEST(log.before(30) == 20U);
    BOOST_TEST(log.before(20) == 10U);
    BOOST_TEST(log.before(10) == 0U);
}

BOOST_AUTO_TEST_CASE(at_twice_the_limit_the_log_is_cut_to_it_and_the_cut_shows) {
    NoticeLog log = filled(8, 4);
    BOOST_TEST((log.after(0)->size() == 8U));
    log.push(90, 4);
    BOOST_TEST(!log.after(0).has_value());
    BOOST_TEST(!log.after(50).has_value());
    BOOST_TEST((log.after(60) == Numbers{70, 80, 90}));
    BOOST_TEST(log.before(70) == 60U);
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

BOOST_AUTO_TEST_SUITE_END()

#include "server/sign_in/resting_hasher.hpp"

#include <boost/test/unit_test.hpp>

#include <vector>

using namespace dageng::sign_in;
using namespace std::chrono_literals;

namespace {

using Instant = RestingHasher::Clock::time_point;

/// A hasher that takes as long as the test says, and the time in which it does.
struct Timed : Hasher {
    std::string hash(const std::string& password) override { return password; }
    bool matches(const std::string& hash, const std::string& password) override {
        begun.push_back(now - Instant{});
        now += takes;
        return hash == password;
    }

    RestingHasher::Time time() {
        return {[this] { return now; }, [this](Instant until) { now = until; }};
    }

    Instant now{1h};
    std::chrono::nanoseconds takes = 100ms;
    std::vector<std::chrono::nanoseconds> begun;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(resting_hasher, Timed)

BOOST_AUTO_TEST_CASE(it_answers_as_the_other_does) {
    RestingHasher hasher{*this, time()};
    BOOST_TEST(hasher.hash("one") == "one");
    BOOST_TEST(hasher.matches("one", "one"));
    BOOST_TEST(!hasher.matches("one", "two"));
}

BOOST_AUTO_TEST_CASE(in_a_flood_it_works_a_tenth_of_the_time) {
    RestingHasher hasher{*this, time()};
    hasher.matches("one", "two");
    hasher.matches("one", "two");
    hasher.matches("one", "two");
    BOOST_TEST((begun == std::vector<std::chrono::nanoseconds>{1h, 1h + 1s, 1h + 2s}));
}

BOOST_AUTO_TEST_CASE(who_comes_later_waits_for_nothing) {
    RestingHasher hasher{*this, time()};
    hasher.matches("one", "two");
    now = Instant{2h};
    hasher.matches("one", "two");
    BOOST_TEST((begun == std::vector<std::chrono::nanoseconds>{1h, 2h}));
}

BOOST_AUTO_TEST_CASE(a_rest_is_never_longer_than_two_seconds) {
    takes = 10s;
    RestingHasher hasher{*this, time()};
    hasher.matches("one", "two");
    hasher.matches("one", "two");
    BOOST_TEST((begun == std::vector<std::chrono::nanoseconds>{1h, 1h + 12s}));
}

BOOST_AUTO_TEST_SUITE_END()

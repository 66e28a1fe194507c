#include "load-tests/district/random.hpp"
#include "load-tests/measure/histogram.hpp"
#include "load-tests/measure/process_figures.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <unistd.h>
#include <vector>

using namespace dageng::load;

BOOST_AUTO_TEST_SUITE(measure)

BOOST_AUTO_TEST_CASE(percentiles_are_right_to_one_per_cent_from_nanoseconds_to_hours) {
    Random random(7);
    Histogram histogram;
    std::vector<std::int64_t> values;
    for (int i = 0; i < 20'000; ++i) {
        const auto value = static_cast<std::int64_t>(std::pow(10, random.between(0, 13)));
        values.push_back(value);
        histogram.record(value);
    }
    std::ranges::sort(values);
    for (const double quantile : {0.01, 0.5, 0.9, 0.99, 0.999, 0.9999}) {
        const auto rank =
            static_cast<std::size_t>(std::ceil(quantile * static_cast<double>(values.size())));
        const auto exact = static_cast<double>(values[rank - 1]);
        const auto told = static_cast<double>(histogram.at(quantile));
        BOOST_TEST(told >= exact);
        BOOST_TEST(told <= exact * 1.01 + 1);
    }
    BOOST_TEST(histogram.max() == values.back());
    BOOST_TEST(histogram.at(1) == values.back());
    BOOST_TEST(histogram.min() == values.front());
}

BOOST_AUTO_TEST_CASE(small_whole_values_are_exact) {
    Histogram histogram;
    for (int value = 1; value <= 100; ++value) {
        histogram.record(value);
    }
    BOOST_TEST(histogram.at(0.5) == 50);
    BOOST_TEST(histogram.at(0.99) == 99);
    BOOST_TEST(histogram.at(0) == 1);
    BOOST_TEST(histogram.mean() == 50.5);
}

BOOST_AUTO_TEST_CASE(an_empty_one_says_zero_and_negative_values_count_as_zero) {
    Histogram histogram;
    BOOST_TEST(histogram.at(0.99) == 0);
    BOOST_TEST(histogram.max() == 0);
    histogram.record(-5);
    BOOST_TEST(histogram.count() == 1U);
    BOOST_TEST(histogram.max() == 0);
}

BOOST_AUTO_TEST_CASE(merging_is_recording_both) {
    Histogram left;
    Histogram right;
    Histogram both;
    for (int i = 0; i < 1000; ++i) {
        (i % 3 == 0 ? left : right).record(i * i);
        both.record(i * i);
    }
    left.merge(right);
    left.merge(Histogram{});
    BOOST_TEST(left.count() == both.count());
    BOOST_TEST(left.min() == both.min());
    for (const double quantile : {0.1, 0.5, 0.99, 1.0}) {
        BOOST_TEST(left.at(quantile) == both.at(quantile));
    }
}

BOOST_AUTO_TEST_CASE(cpu_time_is_read_past_a_name_with_spaces_and_brackets) {
    const char* stat = "42 (a b) c) S 1 2 3 4 5 6 7 8 9 10 150 50 0 0 20 0 3";
    BOOST_TEST(cpu_ns_from_stat(stat, 100) == 2'000'000'000);
    BOOST_TEST(cpu_ns_from_stat("nonsense", 100) == 0);
    BOOST_TEST(figures_of(::getpid()).resident_bytes > 0);
}

BOOST_AUTO_TEST_SUITE_END()

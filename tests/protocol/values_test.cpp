#include "protocol/base64.hpp"
#include "protocol/decimal.hpp"
#include "protocol/json_write.hpp"
#include "protocol/time_text.hpp"
#include "protocol/utf8.hpp"

#include <boost/test/unit_test.hpp>
#include <rapidcheck/boost_test.h>

using namespace dageng::protocol;

namespace {

std::string text_of(TimeMs time) {
    std::string out;
    append_time(out, time);
    return out;
}

std::string degrees(std::int32_t value_e7) {
    std::string out;
    detail::write_degrees(out, value_e7);
    return out;
}

std::int64_t e7(std::string_view text) {
    const Scaled number = scaled_decimal(text, 7);
    BOOST_TEST_REQUIRE(number.fits, text);
    const auto size = static_cast<std::int64_t>(number.size);
    return number.negative ? -size : size;
}

} // namespace

BOOST_AUTO_TEST_SUITE(values)

BOOST_AUTO_TEST_CASE(a_time_is_written_in_utc_with_milliseconds) {
    BOOST_TEST(text_of({0}) == "1970-01-01T00:00:00.000Z");
    BOOST_TEST(text_of({1'763'949'520'123}) == "2025-11-24T01:58:40.123Z");
    BOOST_TEST(text_of({951'782'400'000}) == "2000-02-29T00:00:00.000Z");
    BOOST_TEST(text_of({253'402'300'799'999}) == "9999-12-31T23:59:59.999Z");
}

BOOST_AUTO_TEST_CASE(a_time_beyond_four_digit_years_is_written_as_the_nearest_one) {
    BOOST_TEST(text_of({-1}) == "1970-01-01T00:00:00.000Z");
    BOOST_TEST(text_of({std::numeric_limits<std::int64_t>::max()}) == "9999-12-31T23:59:59.999Z");
}

BOOST_AUTO_TEST_CASE(only_times_in_our_own_form_are_read) {
    BOOST_TEST((time_from_text("2024-02-29T23:59:59.999Z") == TimeMs{1'709'251'199'999}));
    for (const char* text :
         {"",
          "2024-02-29T23:59:59Z",
          "2024-02-29 23:59:59.999Z",
          "2024-02-29T23:59:59.999z",
          "2024-02-29T23:59:59.999+08:00",
          "2024-02-29T23:59:59.9999Z",
          "2023-02-29T23:59:59.999Z",
          "2024-13-01T00:00:00.000Z",
          "2024-00-01T00:00:00.000Z",
          "2024-04-31T00:00:00.000Z",
          "2024-04-00T00:00:00.000Z",
          "2024-04-30T24:00:00.000Z",
          "2024-04-30T23:60:00.000Z",
          "2024-04-30T23:59:60.000Z",
          "1969-12-31T23:59:59.999Z",
          "20x4-04-30T23:59:00.000Z"}) {
        BOOST_TEST(!time_from_text(text).has_value(), text);
    }
}

RC_BOOST_PROP(a_time_that_was_written_is_read_again, ()) {
    const auto drawn = *rc::gen::arbitrary<std::uint64_t>();
    const TimeMs time{
        static_cast<std::int64_t>(drawn % static_cast<std::uint64_t>(last_moment.value + 1))
    };
    RC_ASSERT(time_from_text(text_of(time)) == time);
}

BOOST_AUTO_TEST_CASE(degrees_have_up_to_seven_decimals_and_no_trailing_zeros) {
    BOOST_TEST(degrees(399'219'000) == "39.9219");
    BOOST_TEST(degrees(390'000'000) == "39");
    BOOST_TEST(degrees(0) == "0");
    BOOST_TEST(degrees(1) == "0.0000001");
    BOOST_TEST(degrees(-5'000'000) == "-0.5");
    BOOST_TEST(degrees(-1'800'000'000) == "-180");
}

BOOST_AUTO_TEST_CASE(decimals_are_rounded_half_away_from_zero) {
    BOOST_TEST(e7("39.9219") == 399'219'000);
    BOOST_TEST(e7("39.92190005") == 399'219'001);
    BOOST_TEST(e7("39.92190004999999999999999") == 399'219'000);
    BOOST_TEST(e7("-39.92190005") == -399'219'001);
    BOOST_TEST(e7("0.00000004") == 0);
    BOOST_TEST(e7("0.00000005") == 1);
    BOOST_TEST(e7("0.000000009") == 0);
    BOOST_TEST(e7("3.99219e1") == 399'219'000);
    BOOST_TEST(e7("3992190000e-8") == 399'219'000);
    BOOST_TEST(e7("-0.0") == 0);
    BOOST_TEST(e7("0e999999999999") == 0);
    BOOST_TEST(e7("1e-999999999999") == 0);
}

BOOST_AUTO_TEST_CASE(whole_numbers_may_be_written_in_any_way) {
    for (const char* text : {"1000", "1e3", "1E+3", "1000.0", "10000e-1", "0.1e4"}) {
        const Scaled number = scaled_decimal(text, 0);
        BOOST_TEST((number.fits && number.exact && number.size == 1000), text);
    }
    BOOST_TEST(!scaled_decimal("1.5", 0).exact);
    BOOST_TEST(!scaled_decimal("1e-1", 0).exact);
    BOOST_TEST(!scaled_decimal("1e-400", 0).exact);
    BOOST_TEST(scaled_decimal("18446744073709551615", 0).size == 18'446'744'073'709'551'615U);
    for (const char* text : {"18446744073709551616", "18446744073709551615.5", "1e20", "1e400"}) {
        BOOST_TEST(!scaled_decimal(text, 0).fits, text);
    }
}

BOOST_AUTO_TEST_CASE(what_json_calls_no_number_is_none) {
    for (const char* text :
         {"", "-", "+1", "01", "-01", ".5", "5.", "1e", "1e+", "0x10", "1 ", "NaN", "1_000", "--1"
         }) {
        BOOST_TEST(!is_json_number(text), text);
        BOOST_TEST(!scaled_decimal(text, 0).fits, text);
    }
}

BOOST_AUTO_TEST_CASE(base64_is_that_of_the_rfc) {
    const auto encoded = [](std::string_view bytes) {
        std::string out;
        append_base64(out, bytes);
        return out;
    };
    BOOST_TEST(encoded("") == "");
    BOOST_TEST(encoded("f") == "Zg==");
    BOOST_TEST(encoded("fo") == "Zm8=");
    BOOST_TEST(encoded("foobar") == "Zm9vYmFy");
    for (const char* text :
         {"Zg", "Zg=", "Zh==", "Z===", "====", "Zm9=", "Zg==Zg==", "Zm9v\n", "Zm 9"}) {
        BOOST_TEST(!from_base64(text).has_value(), text);
    }
}

RC_BOOST_PROP(bytes_come_back_from_base64, (const std::string& bytes)) {
    std::string text;
    append_base64(text, bytes);
    RC_ASSERT(from_base64(text) == bytes);
}

BOOST_AUTO_TEST_CASE(what_is_no_utf8_is_written_as_replacement_characters) {
    BOOST_TEST(
        to_json(std::string("a\xff\xc3(\xed\xa0\x80")) == "\"a\uFFFD\uFFFD(\uFFFD\uFFFD\uFFFD\""
    );
    BOOST_TEST(
        to_json(std::string("\"\\\n\t\r\x01\x1f\x7f/")) ==
        "\"\\\"\\\\\\n\\t\\r\\u0001\\u001f\x7f/\""
    );
    BOOST_TEST(to_json(std::string("尾随🚨")) == "\"尾随🚨\"");
}

BOOST_AUTO_TEST_SUITE_END()

#include "protocol/json_write.hpp"
#include "server/engine/answer_packing.hpp"
#include "server/engine/request.hpp"

#include <boost/test/unit_test.hpp>
#include <rapidcheck/boost_test.h>

#include <string>

// Server/engine/answer_packing.hpp: answers in few bytes, and back byte for byte.
using dageng::engine::pack_answer;
using dageng::engine::unpack_answer;
using dageng::protocol::TimeMs;

namespace {

constexpr TimeMs now{1'764'000'000'123};

std::string there_and_back(const std::string& text) {
    return unpack_answer(pack_answer(text, now), now);
}

} // namespace

BOOST_AUTO_TEST_SUITE(answer_packing)

BOOST_AUTO_TEST_CASE(an_answer_of_two_moments_takes_less_than_a_third) {
    const dageng::protocol::DutyAnswer answer{true, now, now + 28'800'000};
    const std::string json = dageng::protocol::to_json(answer);
    BOOST_TEST(there_and_back(json) == json);
    BOOST_TEST(3 * pack_answer(json, now).size() < json.size());
}

BOOST_AUTO_TEST_CASE(what_looks_like_a_code_and_is_none_comes_back_as_it_was) {
    for (const std::string text :
         {"",
          "{}",
          "\"",
          "\"\"",
          "\"\":",
          "\"tip\"",
          "\"tip\":",
          "\"no such member\":12",
          "007",
          "0123",
          "12",
          "123",
          "18446744073709551615",
          "99999999999999999999999999999999999999",
          "-1234.5600",
          "\"2025-11-24T10:08:40.123Z\"",
          "\"2025-13-24T10:08:40.123Z\"",
          "\"1970-01-01T00:00:00.000Z\"",
          "\"9999-12-31T23:59:59.999Z\"",
          "\"2025-11-24T10:08:40.123Z",
          "\x01\x02\x03\x04\x05",
          "{\"words\":\"\u6536\u5230, \\\"tip\\\": 12345\"}"}) {
        BOOST_TEST(there_and_back(text) == text);
    }
}

RC_BOOST_PROP(any_text_comes_back_as_it_was, (const std::string& text)) {
    RC_ASSERT(there_and_back(text) == text);
}

RC_BOOST_PROP(moments_far_and_near_come_back, ()) {
    const TimeMs at{*rc::gen::inRange<std::int64_t>(0, 253'402'300'799'999)};
    const std::string json = dageng::protocol::to_json(dageng::protocol::DutyAnswer{false, at, at});
    RC_ASSERT(there_and_back(json) == json);
}

BOOST_AUTO_TEST_SUITE_END()

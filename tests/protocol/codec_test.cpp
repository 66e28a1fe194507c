#include "protocol/codec.hpp"

#include <boost/test/unit_test.hpp>

using namespace dageng::protocol;

namespace {

std::string frame(std::string_view type, std::string_view data) {
    return R"({"type":")" + std::string(type) + R"(","id":"id-000001","data":)" +
           std::string(data) + "}";
}

/// `bad-field data.place.at.lat: expected …`; "taken" when it was.
std::string refusal_of(std::string_view text) {
    const auto parsed = parse_client_frame(text);
    const auto* const bad = std::get_if<BadFrame>(&parsed);
    if (bad == nullptr) {
        return "taken";
    }
    const Refusal& refusal = bad->refusal;
    return std::string(wire_name(refusal.code)) + ' ' + refusal.field + ": " + refusal.detail;
}

std::string tip(std::string_view fields) {
    return frame(
        "report-tip",
        R"({"kind":"tailing","place":{"at":{"lat":39.9219,"lon":116.4436},"accuracy_m":18})" +
            std::string(fields) + "}"
    );
}

std::string position(std::string_view lat, std::string_view accuracy) {
    return R"({"type":"position","data":{"at":{"lat":)" + std::string(lat) +
           R"(,"lon":116.4436},"accuracy_m":)" + std::string(accuracy) +
           R"(,"made_at":"2025-11-24T13:32:05.118Z"}})";
}

std::string repeated(std::string_view text, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) {
        out += text;
    }
    return out;
}

template <class T>
T message_of(std::string_view text) {
    const auto parsed = parse_client_frame(text);
    BOOST_TEST_REQUIRE(std::holds_alternative<ClientFrame>(parsed), text);
    return std::get<T>(std::get<ClientFrame>(parsed).message);
}

} // namespace

BOOST_AUTO_TEST_SUITE(codec)

BOOST_AUTO_TEST_CASE(what_may_be_absent_is_empty) {
    const auto report = message_of<ReportTip>(tip(""));
    BOOST_TEST(report.words.clear().value == "");
    BOOST_TEST(report.place_words.clear().value == "");
    BOOST_TEST(report.photos.items.empty());
    BOOST_TEST(!report.silent);
    BOOST_TEST(report.place.at.lat_e7 == 399'219'000);
}

BOOST_AUTO_TEST_CASE(the_type_may_stand_behind_the_data) {
    BOOST_TEST(message_of<Seen>(R"({"data":{"n":4711},"type":"seen"})").n == 4711U);
}

BOOST_AUTO_TEST_CASE(unknown_fields_are_ignored) {
    BOOST_TEST(message_of<Seen>(R"({"type":"seen","x":[{}],"data":{"n":1,"y":null}})").n == 1U);
}

BOOST_AUTO_TEST_CASE(a_field_name_may_be_escaped) {
    BOOST_TEST(message_of<Seen>(R"({"type":"seen","d\u0061ta":{"\u006e":5}})").n == 5U);
}

BOOST_AUTO_TEST_CASE(data_that_would_be_empty_may_be_left_out) {
    BOOST_TEST(refusal_of(R"({"type":"end-duty","id":"id-000001"})") == "taken");
    BOOST_TEST(refusal_of(R"({"type":"seen"})") == "bad-field n: missing");
    BOOST_TEST(message_of<Seen>(R"({"type":"seen","n":4711})").n == 4711U);
}

BOOST_AUTO_TEST_CASE(a_refusal_names_the_field_and_what_was_expected) {
    BOOST_TEST(
        refusal_of(position("90.1", "1")) ==
        "bad-field data.at.lat: expected a number from -90 to 90"
    );
    BOOST_TEST(
        refusal_of(position("\"39\"", "1")) ==
        "bad-field data.at.lat: expected a number from -90 to 90"
    );
    BOOST_TEST(
        refusal_of(position("39", "5001")) ==
        "bad-field data.accuracy_m: expected a whole number from 0 to 5000"
    );
    BOOST_TEST(
        refusal_of(position("39", "0.5")) ==
        "bad-field data.accuracy_m: expected a whole number from 0 to 5000"
    );
    BOOST_TEST(
        refusal_of(frame("set-status", R"({"assignment":1,"status":"flying"})")) ==
        "bad-field data.status: expected one of: en-route, on-scene, cleared, failed"
    );
    BOOST_TEST(refusal_of(frame("seen", "[]")) == "bad-field data: expected an object");
    BOOST_TEST(refusal_of(tip(R"(,"photos":{})")) == "bad-field data.photos: expected a list");
    BOOST_TEST(
        refusal_of(tip(R"(,"silent":1)")) == "bad-field data.silent: expected true or false"
    );
    BOOST_TEST(refusal_of(tip(R"(,"words":null)")) == "bad-field data.words: expected text");
    BOOST_TEST(
        refusal_of(tip(R"(,"photos":["photo-01","x"])")) ==
        "bad-field data.photos[1]: expected an id: 8 to 64 of A-Z a-z 0-9 _ -"
    );
    BOOST_TEST(
        refusal_of(R"({"type":"position","made_at":"now","data":{}})") ==
        "bad-field made_at: expected a time in UTC such as 2025-11-24T10:08:40.123Z"
    );
}

BOOST_AUTO_TEST_CASE(what_is_required_is_missed) {
    BOOST_TEST(refusal_of("{}") == "bad-field type: missing");
    BOOST_TEST(refusal_of(R"({"type":"end-duty"})") == "bad-field id: missing");
    BOOST_TEST(refusal_of(R"({"type":"watch-map","data":{}})") == "bad-field id: missing");
    BOOST_TEST(refusal_of(frame("report-tip", "{}")) == "bad-field data.kind: missing");
    BOOST_TEST(
        refusal_of(frame("set-status", R"({"assignment":1})")) == "bad-field data.status: missing"
    );
    BOOST_TEST(
        refusal_of(frame("begin-duty", R"({"place":{"accuracy_m":1}})")) ==
        "bad-field data.place.at: missing"
    );
}

BOOST_AUTO_TEST_CASE(what_is_given_twice_is_refused) {
    BOOST_TEST(
        refusal_of(R"({"type":"seen","data":{"n":1,"n":2}})") == "bad-field data.n: given twice"
    );
    BOOST_TEST(
        refusal_of(R"({"type":"seen","data":{"n":1},"data":{"n":2}})") ==
        "bad-field data: given twice"
    );
    BOOST_TEST(refusal_of(R"({"type":"seen","type":"seen"})") == "bad-field type: given twice");
}

BOOST_AUTO_TEST_CASE(texts_are_counted_in_characters) {
    BOOST_TEST(refusal_of(tip(R"(,"words":")" + repeated("随", 2000) + "\"")) == "taken");
    BOOST_TEST(
        refusal_of(tip(R"(,"words":")" + repeated("随", 2001) + "\"")) ==
        "bad-field data.words: expected text of 0 to 2000 characters"
    );
}

BOOST_AUTO_TEST_CASE(texts_hold_no_control_characters_but_line_feeds) {
    BOOST_TEST(refusal_of(tip(R"(,"words":"a\nb")")) == "taken");
    for (const char* escape : {"\\t", "\\r", "\\u0000", "\\u001b", "\\u007f", "\\u0085"}) {
        BOOST_TEST(
            refusal_of(tip(std::string(R"(,"words":")") + escape + "\"")) ==
                "bad-field data.words: expected text without control characters",
            escape
        );
    }
}

BOOST_AUTO_TEST_CASE(half_a_surrogate_pair_is_no_text) {
    for (const char* escape : {"\\ud800", "\\udc00", "\\udc00\\ud800"}) {
        const std::string refusal = refusal_of(tip(std::string(R"(,"words":")") + escape + "\""));
        BOOST_TEST(refusal.starts_with("bad-json"), escape << ": " << refusal);
    }
    BOOST_TEST(
        message_of<ReportTip>(tip(R"(,"words":"\ud83d\udea8")")).words.clear().value == "🚨"
    );
}

BOOST_AUTO_TEST_CASE(ids_and_names_have_their_alphabets) {
    const auto with_id = [](const std::string& id) {
        return refusal_of(R"({"type":"end-duty","id":")" + id + "\"}");
    };
    BOOST_TEST(with_id("Az09_-Az") == "taken");
    BOOST_TEST(with_id(repeated("a", 64)) == "taken");
    for (const std::string& id :
         {std::string("short-7"),
          repeated("a", 65),
          std::string("blank 000"),
          std::string("öööööööö")}) {
        BOOST_TEST(with_id(id) == "bad-field id: expected an id: 8 to 64 of A-Z a-z 0-9 _ -", id);
    }
    const std::string bad_kind = frame("report-tip", R"({"kind":"Tailing"})");
    BOOST_TEST(
        refusal_of(bad_kind) == "bad-field data.kind: expected a name: 1 to 40 of a-z 0-9 -"
    );
}

BOOST_AUTO_TEST_CASE(numbers_are_safe_in_every_language) {
    BOOST_TEST(refusal_of(frame("withdraw-tip", R"({"tip":9007199254740991})")) == "taken");
    for (const char* number : {"0", "-1", "9007199254740992", "1e400", "1.5", "true"}) {
        const std::string refusal =
            refusal_of(frame("withdraw-tip", R"({"tip":)" + std::string(number) + "}"));
        BOOST_TEST(refusal.starts_with("bad-field data.tip: expected a whole number"), number);
    }
}

BOOST_AUTO_TEST_CASE(lists_have_a_most) {
    const std::string seven = R"(,"photos":["photo-01")" + repeated(R"(,"photo-02")", 6) + "]";
    BOOST_TEST(refusal_of(tip(seven)) == "bad-field data.photos[6]: expected at most 6 items");
}

BOOST_AUTO_TEST_CASE(nesting_is_counted) {
    const auto nested = [](std::size_t depth) {
        return R"({"type":"seen","data":{"n":1},"x":)" + repeated("[", depth - 1) +
               repeated("]", depth - 1) + "}";
    };
    BOOST_TEST(refusal_of(nested(16)) == "taken");
    BOOST_TEST(refusal_of(nested(17)) == "bad-json : nested too deep");
    BOOST_TEST(refusal_of(nested(30'000)) == "bad-json : nested too deep");
}

BOOST_AUTO_TEST_CASE(what_is_no_object_is_no_frame) {
    for (const char* text :
         {"", " ", "[]", "7", "\"seen\"", "null", "{", "}", "{}}", "{} x", "\xef\xbb\xbf{}"}) {
        BOOST_TEST(refusal_of(text).starts_with("bad-json"), text);
    }
}

BOOST_AUTO_TEST_CASE(a_frame_over_the_limit_is_refused_unread) {
    std::string text = R"({"type":"seen","data":{"n":1}})";
    text.resize(max_frame_bytes, ' ');
    BOOST_TEST(refusal_of(text) == "taken");
    text += ' ';
    BOOST_TEST(refusal_of(text) == "too-large : a frame is at most 65536 bytes");
}

BOOST_AUTO_TEST_CASE(a_refusal_carries_the_id_that_could_be_read) {
    const auto parsed = parse_client_frame(R"({"type":"nope","id":"id-000001"})");
    const auto& bad = std::get<BadFrame>(parsed);
    BOOST_TEST((bad.id == ClientId{"id-000001"}));
    BOOST_TEST(
        error_frame(bad.id, bad.refusal) ==
        R"({"type":"error","id":"id-000001","error":{"code":"unknown-type","detail":"no message has this type","field":"type"}})"
    );
    BOOST_TEST(
        error_frame(ClientId{"a-command"}, {ErrorCode::busy, "later", "", 2000}) ==
        R"({"type":"error","id":"a-command","error":{"code":"busy","detail":"later",)"
        R"("retry_after_ms":2000}})"
    );
    BOOST_TEST(
        error_frame({}, {ErrorCode::busy, "try \"again\"", ""}) ==
        R"({"type":"error","error":{"code":"busy","detail":"try \"again\""}})"
    );
}

BOOST_AUTO_TEST_CASE(the_same_content_has_the_same_text) {
    const auto canonical_of = [](std::string_view text) {
        return canonical(Command{message_of<WithdrawTip>(text)});
    };
    BOOST_TEST(
        canonical_of(frame("withdraw-tip", R"({"tip":7})")) ==
        canonical_of(frame("withdraw-tip", R"({ "new": 1, "tip": 0.7e1 })"))
    );
    const ClientId photo{"photo-01"};
    BOOST_TEST(canonical(BeginPhoto{photo}) != canonical(ReadPhoto{photo}));
}

BOOST_AUTO_TEST_SUITE_END()

#include "protocol/json_read.hpp"
#include "protocol/json_write.hpp"
#include "protocol/tip_messages.hpp"

#include <boost/test/unit_test.hpp>

using namespace dageng::protocol;

namespace {

/// An event as the engine has them.
struct Noted {
    IncidentId incident;
    Words words;
    std::optional<Words> more;
};
BOOST_DESCRIBE_STRUCT(Noted, (), (incident, words, more))

const WriteOptions to_journal{.mode = JsonMode::journal};
const ReadOptions from_journal{.mode = JsonMode::journal};

Noted sealed_note() {
    return {{611}, Words(Sealed{{7}, "abcd"}), Words(Sealed{{8}, ""})};
}

} // namespace

BOOST_AUTO_TEST_SUITE(personal)

BOOST_AUTO_TEST_CASE(the_journal_holds_it_sealed) {
    const std::string json = to_json(sealed_note(), to_journal);
    BOOST_TEST(
        json == R"({"incident":611,"words":{"key":7,"box":"YWJjZA=="},"more":{"key":8,"box":""}})"
    );
    const auto read = read_json<Noted>(json, from_journal);
    BOOST_TEST_REQUIRE(static_cast<bool>(read));
    BOOST_TEST((read->words == sealed_note().words));
    BOOST_TEST((read->more == sealed_note().more));
}

BOOST_AUTO_TEST_CASE(nothing_said_is_null_in_the_journal) {
    const std::string json = to_json(Noted{{611}, {}, {}}, to_journal);
    BOOST_TEST(json == R"({"incident":611,"words":null})");
    const auto read = read_json<Noted>(json, from_journal);
    BOOST_TEST_REQUIRE(static_cast<bool>(read));
    BOOST_TEST(read->words.clear().empty());
    BOOST_TEST(!read->more.has_value());
}

BOOST_AUTO_TEST_CASE(clear_words_are_not_taken_from_a_journal) {
    const auto read = read_json<Noted>(R"({"incident":611,"words":"他跟着我"})", from_journal);
    BOOST_TEST_REQUIRE(!read);
    BOOST_TEST(read.refusal().field == "words");
}

BOOST_AUTO_TEST_CASE(an_event_may_name_nothing_but_a_message_may_not) {
    const std::string json = R"({"incident":0,"words":null})";
    BOOST_TEST(static_cast<bool>(read_json<Noted>(json, from_journal)));
    const auto read = read_json<Noted>(R"({"incident":0,"words":""})", {.path = "data"});
    BOOST_TEST_REQUIRE(!read);
    BOOST_TEST(read.refusal().field == "data.incident");
}

BOOST_AUTO_TEST_CASE(the_wire_shows_what_the_opener_opens) {
    const Opener opener = [](const Sealed& sealed) -> std::optional<std::string> {
        return sealed.key.value == 7 ? std::optional<std::string>("他跟着我") : std::nullopt;
    };
    BOOST_TEST(
        to_json(sealed_note(), {.opener = &opener}) ==
        R"({"incident":611,"words":"他跟着我","more":null})"
    );
}

BOOST_AUTO_TEST_CASE(the_wire_shows_nothing_sealed_without_an_opener) {
    const std::string hidden = R"({"incident":611,"words":null,"more":null})";
    BOOST_TEST(to_json(sealed_note()) == hidden);
    const Opener none;
    BOOST_TEST(to_json(sealed_note(), {.opener = &none}) == hidden);
}

BOOST_AUTO_TEST_CASE(clear_words_are_shown_as_they_are) {
    BOOST_TEST(
        to_json(AddToTip{{7}, Words({"嗯"}), {}}) == R"({"tip":7,"words":"嗯","photos":[]})"
    );
}

BOOST_AUTO_TEST_CASE(a_broken_box_is_refused_with_its_place) {
    const auto read =
        read_json<Noted>(R"({"incident":1,"words":{"key":7,"box":"not base 64"}})", from_journal);
    BOOST_TEST_REQUIRE(!read);
    BOOST_TEST(read.refusal().field == "words.box");
}

BOOST_AUTO_TEST_SUITE_END()

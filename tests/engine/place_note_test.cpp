#include "server/engine/place_note.hpp"

#include <boost/test/unit_test.hpp>

using namespace dageng;

namespace {

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::uint32_t today = 20'000;
constexpr protocol::TimeMs now{std::int64_t{today} * day_ms + 1'234};

} // namespace

BOOST_AUTO_TEST_SUITE(place_note)

BOOST_AUTO_TEST_CASE(a_note_says_of_a_person_what_matching_asks) {
    engine::Person person;
    person.group = 70'000;
    person.current = {5};
    person.alerts = 3;
    person.alert_day = today;
    person.mode = protocol::TravelMode::bicycle;
    person.response_ended = protocol::TimeMs{now.value - 60'000};
    const auto note = engine::note::of(person, now);
    BOOST_TEST(engine::note::group(note) == 70'000U);
    BOOST_TEST(engine::note::engaged(note));
    BOOST_TEST(engine::note::responded(note));
    BOOST_TEST(engine::note::alerts(note, today) == 3U);
    BOOST_TEST((engine::note::mode(note) == protocol::TravelMode::bicycle));
    BOOST_TEST((engine::note::heard_at(note) == protocol::TimeMs{now.value - 234}));
}

BOOST_AUTO_TEST_CASE(nothing_is_said_of_somebody_new) {
    const auto note = engine::note::of({}, now);
    BOOST_TEST(!engine::note::engaged(note));
    BOOST_TEST(!engine::note::responded(note));
    BOOST_TEST(!engine::note::mode(note).has_value());
    BOOST_TEST(engine::note::alerts(note, today) == 0U);
}

BOOST_AUTO_TEST_CASE(alerts_count_on_their_own_day_only) {
    engine::Person person;
    person.alerts = 9;
    for (const std::uint32_t before : {1U, 2U, 3U, 4U, 8U}) {
        person.alert_day = static_cast<std::uint16_t>(today - before);
        const auto note = engine::note::of(person, now);
        BOOST_TEST(engine::note::alerts(note, today) == 0U);
        BOOST_TEST(engine::note::alerts(note, today - 1) == (before == 1 ? 9U : 0U));
    }
}

BOOST_AUTO_TEST_CASE(more_alerts_than_a_note_can_hold_are_said_as_its_most) {
    engine::Person person;
    person.alerts = 1'000;
    person.alert_day = today;
    const auto note = engine::note::of(person, now);
    BOOST_TEST(engine::note::alerts(note, today) == engine::note::most_alerts);
}

BOOST_AUTO_TEST_CASE(a_response_that_may_count_for_the_longest_rest_is_noted) {
    engine::Person person;
    person.response_ended = protocol::TimeMs{now.value - day_ms};
    BOOST_TEST(engine::note::responded(engine::note::of(person, now)));
    person.response_ended = protocol::TimeMs{now.value - 2 * day_ms};
    BOOST_TEST(!engine::note::responded(engine::note::of(person, now)));
}

BOOST_AUTO_TEST_SUITE_END()

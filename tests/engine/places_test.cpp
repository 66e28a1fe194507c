#include "server/engine/places.hpp"
#include "server/engine/state.hpp"

#include <boost/test/unit_test.hpp>

// Server/engine/places.hpp: where the people on duty are, and when that was heard.
using dageng::engine::Heard;
using dageng::engine::Person;
using dageng::engine::Places;
using dageng::protocol::LatLon;
using dageng::protocol::PersonId;
using dageng::protocol::TimeMs;

namespace {

constexpr LatLon centre{399'100'000, 1'164'000'000};
constexpr TimeMs now{1'795'600'000'987};

Person person_of(std::uint64_t number) {
    Person person;
    person.id = PersonId{number};
    return person;
}

} // namespace

BOOST_AUTO_TEST_SUITE(places)

BOOST_AUTO_TEST_CASE(what_was_heard_is_told_to_the_millisecond) {
    Places places{centre};
    for (const std::int64_t ms : {0, 1, 12, 13, 999, 1000}) {
        places.put(person_of(3), {centre, 35, now + ms});
        const auto heard = places.of({3});
        BOOST_REQUIRE(heard.has_value());
        BOOST_TEST((heard->at == centre));
        BOOST_TEST(heard->accuracy_m == 35);
        BOOST_TEST(heard->heard_at.value == (now + ms).value);
    }
    BOOST_TEST(!places.of({2}).has_value());
    BOOST_TEST(!places.of({4}).has_value());
}

BOOST_AUTO_TEST_CASE(a_change_of_the_person_leaves_place_and_time_as_they_were) {
    Places places{centre};
    Person person = person_of(1);
    places.put(person, {centre, 35, now});
    person.group = 7;
    places.renew(person);
    BOOST_TEST(places.of({1})->heard_at.value == now.value);
    BOOST_TEST(dageng::engine::note::group(places.grid().note(0)) == 7U);
    places.renew(person_of(2));
    BOOST_TEST(!places.of({2}).has_value());
}

BOOST_AUTO_TEST_CASE(an_accuracy_beyond_all_sense_is_kept_as_the_largest) {
    Places places{centre};
    places.put(person_of(1), {centre, 1'000'000, now});
    BOOST_TEST(places.of({1})->accuracy_m == 65'535);
}

BOOST_AUTO_TEST_CASE(a_place_is_fresh_to_the_last_millisecond_of_its_time) {
    Places places{centre};
    places.put(person_of(1), {centre, 35, now});
    BOOST_TEST(places.fresh({1}, now + 60'000, 60'000));
    BOOST_TEST(!places.fresh({1}, now + 60'001, 60'000));
    places.forget({1});
    BOOST_TEST(!places.fresh({1}, now, 60'000));
    BOOST_TEST(!places.fresh({9}, now, 60'000));
}

BOOST_AUTO_TEST_SUITE_END()

#include "server/engine/duty_ends.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>
#include <vector>

// Server/engine/duty_ends.hpp: whose duty ends first.
using dageng::engine::DutyEnds;
using dageng::engine::Person;
using dageng::protocol::PersonId;

namespace {

std::vector<Person> nobody_on_duty(std::uint64_t count) {
    std::vector<Person> people(count);
    for (std::uint64_t i = 0; i < count; ++i) {
        people[i].id = {i + 1};
    }
    return people;
}

std::optional<PersonId> first_of(const std::vector<Person>& people) {
    std::optional<PersonId> first;
    for (const Person& one : people) {
        if (one.on_duty && (!first || one.duty_ends() < people[first->value - 1].duty_ends())) {
            first = one.id;
        }
    }
    return first;
}

} // namespace

BOOST_AUTO_TEST_SUITE(duty_ends)

BOOST_AUTO_TEST_CASE(nobody_is_first_of_none) {
    DutyEnds ends;
    BOOST_TEST(!ends.first().has_value());
    ends.renew(nobody_on_duty(1), {1});
    BOOST_TEST(!ends.first().has_value());
}

BOOST_AUTO_TEST_CASE(whatever_changes_the_first_is_whose_duty_ends_first) {
    auto people = nobody_on_duty(50);
    DutyEnds ends;
    std::mt19937_64 random{5};
    for (int step = 0; step < 20'000; ++step) {
        Person& one = people[random() % people.size()];
        one.on_duty = random() % 3 != 0;
        one.duty_since = {static_cast<std::int64_t>(random() % 40)};
        one.duty_ms = static_cast<std::uint32_t>(random() % 40);
        ends.renew(people, one.id);
        BOOST_REQUIRE((ends.first() == first_of(people)));
    }
    ends.clear();
    BOOST_TEST(!ends.first().has_value());
}

BOOST_AUTO_TEST_SUITE_END()

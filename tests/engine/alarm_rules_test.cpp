#include "server/engine/needs.hpp"
#include "tests/engine/town.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <vector>

// Server/engine/alarm_rules.cpp and what follows from a raised alarm.
using namespace dageng::test;
namespace engine = dageng::engine;

namespace {

struct Running {
    Running() {
        desk = town.person(Role::dispatcher);
        reporter = town.person(Role::resident);
        for (int i = 1; i <= 8; ++i) {
            people.push_back(town.on_duty(metres(i * 60)));
        }
        incident = town.incident_of(town.tip(reporter));
    }

    void accept(std::size_t person) {
        town.say(people[person], AcceptOffer{town.current(people[person])});
    }

    Town town;
    PersonId desk;
    PersonId reporter;
    std::vector<PersonId> people;
    IncidentId incident;
};

} // namespace

BOOST_AUTO_TEST_SUITE(alarm_rules)

BOOST_AUTO_TEST_CASE(a_raised_alarm_adds_its_needs_and_opens_the_next_wave_at_once) {
    Running running;
    Town& town = running.town;
    running.accept(0);
    running.accept(1);
    BOOST_TEST(engine::missing_people(town.state(), town.incident(running.incident)) == 0U);
    BOOST_TEST(!town.current(running.people[3]));
    const auto said = town.say(running.desk, RaiseAlarm{running.incident, {2}});
    BOOST_TEST((said.as<IncidentAnswer>().incident == running.incident));
    BOOST_TEST(engine::wanted(*town.incident(running.incident).plan, 2) == 4U);
    BOOST_TEST(engine::missing_people(town.state(), town.incident(running.incident)) == 2U);
    BOOST_TEST(bool(town.current(running.people[3])));
    BOOST_TEST(town.incident(running.incident).waves.size() == 2U);
    const auto offers = town.take<engine::OfferMade>();
    BOOST_REQUIRE(!offers.empty());
    BOOST_TEST(offers.back().need.value() == 1U);
    BOOST_TEST(offers.back().wanted == 4U);
}

BOOST_AUTO_TEST_CASE(a_shortfall_before_is_over_and_a_new_one_is_told) {
    Town town;
    const auto desk = town.person(Role::dispatcher);
    const auto incident = town.incident_of(town.tip(town.person(Role::resident)));
    BOOST_TEST(town.incident(incident).shortfall->missing == 2U);
    town.take_events();
    town.say(desk, RaiseAlarm{incident, {2}});
    const auto shortfalls = town.take<engine::ShortfallRaised>();
    BOOST_REQUIRE_EQUAL(shortfalls.size(), 1U);
    BOOST_TEST(shortfalls[0].missing == 4U);
    BOOST_TEST(town.incident(incident).waves.size() == 3U);
}

BOOST_AUTO_TEST_CASE(raising_to_the_same_level_changes_nothing_and_lowering_is_refused) {
    Running running;
    Town& town = running.town;
    town.say(running.desk, RaiseAlarm{running.incident, {2}});
    town.take_events();
    BOOST_TEST(town.say(running.desk, RaiseAlarm{running.incident, {2}}).answer.has_value());
    BOOST_TEST(town.take_events().empty());
}

BOOST_AUTO_TEST_CASE(each_refusal_has_its_reason) {
    Running running;
    Town& town = running.town;
    const auto raise = [&](IncidentId incident, int level) {
        return town.say(running.desk, RaiseAlarm{incident, {level}}).refused;
    };
    BOOST_TEST((raise({99}, 2) == ErrorCode::not_found));
    BOOST_TEST((raise(running.incident, 3) == ErrorCode::bad_field));
    const auto outside =
        town.incident_of(town.tip(running.reporter, "elder-missing", metres(6000)));
    BOOST_TEST((raise(outside, 2) == ErrorCode::wrong_state));
    BOOST_TEST(
        (town.say(running.people[0], RaiseAlarm{running.incident, {2}}).refused ==
         ErrorCode::not_allowed)
    );
    town.say(
        running.desk, CloseIncident{running.incident, {"resolved"}, sealed<Words>("done"), {"done"}}
    );
    BOOST_TEST((raise(running.incident, 2) == ErrorCode::wrong_state));
}

BOOST_AUTO_TEST_CASE(consoles_are_told_the_level_and_how_many_are_wanted_now) {
    Running running;
    running.town.say(running.desk, RaiseAlarm{running.incident, {2}});
    const auto notices = running.town.told_to(running.desk);
    const auto raised = std::find_if(notices.begin(), notices.end(), [](const auto& notice) {
        return notice.type == "alarm-raised";
    });
    BOOST_REQUIRE(raised != notices.end());
    BOOST_TEST(raised->data.find("\"level\":2") != std::string::npos);
    BOOST_TEST(raised->data.find("\"wanted\":4") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_response_keeps_the_plan_it_began_with_when_the_alarm_is_raised_later) {
    Running running;
    Town& town = running.town;
    auto catalogue = small_catalogue();
    catalogue.plans.items[0].levels.items[1].needs.items[0].count = {5};
    town.commit({{}, {}, {}, {}, *town.engine.take_catalogue(catalogue)});
    town.say(running.desk, RaiseAlarm{running.incident, {2}});
    BOOST_TEST(engine::missing_people(town.state(), town.incident(running.incident)) == 4U);
    BOOST_TEST(engine::digest(town.folded().state()) == town.digest());
}

BOOST_AUTO_TEST_SUITE_END()

#include "protocol/json_write.hpp"
#include "tests/engine/town.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

// Volunteers near an incident that isn't for them are told to keep away.
using namespace dageng::test;
namespace engine = dageng::engine;

namespace {

std::size_t times_told(const Town& town, PersonId person) {
    const auto notices = town.told_to(person);
    return static_cast<std::size_t>(std::count_if(
        notices.begin(),
        notices.end(),
        [](const auto& notice) { return notice.type == "keep-away"; }
    ));
}

bool in_snapshot(const Town& town, PersonId person) {
    const auto items = engine::snapshot(town.state(), person, opener());
    return std::any_of(items.begin(), items.end(), [](const std::string& item) {
        return item.starts_with("{\"type\":\"keep-away\"");
    });
}

} // namespace

BOOST_AUTO_TEST_SUITE(keep_away)

BOOST_AUTO_TEST_CASE(volunteers_near_an_incident_for_officers_are_told_once) {
    Town town;
    const auto near = town.on_duty(metres(200));
    const auto far = town.on_duty(metres(400));
    const auto officer = town.on_duty(metres(100), "officer");
    const auto off = town.person(Role::volunteer, "community-volunteer");
    town.tip(town.person(Role::resident), "fight");
    BOOST_TEST(times_told(town, near) == 1U);
    BOOST_TEST(times_told(town, far) == 0U);
    BOOST_TEST(times_told(town, officer) == 0U);
    BOOST_TEST(times_told(town, off) == 0U);
    town.place(far, metres(50));
    town.pass(300'000);
    BOOST_TEST(times_told(town, near) == 1U);
    BOOST_TEST(times_told(town, far) == 0U);
}

BOOST_AUTO_TEST_CASE(the_notice_holds_kind_and_place_only) {
    Town town;
    const auto near = town.on_duty(metres(200));
    town.tip(town.person(Role::resident), "fight");
    const auto notices = town.told_to(near);
    BOOST_TEST(notices.back().type == "keep-away");
    const KeepAway told{{1}, {"fight"}, Place{centre, {10}}, town.now, {}};
    BOOST_TEST(notices.back().data == to_json(told));
}

BOOST_AUTO_TEST_CASE(a_reporter_and_those_whom_the_plan_would_ask_are_not_told) {
    Town town;
    const auto reporter = town.on_duty(metres(10));
    const auto helper = town.on_duty(metres(100));
    town.tip(reporter, "fight");
    BOOST_TEST(times_told(town, reporter) == 0U);
    BOOST_TEST(times_told(town, helper) == 1U);
    town.tip(town.person(Role::resident), "elder-missing");
    BOOST_TEST(times_told(town, helper) == 1U);
}

BOOST_AUTO_TEST_CASE(the_snapshot_holds_it_while_the_incident_is_open) {
    Town town;
    const auto desk = town.person(Role::dispatcher);
    const auto near = town.on_duty(metres(200));
    const auto incident = town.incident_of(town.tip(town.person(Role::resident), "fight"));
    BOOST_TEST(in_snapshot(town, near));
    BOOST_TEST(!in_snapshot(town, desk));
    town.say(desk, CloseIncident{incident, {"resolved"}, sealed<Words>("done"), {"done"}});
    BOOST_TEST(!in_snapshot(town, near));
}

BOOST_AUTO_TEST_SUITE_END()

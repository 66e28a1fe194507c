#include "server/engine/assignment_states.hpp"
#include "server/engine/incident_states.hpp"
#include "tests/engine/console_fold.hpp"
#include "tests/engine/random_town.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <set>

// Server/engine/snapshot.cpp: what somebody is told at once is what they would have heard.
using namespace dageng::test;
namespace engine = dageng::engine;

namespace {

/// All that the smaller holds stands in the larger too, and the same.
template <class Map>
void agree(const Map& smaller, const Map& larger) {
    for (const auto& [id, line] : smaller) {
        const auto found = larger.find(id);
        BOOST_REQUIRE(found != larger.end());
        BOOST_TEST((found->second == line), "number " << id.value);
    }
}

} // namespace

BOOST_AUTO_TEST_SUITE(snapshot)

BOOST_AUTO_TEST_CASE(a_consoles_snapshot_is_what_its_notices_came_to) {
    for (const std::uint64_t seed : {41U, 42U, 43U}) {
        RandomTown random{seed};
        for (int part = 0; part < 6; ++part) {
            random.steps(200);
            Desk live;
            for (const auto& notice : random.town.told_to(random.dispatchers[0])) {
                live.hear(notice.type, notice.data);
            }
            Desk shown;
            for (const Item& item : items_of(random.town, random.dispatchers[0])) {
                shown.hear(item.type, item.data);
            }
            // Closed incidents leave the snapshot after an hour.
            agree(shown.incidents_, live.incidents_);
            agree(shown.assignments_, live.assignments_);
            agree(shown.tips_, live.tips_);
            agree(shown.distress_, live.distress_);
            BOOST_TEST((shown.clocks_ == live.clocks_));
            BOOST_TEST((shown.on_duty_ == live.on_duty_));
            for (const auto& [id, line] : live.incidents_) {
                BOOST_TEST((shown.incidents_.contains(id) || engine::is_end(line.state)));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(a_closed_incident_stays_in_a_consoles_snapshot_for_an_hour) {
    Town town;
    const auto dispatcher = town.person(Role::dispatcher);
    const auto incident = town.incident_of(town.tip(town.person(Role::resident), "suggestion"));
    town.say(dispatcher, CloseIncident{incident, {"resolved"}, {}, {}});
    BOOST_TEST(types_of(items_of(town, dispatcher)).contains("incident-closed"));
    town.pass(3'600'000);
    town.person(Role::resident);
    BOOST_TEST(!types_of(items_of(town, dispatcher)).contains("incident-closed"));
}

BOOST_AUTO_TEST_CASE(a_maps_snapshot_has_open_incidents_and_no_words_no_people_and_no_tips) {
    RandomTown random{45};
    random.steps(800);
    const auto items = items_of(random.town, random.supervisor);
    // And those about which the supervisor is called, since nobody answers for them.
    const std::set<std::string> shown{"catalogue", "incident-opened", "escalation-call"};
    BOOST_TEST((types_of(items) == shown));
    std::size_t open = 0;
    for (const auto& [id, incident] : random.town.state().incidents) {
        open += incident.open() ? 1 : 0;
    }
    std::size_t calling = 0;
    for (const auto id : random.town.state().desks.calling) {
        const auto& called = random.town.incident(id).care.called;
        BOOST_TEST(random.town.incident(id).open());
        calling += std::count(called.begin(), called.end(), random.supervisor) > 0 ? 1U : 0U;
    }
    BOOST_TEST(items.size() == open + calling + 1);
    for (const Item& item : items) {
        BOOST_TEST(item.data.find("name-") == std::string::npos);
        BOOST_TEST(item.data.find("words") == std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(a_residents_snapshot_has_own_tips_with_what_was_heard_of_them) {
    Town town;
    const auto dispatcher = town.person(Role::dispatcher);
    const auto reporter = town.person(Role::resident);
    const auto person = town.on_duty(metres(100));
    const auto first = town.tip(reporter);
    const auto second = town.tip(reporter, "suggestion");
    const auto third = town.tip(reporter, "suggestion");
    town.tip(town.person(Role::resident));
    town.say(reporter, AddToTip{first, sealed<Words>("and a stick"), {}});
    town.say(person, AcceptOffer{town.current(person)});
    town.say(dispatcher, CloseIncident{town.incident_of(second), {"resolved"}, {}, {"mended"}});
    town.say(reporter, WithdrawTip{third});
    const auto items = items_of(town, reporter);
    BOOST_TEST((types_of(items) == std::set<std::string>{"catalogue", "my-tip", "tip-added"}));
    std::map<TipId, TipState> states;
    for (const Item& item : items) {
        if (item.type == "my-tip") {
            const auto tip = read<MyTip>(item.data);
            states[tip.tip] = tip.state;
            BOOST_TEST(tip.outcome.has_value() == (tip.tip == second));
        }
    }
    const std::map<TipId, TipState> expected{
        {first, TipState::responding}, {second, TipState::closed}, {third, TipState::withdrawn}
    };
    BOOST_TEST((states == expected));
}

BOOST_AUTO_TEST_CASE(a_reporters_snapshot_holds_the_newest_64_tips) {
    Town town;
    const auto reporter = town.person(Role::resident);
    TipId last;
    for (int i = 0; i < 70; ++i) {
        last = town.tip(reporter, "suggestion");
    }
    const auto items = items_of(town, reporter);
    BOOST_TEST(items.size() == 65U);
    BOOST_TEST((read<MyTip>(items.back().data).tip == last));
}

BOOST_AUTO_TEST_CASE(a_responders_snapshot_has_duty_and_all_that_may_still_be_accepted) {
    Town town;
    const auto reporter = town.person(Role::resident);
    const auto person = town.on_duty(metres(100));
    BOOST_TEST(
        (types_of(items_of(town, person)) == std::set<std::string>{"catalogue", "duty-changed"})
    );
    town.tip(reporter);
    const auto missed = town.current(person);
    town.pass(3'000);
    town.tip(reporter);
    const auto current = town.current(person);
    std::map<AssignmentId, Offset> offers;
    for (const Item& item : items_of(town, person)) {
        if (item.type == "offer") {
            offers[read<Offer>(item.data).assignment] = item.n;
        }
    }
    const std::map<AssignmentId, Offset> expected{
        {missed, town.state().assignments.at(missed).offer_n},
        {current, town.state().assignments.at(current).offer_n}
    };
    BOOST_TEST((offers == expected));
    town.pass(60'000);
    BOOST_TEST(!types_of(items_of(town, person)).contains("offer"));
}

BOOST_AUTO_TEST_CASE(a_responders_snapshot_holds_the_offers_that_the_notices_left_open) {
    for (const std::uint64_t seed : {45U, 46U}) {
        RandomTown random{seed};
        random.steps(800);
        for (const PersonId person : random.helpers) {
            std::map<AssignmentId, AssignmentState> live;
            for (const auto& notice : random.town.told_to(person)) {
                if (notice.type == "offer") {
                    live[read<Offer>(notice.data).assignment] = AssignmentState::offered;
                } else if (notice.type == "assignment-changed") {
                    const auto change = read<AssignmentChanged>(notice.data);
                    live[change.assignment] = change.state;
                }
            }
            std::erase_if(live, [](const auto& one) {
                return !engine::is_answerable(one.second) && !engine::is_running(one.second);
            });
            std::map<AssignmentId, AssignmentState> shown;
            for (const Item& item : items_of(random.town, person)) {
                if (item.type == "offer") {
                    const auto offer = read<Offer>(item.data);
                    shown[offer.assignment] = offer.state;
                }
            }
            BOOST_TEST((shown == live), "person " << person.value);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_volunteers_snapshot_tells_nothing_that_a_reporter_said) {
    RandomTown random{47};
    random.steps(800);
    for (const PersonId person : random.helpers) {
        const auto own = random.town.state().tips_of.find(person);
        if (own != random.town.state().tips_of.end()) {
            continue;
        }
        for (const Item& item : items_of(random.town, person)) {
            if (item.type == "details-shown") {
                continue; // A dispatcher has released it.
            }
            BOOST_TEST(item.data.find("words-") == std::string::npos);
            BOOST_TEST(item.data.find("by the gate") == std::string::npos);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_console_knows_a_photo_that_came_before_its_tip) {
    Town town;
    const auto reporter = town.person(Role::resident);
    const auto dispatcher = town.person(Role::dispatcher);
    const ClientId photo{"photo-0001"};
    town.say(reporter, BeginPhoto{photo});
    town.say(reporter, FinishPhoto{photo, {9}, {"image/jpeg"}, {std::string(64, 'a')}});
    BOOST_TEST(types_of(items_of(town, dispatcher)).contains("photo-stored"));
}

BOOST_AUTO_TEST_CASE(a_console_is_told_which_photos_can_be_looked_at) {
    Town town;
    const auto dispatcher = town.person(Role::dispatcher);
    const auto reporter = town.person(Role::resident);
    const auto tip = town.tip(reporter, "suggestion");
    const ClientId photo{"photo-0001"};
    town.say(reporter, AddToTip{tip, {}, {{photo}}});
    town.say(reporter, BeginPhoto{photo});
    BOOST_TEST(!types_of(items_of(town, dispatcher)).contains("photo-stored"));
    town.say(reporter, FinishPhoto{photo, {9}, {"image/jpeg"}, {std::string(64, 'a')}});
    BOOST_TEST(types_of(items_of(town, dispatcher)).contains("photo-stored"));
    BOOST_TEST(types_of(items_of(town, reporter)).contains("photo-stored"));
}

BOOST_AUTO_TEST_SUITE_END()

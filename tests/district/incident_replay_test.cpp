#include "server/district/incident_replay.hpp"
#include "tests/district/rig.hpp"
#include "tests/engine/town.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

// Server/district/incident_replay.cpp: an incident's minutes from the journal, with the keys that
// are there.
using namespace dageng;
using namespace dageng::test;
using protocol::AssignmentState;
using protocol::IncidentState;
using protocol::Unsealed;

namespace {

/// A tip that two are asked for; the nearer goes.
struct Answered : Rig {
    Answered() {
        account("reporter", Role::resident);
        account("desk", Role::dispatcher);
        account("map", Role::supervisor);
        desk = connect("desk");
        walker = on_duty("walker", metres(300));
        on_duty("other", metres(400));
        tip(connect("reporter"));
        incident = leader->engine().state().incidents.begin()->first;
        for (const auto& person : leader->engine().state().people) {
            const auto& name = leader->engine().state().name_of(person.id);
            if (name.is_sealed() && opener(name.sealed()) == "walker") {
                going = person.current;
            }
        }
    }

    void go() {
        ask(walker, protocol::AcceptOffer{going});
        for (int north = 290; north > 0; north -= 30) {
            pass(10'000);
            place(walker, metres(north));
            durable();
        }
        ask(walker, protocol::SetStatus{going, protocol::Progress::cleared});
        pass(1'000);
    }
    void close() {
        ask(desk, protocol::CloseIncident{incident, {"resolved"}, {}, {}});
        pass(1'000);
    }

    protocol::Replay read(const std::string& name = "desk") {
        send(bus::RecordAsked{90, token_of(name), {incident}});
        durable();
        return district::read_replay(journal, *gateway.record_replies().back().ticket, opener);
    }

    static const protocol::ReplayAssignment&
    of(const protocol::Replay& replay, protocol::AssignmentId id) {
        const auto& all = replay.assignments.items;
        const auto found = std::find_if(all.begin(), all.end(), [id](const auto& one) {
            return one.assignment == id;
        });
        BOOST_REQUIRE(found != all.end());
        return *found;
    }

    bus::SessionId desk = 0;
    bus::SessionId walker = 0;
    protocol::IncidentId incident;
    protocol::AssignmentId going;
    protocol::Opener opener = [this](const protocol::Sealed& sealed) { return vault.open(sealed); };
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(incident_replay, Answered)

BOOST_AUTO_TEST_CASE(an_incident_s_minutes_are_told_from_the_journal) {
    go();
    close();
    const auto replay = read();
    BOOST_TEST((replay.incident == incident));
    BOOST_TEST(replay.kind.value == "elder-missing");
    BOOST_TEST(!replay.cut);
    BOOST_REQUIRE(replay.ended.has_value());
    BOOST_TEST((replay.states.items.front().state == IncidentState::triaged));
    BOOST_TEST((replay.states.items.back().state == IncidentState::closed));
    BOOST_TEST((replay.states.items.back().at == *replay.ended));
    BOOST_TEST(replay.places.items.size() == 1U);
    BOOST_TEST((replay.places.items[0].at == replay.from));
    BOOST_TEST(replay.waves.items.at(0).radius_m == 500U);
    BOOST_TEST(replay.assignments.items.size() == 2U);
    const auto& one = of(replay, going);
    BOOST_TEST(opener(one.name.sealed()).value() == "walker");
    BOOST_TEST((one.steps.items.front().state == AssignmentState::offered));
    BOOST_TEST((one.steps.items.back().state == AssignmentState::cleared));
}

BOOST_AUTO_TEST_CASE(the_way_of_who_went_is_there_and_of_nobody_else) {
    go();
    close();
    const auto replay = read();
    const auto& one = of(replay, going);
    BOOST_TEST((one.tracked == Unsealed::open));
    BOOST_TEST(one.track.items.size() >= 5U);
    for (std::size_t i = 1; i < one.track.items.size(); ++i) {
        BOOST_TEST((one.track.items[i - 1].at < one.track.items[i].at));
        BOOST_TEST(one.track.items[i - 1].place.lat_e7 > one.track.items[i].place.lat_e7);
    }
    for (const auto& assignment : replay.assignments.items) {
        BOOST_TEST((assignment.assignment == going || assignment.track.items.empty()));
    }
}

BOOST_AUTO_TEST_CASE(without_its_key_a_way_is_said_to_be_erased) {
    go();
    close();
    opener = [](const protocol::Sealed&) { return std::optional<std::string>{}; };
    const auto replay = read();
    const auto& one = of(replay, going);
    BOOST_TEST((one.tracked == Unsealed::erased));
    BOOST_TEST(one.track.items.empty());
}

BOOST_AUTO_TEST_CASE(an_open_incident_is_told_as_far_as_it_has_come) {
    const auto before = read();
    BOOST_TEST(!before.ended.has_value());
    BOOST_TEST(!of(before, going).tracked.has_value());
    BOOST_TEST(before.states.items.size() >= 1U);
    go();
    BOOST_TEST(of(read(), going).steps.items.size() > of(before, going).steps.items.size());
}

BOOST_AUTO_TEST_CASE(a_scene_that_was_moved_has_both_its_places) {
    ask(desk, protocol::MoveScene{incident, Place{metres(150), {10}}, {}});
    const auto replay = read();
    BOOST_REQUIRE_EQUAL(replay.places.items.size(), 2U);
    BOOST_TEST((replay.places.items[1].place.at == metres(150)));
}

BOOST_AUTO_TEST_CASE(only_a_dispatcher_is_told) {
    for (const std::string name : {"map", "reporter", "walker"}) {
        send(bus::RecordAsked{91, token_of(name), {incident}});
        durable();
        BOOST_TEST(!gateway.record_replies().back().ticket);
    }
}

BOOST_AUTO_TEST_SUITE_END()

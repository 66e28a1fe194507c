#include "tests/engine/triage_desk.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <vector>

// Server/engine/broadcast_*.cpp: a word to everybody on duty in an area, its approval and its
// retraction.
using namespace dageng::test;
namespace engine = dageng::engine;

namespace {

struct Broadcasting : TriageDesk {
    PersonId other = town.person(Role::dispatcher);
    PersonId near = town.on_duty(metres(300));
    PersonId officer = town.on_duty(metres(200), "officer");
    PersonId far = town.on_duty(metres(2'500));

    SendBroadcast written(bool identifies = false) const {
        SendBroadcast broadcast;
        broadcast.area.centre = centre;
        broadcast.area.radius_m = {1'000};
        broadcast.words = sealed<BroadcastWords>("a man in a grey coat");
        broadcast.identifies_person = identifies;
        return broadcast;
    }
    std::optional<ErrorCode> approve(PersonId by) {
        return town.say(by, ApproveBroadcast{1}).refused;
    }
    RetractBroadcast retraction() const { return {1, sealed<BroadcastWords>("he is found")}; }
    const engine::Broadcast& first() const { return town.state().broadcasts.all.at(0); }
    std::size_t shown(PersonId person, std::string_view text) const {
        std::size_t count = 0;
        for (const auto& item : engine::snapshot(town.state(), person, opener())) {
            count += item.find(text) == std::string::npos ? 0 : 1;
        }
        return count;
    }
};

/// More people in the area than are told in two steps.
struct Crowd : Broadcasting {
    std::vector<PersonId> crowd;

    Crowd() {
        for (std::size_t i = 0; i < 2 * engine::told_at_once + 100; ++i) {
            crowd.push_back(town.on_duty(metres(static_cast<int>(i % 500))));
        }
    }
    std::size_t told(std::string_view type) {
        return static_cast<std::size_t>(std::count_if(
            crowd.begin(), crowd.end(), [&](PersonId person) { return count(type, person) == 1; }
        ));
    }
};

} // namespace

BOOST_AUTO_TEST_SUITE(broadcast)

BOOST_AUTO_TEST_CASE(volunteers_on_duty_in_the_area_hear_it_at_once) {
    Broadcasting desk;
    const auto answer = desk.say(desk.written()).as<BroadcastAnswer>();
    BOOST_TEST(answer.sent);
    BOOST_TEST(answer.people == 1U);
    BOOST_TEST(TriageDesk::says(desk.last("broadcast-told", desk.near), "a grey coat"));
    for (const PersonId person : {desk.officer, desk.far, desk.reporter, desk.supervisor}) {
        BOOST_TEST(desk.count("broadcast-told", person) == 0U);
    }
    BOOST_TEST(desk.count("broadcast-made", desk.other) == 1U);
    BOOST_TEST(desk.count("broadcast-sent", desk.other) == 1U);
}

BOOST_AUTO_TEST_CASE(all_responders_hear_it_where_that_is_chosen) {
    Broadcasting desk;
    auto broadcast = desk.written();
    broadcast.audience = BroadcastAudience::responders;
    desk.say(broadcast);
    BOOST_TEST(desk.count("broadcast-told", desk.officer) == 1U);
}

BOOST_AUTO_TEST_CASE(an_outline_has_corners_of_its_own) {
    Broadcasting desk;
    auto broadcast = desk.written();
    broadcast.area.outline.items = {
        metres(2'400, -200), metres(2'400, 200), metres(2'600, 200), metres(2'600, -200)
    };
    desk.say(broadcast);
    BOOST_TEST(desk.count("broadcast-told", desk.far) == 1U);
    BOOST_TEST(desk.count("broadcast-told", desk.near) == 0U);
}

BOOST_AUTO_TEST_CASE(what_identifies_a_person_waits_for_another_account) {
    Broadcasting desk;
    BOOST_TEST(!desk.say(desk.written(true)).as<BroadcastAnswer>().sent);
    BOOST_TEST(desk.count("broadcast-told", desk.near) == 0U);
    BOOST_TEST(TriageDesk::says(desk.last("broadcast-made", desk.other), "a man in a grey coat"));
    BOOST_TEST((desk.approve(desk.dispatcher) == ErrorCode::not_allowed));
    BOOST_TEST(!desk.approve(desk.other).has_value());
    BOOST_TEST(desk.count("broadcast-told", desk.near) == 1U);
    BOOST_TEST((desk.first().sent->approved_by == desk.other));
    BOOST_TEST((desk.approve(desk.other) == ErrorCode::wrong_state));
}

BOOST_AUTO_TEST_CASE(it_is_not_approved_at_the_device_that_it_was_written_at) {
    Broadcasting desk;
    desk.town.use_device(desk.dispatcher, "the-same-desk");
    desk.town.use_device(desk.other, "the-same-desk");
    desk.say(desk.written(true));
    BOOST_TEST((desk.approve(desk.other) == ErrorCode::not_allowed));
}

BOOST_AUTO_TEST_CASE(without_an_approval_it_lapses_after_five_minutes) {
    Broadcasting desk;
    desk.say(desk.written(true));
    desk.town.pass(299'000);
    BOOST_TEST(!desk.first().ended.has_value());
    desk.town.pass(2'000);
    BOOST_TEST((desk.first().ended->end == BroadcastEnd::lapsed));
    BOOST_TEST(TriageDesk::says(desk.last("broadcast-ended", desk.other), R"("end":"lapsed")"));
    BOOST_TEST((desk.approve(desk.other) == ErrorCode::wrong_state));
}

BOOST_AUTO_TEST_CASE(one_that_lapsed_while_the_server_was_down_is_over_at_the_start) {
    Broadcasting desk;
    desk.say(desk.written(true));
    desk.town.now = desk.town.now + 400'000;
    desk.town.engine.lead(desk.town.now, desk.town.now);
    desk.town.follow();
    BOOST_TEST(desk.first().ended.has_value());
}

BOOST_AUTO_TEST_CASE(it_is_refused_by_another_desk_or_its_own) {
    Broadcasting desk;
    desk.say(desk.written(true));
    desk.town.say(desk.other, RefuseBroadcast{1});
    BOOST_TEST((desk.first().ended->end == BroadcastEnd::refused));
    BOOST_TEST((desk.approve(desk.other) == ErrorCode::wrong_state));
    BOOST_TEST(desk.count("broadcast-told", desk.near) == 0U);
}

BOOST_AUTO_TEST_CASE(a_retraction_goes_to_all_who_were_told_wherever_they_are_now) {
    Broadcasting desk;
    desk.say(desk.written());
    desk.town.place(desk.near, metres(3'000));
    desk.town.say(desk.near, EndDuty{});
    const auto later = desk.town.on_duty(metres(100));
    desk.say(desk.retraction());
    BOOST_TEST(TriageDesk::says(desk.last("broadcast-retracted", desk.near), "he is found"));
    BOOST_TEST(!TriageDesk::says(desk.last("broadcast-retracted", desk.near), R"("by":)"));
    BOOST_TEST(desk.count("broadcast-retracted", later) == 0U);
    BOOST_TEST(desk.count("broadcast-retracted", desk.other) == 1U);
}

BOOST_AUTO_TEST_CASE(who_missed_it_until_then_hears_the_retraction_only) {
    Broadcasting desk;
    desk.town.take_events();
    desk.say(desk.written());
    const engine::Event sent = desk.town.take<engine::BroadcastSent>().at(0);
    BOOST_TEST(desk.shown(desk.near, "broadcast-told") == 1U);
    BOOST_TEST(engine::view_of(desk.town.state(), sent, desk.near).has_value());
    desk.say(desk.retraction());
    BOOST_TEST(!engine::view_of(desk.town.state(), sent, desk.near).has_value());
    BOOST_TEST(desk.shown(desk.near, "broadcast-told") == 0U);
    BOOST_TEST(desk.shown(desk.near, "broadcast-retracted") == 1U);
    BOOST_TEST(desk.shown(desk.other, "broadcast-made") == 1U);
    BOOST_TEST(engine::digest(desk.town.folded().state()) == desk.town.digest());
}

BOOST_AUTO_TEST_CASE(thousands_are_told_in_steps_between_which_others_are_heard) {
    Crowd desk;
    const auto answer = desk.say(desk.written()).as<BroadcastAnswer>();
    BOOST_TEST(answer.people == desk.crowd.size() + 1);
    const std::size_t first = desk.told("broadcast-told");
    BOOST_TEST(first < engine::told_at_once + 1);
    BOOST_TEST(first >= engine::told_at_once - 1);
    BOOST_TEST((desk.town.engine.due() == desk.town.now + 1));
    desk.town.pass(2);
    BOOST_TEST(desk.told("broadcast-told") == desk.crowd.size());
    BOOST_TEST(desk.count("broadcast-sent", desk.other) == 1U);
    BOOST_TEST(engine::digest(desk.town.folded().state()) == desk.town.digest());
}

BOOST_AUTO_TEST_CASE(who_is_still_to_be_told_when_the_server_stops_is_told_by_the_next) {
    Crowd desk;
    desk.say(desk.written());
    BOOST_TEST(desk.shown(desk.crowd.back(), "broadcast-told") == 0U);
    engine::Engine next = desk.town.folded();
    next.lead(desk.town.now, desk.town.now);
    const auto events = next.on_due(desk.town.now + 1);
    BOOST_TEST_REQUIRE(events.size() == 1U);
    const auto& spread = std::get<engine::BroadcastSpread>(events.front());
    BOOST_TEST(spread.first == engine::told_at_once);
    BOOST_TEST(spread.end == 2 * engine::told_at_once);
}

BOOST_AUTO_TEST_CASE(a_retraction_on_the_way_goes_to_those_who_were_told_and_the_others_hear_nothing
) {
    Crowd desk;
    desk.say(desk.written());
    const std::size_t first = desk.told("broadcast-told");
    const auto answer = desk.say(desk.retraction()).as<BroadcastAnswer>();
    BOOST_TEST(answer.people == engine::told_at_once);
    desk.town.pass(5);
    BOOST_TEST(desk.told("broadcast-told") == first);
    BOOST_TEST(desk.told("broadcast-retracted") == first);
    BOOST_TEST(desk.count("broadcast-retracted", desk.crowd.back()) == 0U);
}

BOOST_AUTO_TEST_CASE(a_retraction_to_thousands_goes_in_steps_too) {
    Crowd desk;
    desk.say(desk.written());
    desk.town.pass(2);
    desk.say(desk.retraction());
    BOOST_TEST(desk.told("broadcast-retracted") < desk.crowd.size());
    desk.town.pass(2);
    BOOST_TEST(desk.told("broadcast-retracted") == desk.crowd.size());
    BOOST_TEST(engine::digest(desk.town.folded().state()) == desk.town.digest());
}

BOOST_AUTO_TEST_CASE(an_exercise_is_marked_and_one_about_an_incident_is_as_that_is) {
    Broadcasting desk;
    auto broadcast = desk.written();
    broadcast.exercise = true;
    desk.say(broadcast);
    BOOST_TEST(TriageDesk::says(desk.last("broadcast-told", desk.near), R"("exercise":true)"));
    broadcast.about = desk.town.incident_of(desk.town.tip(desk.reporter, "suggestion"));
    desk.say(broadcast);
    BOOST_TEST(!TriageDesk::says(desk.last("broadcast-told", desk.near), "exercise"));
}

BOOST_AUTO_TEST_CASE(each_refusal_of_a_broadcast_has_its_reason) {
    Broadcasting desk;
    auto broadcast = desk.written();
    broadcast.area.radius_m = {0};
    BOOST_TEST((desk.refusal(broadcast)->field == "data.area.radius_m"));
    broadcast.area.outline.items = {metres(0), metres(100)};
    BOOST_TEST((desk.refusal(broadcast)->field == "data.area.outline"));
    broadcast = desk.written();
    broadcast.area.centre = metres(-3'000);
    broadcast.area.radius_m = {50};
    BOOST_TEST((desk.refusal(broadcast)->code == ErrorCode::wrong_state));
    broadcast.about = IncidentId{99};
    BOOST_TEST((desk.refusal(broadcast)->field == "data.about"));
    BOOST_TEST((desk.refusal(ApproveBroadcast{7})->code == ErrorCode::not_found));
    BOOST_TEST((desk.refusal(RetractBroadcast{7, {}})->code == ErrorCode::not_found));
    desk.say(desk.written(true));
    BOOST_TEST(desk.refusal(desk.retraction())->detail == "the broadcast has not been sent");
    for (int i = 1; i < 20; ++i) {
        desk.say(desk.written(true));
    }
    BOOST_TEST((desk.refusal(desk.written(true))->code == ErrorCode::limit_reached));
}

BOOST_AUTO_TEST_SUITE_END()

#include "tests/engine/triage_desk.hpp"

#include <boost/test/unit_test.hpp>

// Server/engine/talk_rules.cpp: words and photos are released to volunteers, per incident, until
// they are done there.
using namespace dageng::test;
namespace engine = dageng::engine;

namespace {

struct Releasing : TriageDesk {
    Releasing() {
        going = town.on_duty(metres(60));
        asked = town.on_duty(metres(120));
        town.say(reporter, BeginPhoto{photo});
        town.say(reporter, FinishPhoto{photo, {9}, {"image/jpeg"}, {std::string(64, 'a')}});
        ReportTip report;
        report.kind = {"elder-missing"};
        report.place = {centre, {10}};
        report.words = sealed<Words>("a grey coat");
        report.place_words = sealed<PlaceWords>("by the pond");
        report.photos.items = {photo};
        tip = town.say(reporter, report).as<TipAnswer>().tip;
        incident = town.incident_of(tip);
        assignment = town.current(going);
        town.say(going, AcceptOffer{assignment});
    }

    Town::Said release() { return say(ReleaseDetails{incident, {{tip}}, {{photo}}}); }
    bool may_read(PersonId person) {
        return !town.say(person, ReadPhoto{photo}).refused.has_value();
    }
    bool knows(PersonId person) const {
        for (const auto& item : engine::snapshot(town.state(), person, opener())) {
            if (item.find("a grey coat") != std::string::npos) {
                return true;
            }
        }
        return false;
    }

    ClientId photo{"photo-0001"};
    PersonId going;
    PersonId asked;
    TipId tip;
    IncidentId incident;
    AssignmentId assignment;
};

} // namespace

BOOST_AUTO_TEST_SUITE(details)

BOOST_AUTO_TEST_CASE(before_the_release_a_volunteer_sees_nothing_of_it) {
    Releasing releasing;
    BOOST_TEST(!releasing.may_read(releasing.going));
    BOOST_TEST(!releasing.knows(releasing.going));
}

BOOST_AUTO_TEST_CASE(a_volunteer_who_is_going_sees_words_and_photos_from_the_release_on) {
    Releasing releasing;
    releasing.release();
    const auto told = releasing.last("details-shown", releasing.going);
    BOOST_TEST(TriageDesk::says(told, "a grey coat"), told.data);
    BOOST_TEST(TriageDesk::says(told, "by the pond"), told.data);
    BOOST_TEST(TriageDesk::says(told, "photo-0001"), told.data);
    BOOST_TEST(releasing.may_read(releasing.going));
    BOOST_TEST(releasing.knows(releasing.going));
    BOOST_TEST(releasing.count("details-released", releasing.dispatcher) == 1U);
    BOOST_TEST(releasing.count("details-shown", releasing.asked) == 0U);
    BOOST_TEST(!releasing.may_read(releasing.asked));
}

BOOST_AUTO_TEST_CASE(who_accepts_later_is_shown_it_then) {
    Releasing releasing;
    releasing.release();
    releasing.town.say(releasing.asked, AcceptOffer{releasing.town.current(releasing.asked)});
    BOOST_TEST(releasing.count("details-shown", releasing.asked) == 1U);
    BOOST_TEST(releasing.may_read(releasing.asked));
}

BOOST_AUTO_TEST_CASE(it_ends_with_the_stand_down) {
    Releasing releasing;
    releasing.release();
    releasing.say(StandDownResponder{releasing.assignment});
    BOOST_TEST(!releasing.may_read(releasing.going));
    BOOST_TEST(!releasing.knows(releasing.going));
}

BOOST_AUTO_TEST_CASE(it_ends_when_they_are_done_and_with_the_incident) {
    Releasing releasing;
    releasing.release();
    releasing.town.say(releasing.going, SetStatus{releasing.assignment, Progress::on_scene});
    BOOST_TEST(releasing.may_read(releasing.going));
    releasing.town.say(releasing.going, SetStatus{releasing.assignment, Progress::cleared});
    BOOST_TEST(!releasing.may_read(releasing.going));
}

BOOST_AUTO_TEST_CASE(withdrawn_it_is_over_for_all_and_is_not_sent_again) {
    Releasing releasing;
    releasing.town.take_events();
    releasing.release();
    const engine::Event released = releasing.town.take<engine::DetailsReleased>().at(0);
    releasing.say(WithdrawDetails{releasing.incident});
    BOOST_TEST(releasing.count("details-withdrawn", releasing.going) == 1U);
    BOOST_TEST(!releasing.may_read(releasing.going));
    BOOST_TEST(!releasing.knows(releasing.going));
    BOOST_TEST(!engine::view_of(releasing.town.state(), released, releasing.going).has_value());
    BOOST_TEST(
        (releasing.refusal(WithdrawDetails{releasing.incident})->code == ErrorCode::wrong_state)
    );
}

BOOST_AUTO_TEST_CASE(photos_alone_are_released_without_words) {
    Releasing releasing;
    releasing.say(ReleaseDetails{releasing.incident, {}, {{releasing.photo}}});
    const auto told = releasing.last("details-shown", releasing.going);
    BOOST_TEST(!TriageDesk::says(told, "a grey coat"), told.data);
    BOOST_TEST(TriageDesk::says(told, "photo-0001"), told.data);
}

BOOST_AUTO_TEST_CASE(what_is_released_survives_a_restart) {
    Releasing releasing;
    releasing.release();
    BOOST_TEST(engine::digest(releasing.town.folded().state()) == releasing.town.digest());
}

BOOST_AUTO_TEST_CASE(each_refusal_of_a_release_has_its_reason) {
    Releasing releasing;
    const auto why = [&](const ReleaseDetails& command) { return releasing.refusal(command); };
    BOOST_TEST((why({releasing.incident, {}, {}})->code == ErrorCode::bad_field));
    BOOST_TEST((why({releasing.incident, {{TipId{99}}}, {}})->field == "data.tips"));
    BOOST_TEST((why({releasing.incident, {}, {{ClientId{"photo-9999"}}}})->field == "data.photos"));
    const auto other = releasing.town.tip(releasing.second, "suggestion", metres(900));
    BOOST_TEST((why({releasing.incident, {{other}}, {}})->code == ErrorCode::not_found));
    releasing.town.say(releasing.reporter, WithdrawTip{releasing.tip});
    BOOST_TEST((why({releasing.incident, {{releasing.tip}}, {}})->code == ErrorCode::wrong_state));
    releasing.say(CloseIncident{releasing.incident, {"resolved"}, {}, {}});
    BOOST_TEST(
        why({releasing.incident, {{releasing.tip}}, {}})->detail == "the incident is closed"
    );
}

BOOST_AUTO_TEST_SUITE_END()

#include "tests/district/rig.hpp"
#include "tests/engine/town.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

// Server/district/sealing.cpp and who is told what: words stay sealed, the reporter stays unknown.
using namespace dageng;
using namespace dageng::test;

namespace {

/// Every number in a frame, but those of notices themselves.
void collect(const Json& json, std::set<std::int64_t>& numbers) {
    for (const auto& [key, value] : json.items()) {
        if (value.is_structured()) {
            collect(value, numbers);
        } else if (value.is_number_integer() && key != "n" && key != "prev") {
            numbers.insert(value.get<std::int64_t>());
        }
    }
}

/// A response with everything in it that somebody said.
struct Response : Rig {
    Response() {
        // The reporter's number must be like no other number in any frame.
        while (leader->engine().state().people.size() < 776) {
            leader->add_account({}, clocks());
        }
        reporter_id = account("zhang-the-reporter", Role::resident);
        account("desk", Role::dispatcher);
        account("map", Role::supervisor);
        reporter = connect("zhang-the-reporter");
        desk = connect("desk");
        map = connect("map");
        walker = on_duty("li-the-walker", metres(100));
        play();
    }

    void play() {
        protocol::ReportTip report;
        report.kind = {"elder-missing"};
        report.place = {centre, {10}};
        report.place_words = protocol::PlaceWords{protocol::Text<0, 200>{"secret-of-the-place"}};
        report.words = words("secret-of-the-tip");
        report.photos.items = {{"photo-of-reporter"}};
        const auto tip = ask(reporter, report).at("tip").get<std::uint64_t>();
        protocol::AddToTip more;
        more.tip = {tip};
        more.words = words("secret-of-the-addition");
        ask(reporter, more);
        incident = of(desk).told("tip-received").at(0).at("incident");
        ask(desk, protocol::AcknowledgeIncident{{incident}});
        ask(desk, protocol::AddNote{{incident}, words("secret-of-the-note")});
        protocol::TakeCall call;
        call.kind = {"elder-missing"};
        call.place = {metres(50), {10}};
        call.words = words("secret-of-the-call");
        call.contact =
            protocol::Personal<protocol::Text<0, 100>>{protocol::Text<0, 100>{"secret-contact"}};
        ask(desk, call);
        const auto offer = of(walker).told("offer").at(0);
        assignment = offer.at("assignment");
        ask(walker, protocol::AcceptOffer{{assignment}});
        for (int step = 0; step < 30; ++step) {
            pass(6'000);
            place(walker, metres(700 + step * 25, 3));
        }
        ask(walker, protocol::SetStatus{{assignment}, protocol::Progress::on_scene});
        ask(walker, protocol::SetStatus{{assignment}, protocol::Progress::cleared});
        protocol::CloseIncident closing;
        closing.incident = {incident};
        closing.disposition = {"resolved"};
        closing.words = words("secret-of-the-closing");
        closing.outcome = {"all is well"};
        ask(desk, closing);
        again_walker = connect("li-the-walker");
        again_map = connect("map");
    }

    protocol::PersonId reporter_id;
    bus::SessionId reporter = 0;
    bus::SessionId desk = 0;
    bus::SessionId map = 0;
    bus::SessionId walker = 0;
    bus::SessionId again_walker = 0;
    bus::SessionId again_map = 0;
    std::uint64_t incident = 0;
    std::uint64_t assignment = 0;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(secrecy, Response)

BOOST_AUTO_TEST_CASE(what_people_say_stands_in_no_record_in_clear) {
    const std::string all = records();
    BOOST_TEST(all.find("\"box\":\"") != std::string::npos);
    BOOST_TEST(all.find("secret") == std::string::npos);
    BOOST_TEST(all.find("zhang") == std::string::npos);
    BOOST_TEST(all.find("\"li-the-walker\"") == std::string::npos);
    BOOST_TEST(of(desk).holds("secret-of-the-tip"));
    BOOST_TEST(of(desk).holds("secret-of-the-call"));
}

BOOST_AUTO_TEST_CASE(where_somebody_went_is_recorded_sealed) {
    const std::string all = records();
    BOOST_TEST(all.find("track-kept") != std::string::npos);
    BOOST_TEST(all.find(std::to_string(metres(700, 3).lat_e7)) == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_volunteer_and_a_map_are_told_nothing_that_was_said) {
    for (const auto session : {walker, again_walker, map, again_map}) {
        BOOST_TEST(of(session).frames.size() > 1U);
        BOOST_TEST(!of(session).holds("secret"));
        BOOST_TEST(!of(session).holds("photo-of-reporter"));
        BOOST_TEST(!of(session).holds("zhang"));
    }
}

BOOST_AUTO_TEST_CASE(only_the_reporters_own_phone_is_told_the_reporters_number) {
    std::set<std::int64_t> own;
    for (const Json& frame : of(reporter).parsed()) {
        collect(frame, own);
    }
    const auto number = static_cast<std::int64_t>(reporter_id.value);
    BOOST_TEST(own.contains(number));
    for (const auto session : {walker, again_walker, map, again_map, desk}) {
        std::set<std::int64_t> numbers;
        for (const Json& frame : of(session).parsed()) {
            collect(frame, numbers);
        }
        BOOST_TEST(!numbers.contains(number));
    }
}

BOOST_AUTO_TEST_CASE(the_closing_words_are_for_consoles_and_the_outcome_for_the_reporter) {
    BOOST_TEST(of(desk).holds("secret-of-the-closing"));
    BOOST_TEST(!of(reporter).holds("secret-of-the-closing"));
    BOOST_TEST(!of(reporter).holds("secret-of-the-note"));
    BOOST_TEST(of(reporter).told("tip-changed").back().at("outcome") == "all is well");
}

BOOST_AUTO_TEST_CASE(a_volunteer_may_neither_read_an_incident_nor_see_its_photos) {
    BOOST_TEST(ask(walker, protocol::ReadIncident{{incident}}) == "not-allowed");
    send(bus::PhotoAsked{90, token_of("li-the-walker"), protocol::ReadPhoto{{"photo-of-reporter"}}}
    );
    durable();
    BOOST_TEST(!gateway.photo_replies().back().ticket);
}

BOOST_AUTO_TEST_CASE(words_whose_key_is_gone_are_told_as_nothing_and_the_state_still_folds) {
    const auto digest = engine::digest(leader->engine().state());
    vault.destroy_keys({leader->engine().state().tips.at({1}).key});
    restart();
    BOOST_TEST(engine::digest(leader->engine().state()) == digest);
    const auto other = connect("desk");
    BOOST_TEST(of(other).told("tip-received").at(0).at("words").is_null());
    BOOST_TEST(!of(other).holds("secret-of-the-tip"));
    BOOST_TEST(of(other).holds("secret-of-the-call"));
}

BOOST_AUTO_TEST_SUITE_END()

#include "tests/engine/town.hpp"

#include <boost/test/unit_test.hpp>

// Server/engine/tip_rules.cpp, and what Engine::decide checks before any rule: repetition,
// lateness.
using namespace dageng::test;
namespace engine = dageng::engine;

namespace {

ReportTip report(std::string kind = "elder-missing") {
    ReportTip tip;
    tip.kind = {std::move(kind)};
    tip.place = {centre, {10}};
    return tip;
}

AddToTip addition(TipId tip, std::string words = "more") {
    return {tip, sealed<Words>(std::move(words)), {}};
}

constexpr std::int64_t day_ms = 24 * 3'600'000;

void store_photo(Town& town, PersonId owner, const ClientId& photo) {
    FinishPhoto finished;
    finished.photo = photo;
    finished.bytes = {1000};
    finished.media_type = {"image/jpeg"};
    finished.digest = {std::string(64, 'a')};
    town.say(owner, BeginPhoto{photo});
    town.say(owner, finished);
}

} // namespace

BOOST_AUTO_TEST_SUITE(tip_rules)

BOOST_AUTO_TEST_CASE(a_tip_of_an_unknown_kind_is_refused_with_its_field) {
    Town town;
    const auto reporter = town.person(Role::resident);
    const std::string before = town.digest();
    BOOST_TEST((town.say(reporter, report("ufo")).refused == ErrorCode::bad_field));
    BOOST_TEST(town.digest() == before);
}

BOOST_AUTO_TEST_CASE(a_tip_opens_an_incident_of_its_kind_and_place_with_keys_of_their_own) {
    Town town;
    const auto reporter = town.person(Role::resident);
    const auto key = town.engine.key_for(report());
    const auto id = town.tip(reporter, "fight", metres(10));
    const auto& tip = town.state().tips.at(id);
    const auto& incident = town.incident(tip.incident);
    BOOST_TEST((tip.reporter == reporter));
    BOOST_TEST((incident.kind == Slug{"fight"}));
    BOOST_TEST((incident.place.at == metres(10)));
    BOOST_TEST(incident.priority.value == 1);
    BOOST_TEST((tip.key == *key));
    BOOST_TEST((incident.key != tip.key));
    BOOST_TEST((town.engine.key_for(AddToTip{id, {}, {}}) == tip.key));
    BOOST_TEST((town.engine.key_for(AddNote{tip.incident, {}}) == incident.key));
    BOOST_TEST((town.engine.key_for(CloseIncident{tip.incident, {}, {}, {}}) == incident.key));
    BOOST_TEST((*town.engine.key_for(report()) > incident.key));
}

BOOST_AUTO_TEST_CASE(commands_without_personal_words_or_about_nothing_need_no_key) {
    Town town;
    BOOST_TEST(!town.engine.key_for(WithdrawTip{{1}}).has_value());
    BOOST_TEST(!town.engine.key_for(AddToTip{{1}, {}, {}}).has_value());
    BOOST_TEST(!town.engine.key_for(AddNote{{1}, {}}).has_value());
    BOOST_TEST(!town.engine.key_for(CloseIncident{{1}, {}, {}, {}}).has_value());
}

BOOST_AUTO_TEST_CASE(a_photo_of_another_account_or_already_named_is_refused) {
    Town town;
    const auto owner = town.person(Role::resident);
    const auto other = town.person(Role::resident);
    town.say(owner, BeginPhoto{{"photo-0001"}});
    auto with_photo = report();
    with_photo.photos.items = {{"photo-0001"}};
    BOOST_TEST((town.say(other, with_photo).refused == ErrorCode::not_found));
    const auto tip = town.say(owner, with_photo).as<TipAnswer>().tip;
    AddToTip more = addition(tip);
    more.photos.items = {{"photo-0001"}};
    BOOST_TEST((town.say(owner, more).refused == ErrorCode::not_found));
    BOOST_TEST((town.say(owner, with_photo).refused == ErrorCode::not_found));
}

BOOST_AUTO_TEST_CASE(a_photo_named_before_its_upload_is_kept_for_the_reporter) {
    Town town;
    const auto owner = town.person(Role::resident);
    const auto other = town.person(Role::resident);
    auto with_photo = report();
    with_photo.photos.items = {{"photo-0002"}};
    town.say(owner, with_photo);
    BOOST_TEST((town.say(other, BeginPhoto{{"photo-0002"}}).refused == ErrorCode::not_allowed));
    BOOST_TEST(!town.say(owner, BeginPhoto{{"photo-0002"}}).refused.has_value());
    BOOST_TEST((town.say(other, BeginPhoto{{"photo-0002"}}).refused == ErrorCode::not_allowed));
}

BOOST_AUTO_TEST_CASE(an_upload_begun_again_has_the_same_key_and_says_whether_it_is_done) {
    Town town;
    const auto owner = town.person(Role::resident);
    const auto other = town.person(Role::resident);
    const ClientId photo{"photo-0003"};
    const auto first = town.say(owner, BeginPhoto{photo}).as<PhotoTicket>();
    const auto again = town.say(owner, BeginPhoto{photo}).as<PhotoTicket>();
    BOOST_TEST((first.key == again.key));
    BOOST_TEST(!again.stored);
    FinishPhoto finish{photo, {1000}, {"image/jpeg"}, {std::string(64, 'a')}};
    BOOST_TEST((town.say(other, finish).refused == ErrorCode::not_found));
    BOOST_TEST(town.say(owner, finish).as<PhotoTicket>().stored);
    const std::string before = town.digest();
    BOOST_TEST(town.say(owner, finish).as<PhotoTicket>().stored);
    BOOST_TEST(town.say(owner, BeginPhoto{photo}).as<PhotoTicket>().stored);
    BOOST_TEST(town.digest() == before);
}

BOOST_AUTO_TEST_CASE(a_photo_is_seen_by_its_owner_dispatchers_and_officers_of_its_incident) {
    Town town;
    const auto dispatcher = town.person(Role::dispatcher);
    const auto supervisor = town.person(Role::supervisor);
    const auto owner = town.person(Role::resident);
    const auto officer = town.on_duty(metres(100), "officer");
    const auto idle = town.on_duty(metres(4000), "officer");
    const ClientId photo{"photo-0004"};
    const auto sees = [&](PersonId person) {
        return !town.say(person, ReadPhoto{photo}).refused.has_value();
    };
    BOOST_TEST(!sees(owner));
    store_photo(town, owner, photo);
    BOOST_TEST(sees(owner));
    BOOST_TEST(!sees(dispatcher));
    auto with_photo = report("fight");
    with_photo.photos.items = {photo};
    town.say(owner, with_photo);
    BOOST_TEST(sees(dispatcher));
    BOOST_TEST(!sees(supervisor));
    BOOST_TEST(!sees(officer));
    town.say(officer, AcceptOffer{town.current(officer)});
    BOOST_TEST(sees(officer));
    BOOST_TEST(!sees(idle));
    town.say(dispatcher, StandDownResponder{town.current(officer)});
    BOOST_TEST(!sees(officer));
}

BOOST_AUTO_TEST_CASE(only_ones_own_open_tip_is_added_to_or_withdrawn) {
    Town town;
    const auto dispatcher = town.person(Role::dispatcher);
    const auto reporter = town.person(Role::resident);
    const auto other = town.person(Role::resident);
    const auto tip = town.tip(reporter);
    BOOST_TEST((town.say(other, addition(tip)).refused == ErrorCode::not_found));
    BOOST_TEST((town.say(other, WithdrawTip{tip}).refused == ErrorCode::not_found));
    BOOST_TEST((town.say(dispatcher, addition(tip)).refused == ErrorCode::not_found));
    BOOST_TEST((town.say(reporter, WithdrawTip{{999}}).refused == ErrorCode::not_found));
    BOOST_TEST(!town.say(reporter, addition(tip)).refused.has_value());
    BOOST_TEST(town.state().tips.at(tip).additions.size() == 1U);
    BOOST_TEST(!town.say(reporter, WithdrawTip{tip}).refused.has_value());
    BOOST_TEST(town.incident(town.incident_of(tip)).open());
    BOOST_TEST((town.say(reporter, addition(tip)).refused == ErrorCode::wrong_state));
    BOOST_TEST((town.say(reporter, WithdrawTip{tip}).refused == ErrorCode::wrong_state));
    const auto second = town.tip(reporter);
    town.say(dispatcher, CloseIncident{town.incident_of(second), {"resolved"}, {}, {}});
    BOOST_TEST((town.say(reporter, addition(second)).refused == ErrorCode::wrong_state));
    BOOST_TEST((town.say(reporter, WithdrawTip{second}).refused == ErrorCode::wrong_state));
}

BOOST_AUTO_TEST_CASE(a_call_that_a_dispatcher_took_is_nobodys_own_tip) {
    Town town;
    const auto dispatcher = town.person(Role::dispatcher);
    TakeCall call;
    call.kind = {"elder-missing"};
    call.place = {centre, {10}};
    const auto made = town.say(dispatcher, call).as<CallAnswer>();
    BOOST_TEST((town.say(dispatcher, addition(made.tip)).refused == ErrorCode::not_found));
    BOOST_TEST((town.state().tips.at(made.tip).channel == Channel::telephone));
    call.channel = Channel::app;
    BOOST_TEST((town.say(dispatcher, call).refused == ErrorCode::bad_field));
    call.channel = Channel::radio;
    call.kind = {"ufo"};
    BOOST_TEST((town.say(dispatcher, call).refused == ErrorCode::bad_field));
}

BOOST_AUTO_TEST_CASE(a_tip_takes_fifty_additions) {
    Town town;
    const auto reporter = town.person(Role::resident);
    const auto tip = town.tip(reporter, "suggestion");
    for (int i = 0; i < 50; ++i) {
        BOOST_REQUIRE(!town.say(reporter, addition(tip)).refused.has_value());
    }
    BOOST_TEST((town.say(reporter, addition(tip)).refused == ErrorCode::limit_reached));
}

BOOST_AUTO_TEST_CASE(a_command_sent_again_gets_its_first_answer_and_does_nothing) {
    Town town;
    const auto reporter = town.person(Role::resident);
    town.say(reporter, report(), "tip-command-1");
    const std::string before = town.digest();
    BOOST_TEST(town.say(reporter, report(), "tip-command-1").repeated == "{\"first\":true}");
    BOOST_TEST(town.digest() == before);
    BOOST_TEST(town.state().tips.size() == 1U);
}

BOOST_AUTO_TEST_CASE(an_id_under_which_something_else_was_sent_is_refused) {
    Town town;
    const auto reporter = town.person(Role::resident);
    const auto other = town.person(Role::resident);
    const auto tip = town.say(reporter, report(), "tip-command-2").as<TipAnswer>().tip;
    const auto refused = town.say(reporter, report("suggestion"), "tip-command-2").refused;
    BOOST_TEST((refused == ErrorCode::id_reused));
    BOOST_TEST(
        (town.say(reporter, WithdrawTip{tip}, "tip-command-2").refused == ErrorCode::id_reused)
    );
    BOOST_TEST(!town.say(other, report(), "tip-command-2").refused.has_value());
    BOOST_TEST(town.state().tips.size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_tip_sent_again_after_its_answer_was_forgotten_is_still_the_first) {
    Town town;
    const auto reporter = town.person(Role::resident);
    const auto dispatcher = town.person(Role::dispatcher);
    const auto first = town.say(reporter, report(), "tip-command-3").as<TipAnswer>().tip;
    TakeCall call;
    call.kind = {"suggestion"};
    call.place = {centre, {10}};
    const auto taken = town.say(dispatcher, call, "call-command-3").as<CallAnswer>();
    town.pass(day_ms + 1);
    town.tip(town.person(Role::resident), "suggestion");
    BOOST_TEST(!town.state().remembered.contains({reporter, {"tip-command-3"}}));
    const std::string before = town.digest();
    const auto again = town.say(reporter, report(), "tip-command-3");
    BOOST_TEST((again.as<TipAnswer>().tip == first));
    const auto call_again = town.say(dispatcher, call, "call-command-3").as<CallAnswer>();
    BOOST_TEST((call_again.tip == taken.tip && call_again.incident == taken.incident));
    BOOST_TEST(town.digest() == before);
}

BOOST_AUTO_TEST_CASE(answers_are_remembered_for_24_hours_of_the_journals_time) {
    Town town;
    const auto reporter = town.person(Role::resident);
    const auto tip = town.tip(reporter, "suggestion");
    town.say(reporter, addition(tip), "add-command-1");
    town.pass(day_ms);
    town.tip(town.person(Role::resident), "suggestion");
    BOOST_TEST(!town.say(reporter, addition(tip), "add-command-1").repeated.empty());
    town.pass(1);
    town.tip(town.person(Role::resident), "suggestion");
    BOOST_TEST(town.say(reporter, addition(tip), "add-command-1").repeated.empty());
    BOOST_TEST(town.state().tips.at(tip).additions.size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_refused_command_is_decided_afresh_under_its_id) {
    Town town;
    const auto reporter = town.person(Role::resident);
    BOOST_TEST((town.say(reporter, report("ufo"), "tip-command-4").refused == ErrorCode::bad_field)
    );
    BOOST_TEST(!town.say(reporter, report(), "tip-command-4").refused.has_value());
}

BOOST_AUTO_TEST_CASE(a_late_accept_is_refused_and_a_late_tip_never) {
    Town town;
    const auto person = town.on_duty(metres(100));
    const auto reporter = town.person(Role::resident);
    town.tip(reporter);
    const AcceptOffer accept{town.current(person)};
    const TimeMs too_early = town.now + -60'001;
    BOOST_TEST((town.say(person, accept, "accept-1", too_early).refused == ErrorCode::too_late));
    BOOST_TEST(!town.say(person, accept, "accept-2", town.now + -60'000).refused.has_value());
    const auto late = town.say(reporter, report(), "late-tip-1", town.now + -7 * day_ms);
    BOOST_TEST(!late.refused.has_value());
    const auto tip = late.as<TipAnswer>().tip;
    BOOST_TEST(
        !town.say(reporter, addition(tip), "late-add-1", town.now + -7 * day_ms).refused.has_value()
    );
}

BOOST_AUTO_TEST_CASE(an_accept_sent_again_late_gets_its_first_answer_and_not_too_late) {
    Town town;
    const auto person = town.on_duty(metres(100));
    town.tip(town.person(Role::resident));
    const AcceptOffer accept{town.current(person)};
    const TimeMs made = town.now;
    town.say(person, accept, "accept-command-1", made);
    town.pass(600'000);
    BOOST_TEST(!town.say(person, accept, "accept-command-1", made).repeated.empty());
}

BOOST_AUTO_TEST_CASE(words_are_read_by_dispatchers_and_officers_assigned_and_by_nobody_else) {
    Town town;
    const auto dispatcher = town.person(Role::dispatcher);
    const auto reporter = town.person(Role::resident);
    const auto officer = town.on_duty(metres(100), "officer");
    const auto volunteer = town.on_duty(metres(100));
    auto tip = report("fight");
    tip.words = sealed<Words>("three of them");
    const auto id = town.say(reporter, tip).as<TipAnswer>().tip;
    town.say(reporter, addition(id, "now two"));
    const ReadIncident read{town.incident_of(id)};
    BOOST_TEST((town.say(officer, read).refused == ErrorCode::not_found));
    BOOST_TEST((town.say(volunteer, read).refused == ErrorCode::not_allowed));
    BOOST_TEST((town.say(dispatcher, ReadIncident{{999}}).refused == ErrorCode::not_found));
    BOOST_TEST(town.say(dispatcher, read).as<IncidentWords>().said.items.size() == 2U);
    town.say(officer, AcceptOffer{town.current(officer)});
    const std::string before = town.digest();
    BOOST_TEST(town.say(officer, read).as<IncidentWords>().said.items.size() == 2U);
    BOOST_TEST(town.digest() == before);
    town.say(dispatcher, CloseIncident{read.incident, {"resolved"}, {}, {}});
    BOOST_TEST((town.say(officer, read).refused == ErrorCode::not_found));
}

BOOST_AUTO_TEST_CASE(of_many_words_the_newest_six_are_read_the_newest_first) {
    Town town;
    const auto dispatcher = town.person(Role::dispatcher);
    const auto reporter = town.person(Role::resident);
    const auto tip = town.tip(reporter, "suggestion");
    for (int i = 1; i <= 8; ++i) {
        town.pass(1'000);
        town.say(reporter, addition(tip, std::to_string(i)));
    }
    const auto words = town.say(dispatcher, ReadIncident{town.incident_of(tip)});
    const auto& said = words.as<IncidentWords>().said.items;
    BOOST_REQUIRE_EQUAL(said.size(), 6U);
    for (int i = 0; i < 6; ++i) {
        const auto opened = opener()(said[static_cast<std::size_t>(i)].words.sealed());
        BOOST_TEST(*opened == std::to_string(8 - i));
    }
}

BOOST_AUTO_TEST_SUITE_END()

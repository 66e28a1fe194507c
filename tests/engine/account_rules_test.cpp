#include "server/engine/account_rules.hpp"
#include "tests/engine/town.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

// Server/engine/account_rules.cpp: ways in on record, and who can be forgotten when.
using namespace dageng::test;
namespace engine = dageng::engine;

namespace {

struct Accounts {
    /// The refusal's detail; empty: it was done.
    std::string erase(PersonId person) {
        auto events = engine::erase(town.state(), person);
        if (!events) {
            BOOST_TEST(
                (events.refusal().code == ErrorCode::wrong_state ||
                 events.refusal().code == ErrorCode::not_found)
            );
            return events.refusal().detail;
        }
        if (!events->empty()) {
            town.commit({{}, {}, {}, {}, std::move(*events)});
            town.follow();
        }
        return {};
    }
    void close(IncidentId incident) {
        CloseIncident closing{incident, {"resolved"}, {}, {}};
        BOOST_REQUIRE(town.say(desk, closing).answer.has_value());
    }
    bool names_incident(const std::string& detail, IncidentId incident) const {
        return detail.find(town.incident(incident).code.value) != std::string::npos;
    }

    Town town;
    PersonId desk = town.person(Role::dispatcher);
    PersonId reporter = town.person(Role::resident);
    engine::DeviceName device{"00112233445566778899aabbccddeeff"};
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(account_rules, Accounts)

BOOST_AUTO_TEST_CASE(ways_in_are_on_record_and_change_nothing_else) {
    const auto people = town.state().people.size();
    for (auto event :
         {engine::issue_code(town.state(), reporter, town.now),
          engine::admit(town.state(), reporter, device, engine::Admission::login),
          engine::sign_out(town.state(), reporter, device),
          engine::sign_out(town.state(), reporter, std::nullopt)}) {
        BOOST_REQUIRE(static_cast<bool>(event));
        town.commit({{}, {}, {}, {}, {*event}});
    }
    BOOST_TEST(town.state().people.size() == people);
    BOOST_TEST(town.folded().state().last == town.state().last);
}

BOOST_AUTO_TEST_CASE(nobody_comes_in_as_somebody_who_is_not_there_or_no_more) {
    const auto refused = [&](PersonId person) {
        for (const auto& event :
             {engine::issue_code(town.state(), person, town.now),
              engine::admit(town.state(), person, device, engine::Admission::code),
              engine::sign_out(town.state(), person, std::nullopt)}) {
            BOOST_REQUIRE(!event);
            BOOST_TEST((event.refusal().code == ErrorCode::not_found));
        }
    };
    refused({77});
    refused({});
    BOOST_TEST(erase(reporter).empty());
    refused(reporter);
    BOOST_TEST(erase({77}) == "there is no such account");
}

BOOST_AUTO_TEST_CASE(of_an_erased_person_the_number_is_left) {
    engine::NewPerson wanted{Role::volunteer, Slug{"community-volunteer"}, {}, {}, {}};
    wanted.name = sealed<PersonName>("Wang");
    const PersonId volunteer = town.on_duty(centre, wanted);
    SetSafeWord word;
    word.word = decltype(word.word){Text<2, 60>{"orchard"}};
    town.say(volunteer, word);
    BOOST_TEST(erase(volunteer).empty());
    const engine::Person& person = *town.state().person(volunteer);
    BOOST_TEST(person.erased);
    BOOST_TEST((town.state().name_of(volunteer) == PersonName{}));
    BOOST_TEST(!person.on_duty);
    BOOST_TEST(!town.state().safety.words.contains(volunteer));
    const auto& members = town.state().groups.at(person.group).members;
    BOOST_TEST(std::count(members.begin(), members.end(), volunteer.value) == 0);
    BOOST_TEST(town.digest() == engine::digest(town.folded().state()));
}

BOOST_AUTO_TEST_CASE(erasing_twice_does_nothing_more) {
    BOOST_TEST(erase(reporter).empty());
    const auto last = town.state().last;
    BOOST_TEST(erase(reporter).empty());
    BOOST_TEST(town.state().last == last);
}

BOOST_AUTO_TEST_CASE(an_erased_dispatcher_is_called_no_more) {
    const PersonId second = town.person(Role::dispatcher);
    BOOST_TEST(erase(second).empty());
    const auto& watchers = town.state().watchers;
    BOOST_TEST(std::count(watchers.begin(), watchers.end(), second) == 0);
    BOOST_TEST(std::count(watchers.begin(), watchers.end(), desk) == 1);
}

BOOST_AUTO_TEST_CASE(who_was_asked_or_is_on_the_way_stays_until_it_is_over) {
    const PersonId volunteer = town.on_duty(metres(50));
    const IncidentId incident = town.incident_of(town.tip(reporter));
    BOOST_REQUIRE(town.current(volunteer));
    BOOST_TEST(names_incident(erase(volunteer), incident));
    close(incident);
    BOOST_TEST(erase(volunteer).empty());
}

BOOST_AUTO_TEST_CASE(a_reporter_stays_while_the_report_is_open_and_not_withdrawn) {
    const TipId tip = town.tip(reporter);
    BOOST_TEST(names_incident(erase(reporter), town.incident_of(tip)));
    town.say(reporter, WithdrawTip{tip});
    BOOST_TEST(erase(reporter).empty());
}

BOOST_AUTO_TEST_CASE(who_answers_for_an_open_incident_stays_until_another_does) {
    const IncidentId incident = town.incident_of(town.tip(reporter));
    town.say(desk, AcknowledgeIncident{incident});
    BOOST_TEST(names_incident(erase(desk), incident));
    const PersonId second = town.person(Role::dispatcher);
    town.say(second, TakeOver{incident});
    BOOST_TEST(erase(desk).empty());
}

BOOST_AUTO_TEST_CASE(who_calls_for_help_stays_until_it_is_over) {
    const PersonId volunteer = town.on_duty(metres(50));
    BOOST_REQUIRE(town.say(volunteer, RaisePanic{}).answer.has_value());
    BOOST_TEST(erase(volunteer).find("panic") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(keys_are_those_of_the_name_the_reports_and_the_photos_and_no_others) {
    const PersonId other = town.person(Role::resident);
    const TipId tip = town.tip(reporter);
    const TipId others = town.tip(other, "elder-missing", metres(900));
    town.say(reporter, BeginPhoto{{"photo-of-the-reporter"}});
    town.say(other, BeginPhoto{{"photo-of-the-other"}});
    const auto keys = engine::keys_of(town.state(), reporter);
    const auto has = [&](KeyId key) { return std::count(keys.begin(), keys.end(), key) == 1; };
    BOOST_TEST(keys.size() == 3U);
    BOOST_TEST(has(town.state().person(reporter)->key));
    BOOST_TEST(has(town.state().tips.at(tip).key));
    BOOST_TEST(has(town.state().photos.at({"photo-of-the-reporter"}).key));
    BOOST_TEST(!has(town.state().tips.at(others).key));
    BOOST_TEST(!has(town.incident(town.incident_of(tip)).key));
}

BOOST_AUTO_TEST_CASE(a_call_that_a_dispatcher_took_is_not_theirs) {
    TakeCall call;
    call.kind = {"elder-missing"};
    call.place = {centre, {10}};
    BOOST_REQUIRE(town.say(desk, call).answer.has_value());
    BOOST_TEST(engine::keys_of(town.state(), desk).size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()

#include "server/engine/account_rules.hpp"
#include "server/engine/decision_text.hpp"
#include "server/engine/registry_making.hpp"
#include "server/engine/retention_rules.hpp"
#include "tests/engine/random_town.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

// Server/engine/decision_text.cpp: a decision as the text of one record.
using namespace dageng::test;
namespace engine = dageng::engine;

namespace {

engine::DecisionRecord report() {
    engine::TipReceived tip;
    tip.tip = {1};
    tip.incident = {1};
    tip.reporter = {7};
    tip.client_id = {"tip-command-1"};
    tip.kind = {"elder-missing"};
    tip.place = {centre, {10}};
    tip.made_at = first_moment;
    tip.key = {8};
    tip.words = sealed<Words>("line\nfeed, \"quotes\" and \xe4\xba\xba", {8});
    return {{7}, {"tip-command-1"}, "finger", "{\"tip\":1}", {tip, engine::TipWithdrawn{{1}}}};
}

/// The refusal of a text of which one piece was replaced.
std::string refusal_after(std::string_view piece, std::string_view by) {
    std::string text = engine::to_text(report());
    const std::size_t at = text.find(piece);
    BOOST_REQUIRE(at != std::string::npos);
    const auto read = engine::decision_from_text(text.replace(at, piece.size(), by));
    BOOST_REQUIRE(!read);
    BOOST_TEST((read.refusal().code == ErrorCode::bad_json));
    return read.refusal().detail;
}

bool holds(const std::string& text, std::string_view piece) {
    return text.find(piece) != std::string::npos;
}

} // namespace

BOOST_AUTO_TEST_SUITE(decision_text)

BOOST_AUTO_TEST_CASE(a_decision_comes_back_as_it_was) {
    const auto before = report();
    const auto after = engine::decision_from_text(engine::to_text(before));
    BOOST_REQUIRE(static_cast<bool>(after));
    BOOST_TEST((after->by == before.by));
    BOOST_TEST((after->id == before.id));
    BOOST_TEST(after->fingerprint == before.fingerprint);
    BOOST_TEST(after->answer == before.answer);
    BOOST_REQUIRE_EQUAL(after->events.size(), 2U);
    const auto& tip = std::get<engine::TipReceived>(after->events[0]);
    BOOST_TEST((tip.words == std::get<engine::TipReceived>(before.events[0]).words));
    BOOST_TEST((tip.taken_by == PersonId{}));
    BOOST_TEST((tip.contact == decltype(tip.contact){}));
    BOOST_TEST((tip.place == Place{centre, {10}}));
}

/// Tells more people something than are told in one step.
void tell_a_crowd(Town& town) {
    for (std::size_t i = 0; i <= engine::told_at_once; ++i) {
        town.on_duty(centre);
    }
    SendBroadcast broadcast;
    broadcast.area.centre = centre;
    broadcast.area.radius_m = {100};
    broadcast.words = sealed<BroadcastWords>("keep away");
    town.say(town.person(Role::dispatcher), broadcast);
    town.pass(1);
    town.commit({{}, {}, {}, {}, {engine::BroadcastExpired{1}}});
}

/// The key of those next in line for an incident has been destroyed.
void forget_the_next(Town& town) {
    const auto id = town.incident_of(town.tip(town.person(Role::resident)));
    town.commit({{}, {}, {}, {}, town.engine.key_destroyed(town.incident(id).next_key)});
}

/// Somebody comes in, leaves and is forgotten.
void come_and_go(Town& town) {
    const PersonId person = town.person(Role::resident);
    const engine::DeviceName device{"00112233445566778899aabbccddeeff"};
    std::vector<engine::Event> events{
        *engine::issue_code(town.state(), person, town.now),
        *engine::admit(town.state(), person, device, engine::Admission::code),
        *engine::sign_out(town.state(), person, device)
    };
    const std::vector<PersonId> two{
        town.person(Role::administrator), town.person(Role::supervisor)
    };
    events.push_back(*engine::open_record(town.state(), person, two, {"they asked for it"}));
    events.push_back(*engine::open_registry(town.state(), two, {"the yearly review"}));
    const auto incident = town.incident_of(town.tip(town.person(Role::resident)));
    events.push_back(
        *engine::open_explanation(town.state(), incident, two, {"a complaint about it"})
    );
    events.push_back(engine::erase(town.state(), person)->front());
    town.commit({{}, {}, {}, {}, std::move(events)});
}

/// A dispatcher looks for something.
void look_for_something(Town& town) {
    SearchIncidents query;
    query.words = SearchWords{Text<0, 100>{"a grey coat"}};
    query.part = Part{metres(-100, -100), metres(100, 100)};
    query.until = town.now;
    town.say(town.person(Role::dispatcher), query);
}

/// What was said of an incident that has ended is kept for a court, and leaves after that.
void let_go(Town& town) {
    Catalogue catalogue = small_catalogue();
    catalogue.retention = Retention{{0}, {0}};
    town.commit({{}, {}, {}, {}, *town.engine.take_catalogue(std::move(catalogue))});
    const auto incident = town.incident_of(town.tip(town.person(Role::resident)));
    town.say(town.person(Role::dispatcher), CloseIncident{incident, {"resolved"}, {}, {}});
    for (const bool on : {true, false}) {
        auto event = engine::set_legal_hold(town.state(), incident, on, {"court file 12"});
        town.commit({{}, {}, {}, {}, {*std::move(event)}});
    }
    for (const auto part : {engine::RecordPart::words, engine::RecordPart::photos}) {
        auto event = engine::expire(town.state(), incident, part, town.now);
        town.commit({{}, {}, {}, {}, {*std::move(event)}});
    }
    town.commit(
        {{},
         {},
         {},
         {},
         {engine::FrontCut{
             7, {std::string(64, 'a')}, town.now, {incident}, town.incident(incident).tips, {}, 0
         }}}
    );
}

/// A list of people comes in: somebody new, and somebody known who is trained otherwise.
void take_a_list_in(Town& town) {
    const PersonId known = town.person(Role::volunteer, "patrol");
    engine::ListedPerson listed;
    listed.is = {Role::volunteer, Slug{"community-volunteer"}, {}, {}, {}, {}};
    for (const PersonId person : {PersonId{}, known}) {
        listed.person = person;
        auto events = *engine::take_listed(town.state(), listed, town.now);
        events.emplace_back(engine::ImportAdvanced{{std::string(32, 'a')}, 1, {}});
        town.commit({{}, {}, {}, {}, std::move(events)});
    }
    town.commit({{}, {}, {}, {}, {engine::ImportEnded{{std::string(32, 'a')}, 2, 1}}});
}

BOOST_AUTO_TEST_CASE(each_kind_of_event_that_a_busy_town_makes_keeps_its_text) {
    std::set<std::size_t> kinds;
    const auto check = [&](const Town& town) {
        for (const auto& record : town.records) {
            const std::string text = engine::to_text(record);
            const auto read = engine::decision_from_text(text);
            BOOST_REQUIRE_MESSAGE(static_cast<bool>(read), text);
            BOOST_REQUIRE_EQUAL(engine::to_text(*read), text);
            for (const auto& event : record.events) {
                kinds.insert(event.index());
            }
        }
    };
    for (std::uint64_t seed = 11; seed < 17; ++seed) {
        RandomTown random{seed};
        random.steps(2'500);
        check(random.town);
    }
    Town crowded;
    tell_a_crowd(crowded);
    forget_the_next(crowded);
    come_and_go(crowded);
    take_a_list_in(crowded);
    look_for_something(crowded);
    let_go(crowded);
    check(crowded);
    for (std::size_t kind = 0; kind < boost::mp11::mp_size<engine::EventKinds>::value; ++kind) {
        BOOST_TEST(kinds.contains(kind), "event " << kind << " of the list");
    }
}

BOOST_AUTO_TEST_CASE(each_kind_of_event_has_a_name_of_its_own) {
    std::set<std::string_view> names;
    for_each_kind<engine::EventKinds>([&](const auto& event) {
        BOOST_TEST(names.insert(event.wire).second, event.wire);
    });
}

BOOST_AUTO_TEST_CASE(sealed_values_stay_sealed_in_the_text) {
    const std::string text = engine::to_text(report());
    BOOST_TEST(!holds(text, "quotes"));
    BOOST_TEST(holds(text, "\"key\":8"));
}

BOOST_AUTO_TEST_CASE(a_decision_without_events_or_without_asker_is_one_line) {
    const std::string text = engine::to_text({});
    BOOST_TEST(!holds(text, "\n"));
    const auto read = engine::decision_from_text(text);
    BOOST_REQUIRE(static_cast<bool>(read));
    BOOST_TEST(read->events.empty());
    BOOST_TEST((read->by == PersonId{}));
}

BOOST_AUTO_TEST_CASE(a_bad_line_is_refused_with_its_number) {
    BOOST_TEST(holds(refusal_after("{\"by\"", "{\"by"), "line 1 of"));
    BOOST_TEST(holds(refusal_after("\"by\":7", "\"by\":-7"), "line 1 of"));
    BOOST_TEST(holds(refusal_after("tip-received", "tip-received-never"), "line 2 of"));
    BOOST_TEST(holds(refusal_after("tip-received", ""), "line 2 of"));
    BOOST_TEST(holds(refusal_after("\"tip\":1,\"incident\"", "\"incident\""), "line 2 of"));
    BOOST_TEST(holds(refusal_after("tip-withdrawn 1 {", "tip-withdrawn 1 "), "line 3 of"));
    BOOST_TEST(holds(refusal_after("tip-withdrawn 1 {", "{"), "line 3 of"));
    BOOST_TEST(holds(refusal_after("\ntip-withdrawn", "\n\ntip-withdrawn"), "line 3 of"));
}

BOOST_AUTO_TEST_CASE(a_version_that_is_not_known_or_no_number_is_refused) {
    BOOST_TEST(holds(refusal_after("tip-withdrawn 1 ", "tip-withdrawn 2 "), "unknown version 2"));
    BOOST_TEST(holds(refusal_after("tip-withdrawn 1 ", "tip-withdrawn x "), "no number"));
    BOOST_TEST(holds(refusal_after("tip-withdrawn 1 ", "tip-withdrawn 1x "), "no number"));
}

BOOST_AUTO_TEST_CASE(a_catalogue_of_the_first_version_is_raised_to_needs) {
    const std::string both = R"({"zh":"x","en":"x"})";
    const std::string text =
        R"({"by":0,"id":"","fingerprint":"","answer":""})"
        "\ncatalogue-taken 1 "
        R"({"catalogue":{"version":4,"district":"Town","code":"TN","utc_offset_min":480,)"
        R"("place_age_s":120,"duty_s":14400,"categories":[],"plans":[)"
        R"({"kind":"fire","name":)" +
        both +
        R"(,"icon":"fire","priority":2,"eligible":["patrol","officer"],"wanted":3,)"
        R"("waves":[{"radius_m":500,"ask":7,"seconds":60}],"offer_s":45,"reach_s":3,)"
        R"("arrival_m":50,"max_age_s":1800,"brief":)" +
        both + R"(,"bring":)" + both + R"(,"caution":)" + both + R"(}],"dispositions":[]}})";
    const auto read = engine::decision_from_text(text);
    BOOST_REQUIRE_MESSAGE(static_cast<bool>(read), (read ? "" : read.refusal().detail));
    const auto& catalogue = std::get<engine::CatalogueTaken>(read->events.at(0)).catalogue;
    BOOST_TEST(catalogue.version == 4U);
    BOOST_TEST(catalogue.rest_s.value == 0);
    const Plan& plan = catalogue.plans.items.at(0);
    BOOST_REQUIRE_EQUAL(plan.levels.items.size(), 1U);
    const AlarmLevel& level = plan.levels.items[0];
    BOOST_REQUIRE_EQUAL(level.needs.items.size(), 1U);
    BOOST_TEST(level.needs.items[0].count.value == 3);
    BOOST_TEST((level.needs.items[0].categories.items == std::vector<Slug>{{"patrol"}, {"officer"}})
    );
    BOOST_TEST((level.waves.items == std::vector<Wave>{{{500}, {7}, {60}}}));
    BOOST_TEST(!plan.officers);
    // It is written again as the present version.
    BOOST_TEST(holds(engine::to_text(*read), "catalogue-taken 2 "));
}

BOOST_AUTO_TEST_CASE(no_text_at_all_is_no_decision) {
    BOOST_TEST(!engine::decision_from_text(""));
    BOOST_TEST(!engine::decision_from_text("\n"));
}

BOOST_AUTO_TEST_SUITE_END()

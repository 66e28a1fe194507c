#include "server/engine/account_rules.hpp"
#include "server/engine/retention_rules.hpp"
#include "tests/engine/town.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

// Server/engine/retention_rules.cpp: what of ended incidents has been kept long enough.
using namespace dageng::test;
namespace engine = dageng::engine;
using engine::RecordPart;

namespace {

constexpr std::int64_t day_ms = 24LL * 3'600'000;

Catalogue keeping_catalogue() {
    Catalogue catalogue = small_catalogue();
    catalogue.retention = Retention{{30}, {10}};
    catalogue.plans.items[2].retention = Retention{{2}, {1}}; // A suggestion's.
    return catalogue;
}

struct Kept {
    IncidentId ended(std::string_view kind = "elder-missing") {
        const auto incident = town.incident_of(town.tip(reporter, kind));
        BOOST_REQUIRE(
            town.say(desk, CloseIncident{incident, {"resolved"}, {}, {}}).answer.has_value()
        );
        return incident;
    }
    std::vector<RecordPart> due(IncidentId incident, std::int64_t after_days) const {
        std::vector<RecordPart> parts;
        const TimeMs then = town.now + after_days * day_ms;
        for (const auto& one : engine::due_records(town.state(), {}, 1000, then).due) {
            if (one.incident == incident && !one.told) {
                parts.push_back(one.part);
            }
        }
        return parts;
    }
    void let_go(IncidentId incident, RecordPart part, std::int64_t after_days) {
        auto event = engine::expire(town.state(), incident, part, town.now + after_days * day_ms);
        BOOST_REQUIRE(static_cast<bool>(event));
        town.commit({{}, {}, {}, {}, {std::move(*event)}});
    }
    void hold(IncidentId incident, bool on) {
        auto event = engine::set_legal_hold(town.state(), incident, on, {"court file 12/2026"});
        BOOST_REQUIRE(static_cast<bool>(event));
        town.commit({{}, {}, {}, {}, {std::move(*event)}});
    }

    Town town{keeping_catalogue()};
    PersonId desk = town.person(Role::dispatcher);
    PersonId reporter = town.person(Role::resident);
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(retention, Kept)

BOOST_AUTO_TEST_CASE(photos_leave_before_words_each_after_its_days) {
    const auto incident = ended();
    BOOST_TEST(due(incident, 9).empty());
    BOOST_TEST((due(incident, 10) == std::vector{RecordPart::photos}));
    BOOST_TEST((due(incident, 30) == std::vector{RecordPart::words, RecordPart::photos}));
}

BOOST_AUTO_TEST_CASE(a_plan_s_own_times_go_before_the_catalogue_s) {
    const auto incident = ended("suggestion");
    BOOST_TEST((due(incident, 1) == std::vector{RecordPart::photos}));
    BOOST_TEST((due(incident, 2) == std::vector{RecordPart::words, RecordPart::photos}));
}

BOOST_AUTO_TEST_CASE(what_is_open_or_has_no_times_stays) {
    const auto open = town.incident_of(town.tip(reporter));
    BOOST_TEST(due(open, 9999).empty());
    BOOST_TEST(!engine::expire(town.state(), open, RecordPart::words, town.now + 9999 * day_ms));
    Town without;
    const auto incident = without.incident_of(without.tip(without.person(Role::resident)));
    without.say(without.person(Role::dispatcher), CloseIncident{incident, {"resolved"}, {}, {}});
    BOOST_TEST(engine::due_records(without.state(), {}, 10, without.now + 9999 * day_ms).due.empty()
    );
}

BOOST_AUTO_TEST_CASE(under_a_legal_hold_nothing_leaves_and_no_reporter_is_erased) {
    const auto incident = ended();
    hold(incident, true);
    BOOST_TEST(due(incident, 9999).empty());
    const auto erased = engine::erase(town.state(), reporter);
    BOOST_REQUIRE(!erased);
    BOOST_TEST(erased.refusal().detail.find("legal hold") != std::string::npos);
    BOOST_TEST(!engine::set_legal_hold(town.state(), incident, true, {"court file 12/2026"}));
    hold(incident, false);
    BOOST_TEST(due(incident, 9999).size() == 2U);
    BOOST_TEST(static_cast<bool>(engine::erase(town.state(), reporter)));
}

BOOST_AUTO_TEST_CASE(what_left_is_told_once_and_the_fold_is_the_same) {
    const auto incident = ended();
    let_go(incident, RecordPart::words, 30);
    BOOST_TEST((due(incident, 30) == std::vector{RecordPart::photos}));
    BOOST_TEST(!engine::expire(town.state(), incident, RecordPart::words, town.now + 99 * day_ms));
    // It stays in the list, so that what was cut off before its keys were gone can be finished.
    const auto all = engine::due_records(town.state(), {}, 10, town.now).due;
    BOOST_REQUIRE_EQUAL(all.size(), 1U);
    BOOST_TEST(all[0].told);
    BOOST_TEST(engine::digest(town.folded().state()) == town.digest());
}

BOOST_AUTO_TEST_CASE(the_keys_of_words_are_the_incident_s_and_its_tips_and_no_other_s) {
    const auto incident = ended();
    const auto other = ended("suggestion");
    const auto keys = engine::keys_of_part(town.state(), incident, RecordPart::words);
    const auto has = [&](KeyId key) { return std::ranges::count(keys, key) == 1; };
    BOOST_TEST(has(town.incident(incident).key));
    BOOST_TEST(has(town.state().tips.at(town.incident(incident).tips.front()).key));
    BOOST_TEST(!has(town.incident(other).key));
    BOOST_TEST(!has(town.state().person(reporter)->key));
    BOOST_TEST(engine::keys_of_part(town.state(), incident, RecordPart::photos).empty());
}

BOOST_AUTO_TEST_CASE(a_list_is_looked_at_in_parts) {
    const auto first = ended();
    const auto second = ended();
    const TimeMs then = town.now + 99 * day_ms;
    const auto some = engine::due_records(town.state(), {}, 1, then);
    BOOST_TEST((some.next == first));
    BOOST_TEST(some.due.size() == 2U);
    const auto rest = engine::due_records(town.state(), *some.next, 1, then);
    BOOST_TEST(!rest.next);
    BOOST_TEST((rest.due.front().incident == second));
}

BOOST_AUTO_TEST_CASE(the_words_of_a_broadcast_leave_as_those_of_an_incident_do) {
    SendBroadcast broadcast;
    broadcast.area = {centre, {500}, {}};
    broadcast.words = sealed<BroadcastWords>("the bridge is closed");
    town.on_duty(centre);
    BOOST_REQUIRE(town.say(desk, broadcast).answer.has_value());
    const auto due = [&](std::int64_t days) {
        return engine::due_broadcasts(town.state(), town.now + days * day_ms);
    };
    BOOST_TEST(due(29).empty());
    BOOST_REQUIRE_EQUAL(due(30).size(), 1U);
    BOOST_TEST(due(30)[0].broadcast == 1U);
    BOOST_TEST((due(30)[0].key == town.state().broadcasts.of(1)->key));
    BOOST_TEST(!engine::expire_broadcast(town.state(), 1, town.now + 29 * day_ms));
    BOOST_TEST(!engine::expire_broadcast(town.state(), 2, town.now + 30 * day_ms));
    auto event = engine::expire_broadcast(town.state(), 1, town.now + 30 * day_ms);
    BOOST_REQUIRE(static_cast<bool>(event));
    town.commit({{}, {}, {}, {}, {std::move(*event)}});
    BOOST_TEST(due(30)[0].told);
    BOOST_TEST(!engine::expire_broadcast(town.state(), 1, town.now + 30 * day_ms));
    BOOST_TEST(engine::digest(town.folded().state()) == town.digest());
}

BOOST_AUTO_TEST_CASE(a_broadcast_about_an_incident_under_a_hold_stays) {
    const auto incident = town.incident_of(town.tip(reporter));
    SendBroadcast broadcast;
    broadcast.area = {centre, {500}, {}};
    broadcast.words = sealed<BroadcastWords>("look out for him");
    broadcast.about = incident;
    town.on_duty(centre);
    BOOST_REQUIRE(town.say(desk, broadcast).answer.has_value());
    BOOST_TEST(engine::due_broadcasts(town.state(), town.now + 99 * day_ms).size() == 1U);
    hold(incident, true);
    BOOST_TEST(engine::due_broadcasts(town.state(), town.now + 99 * day_ms).empty());
}

BOOST_AUTO_TEST_CASE(an_incident_is_found_by_its_code) {
    const auto incident = ended();
    const auto code = town.incident(incident).code;
    BOOST_TEST((engine::incident_of_code(town.state(), code) == incident));
    BOOST_TEST(!engine::incident_of_code(town.state(), {"TN-0000-0000"}));
}

BOOST_AUTO_TEST_SUITE_END()

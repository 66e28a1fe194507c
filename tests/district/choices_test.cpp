#include "protocol/json_write.hpp"
#include "server/district/choices.hpp"
#include "server/district/sealing.hpp"
#include "tests/district/rig.hpp"
#include "tests/engine/town.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>

// Server/district/choices.cpp, and how an explanation is sealed: what can be said of a choice from
// the journal, with the keys that are there.
using namespace dageng;
using namespace dageng::test;
using protocol::ChoiceKind;
using protocol::Unsealed;

namespace {

constexpr std::int64_t day_ms = 24 * 3'600'000;

/// A tip with five who could go: three are asked, two are next in line.
struct Asked : Rig {
    Asked() {
        account("reporter", Role::resident);
        account("desk", Role::dispatcher);
        account("map", Role::supervisor);
        desk = connect("desk");
        for (const int north : {100, 160, 220, 330, 480}) {
            people.push_back(on_duty("walker-" + std::to_string(north), metres(north)));
        }
        tip(connect("reporter"));
        incident = leader->engine().state().incidents.begin()->first;
    }

    protocol::RecordTicket ticket(const std::string& name = "desk") {
        send(bus::RecordAsked{90, token_of(name), {incident}});
        durable();
        return *gateway.record_replies().back().ticket;
    }

    protocol::Choices read(std::optional<protocol::RecordTicket> wanted = {}) {
        return district::read_choices(journal, wanted ? *wanted : ticket(), opener);
    }

    const protocol::ExplainedChoice& only(const protocol::Choices& choices, ChoiceKind kind) {
        const auto& all = choices.decisions.items;
        const auto is = [kind](const auto& one) { return one.kind == kind; };
        BOOST_REQUIRE_EQUAL(std::count_if(all.begin(), all.end(), is), 1);
        return *std::find_if(all.begin(), all.end(), is);
    }

    bus::SessionId desk = 0;
    std::vector<bus::SessionId> people;
    protocol::IncidentId incident;
    protocol::Opener opener = [this](const protocol::Sealed& sealed) { return vault.open(sealed); };
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(choices, Asked)

BOOST_AUTO_TEST_CASE(a_choice_is_explained_from_the_journal) {
    const auto choices = read();
    BOOST_TEST((choices.incident == incident));
    BOOST_TEST(choices.code.value == leader->engine().state().incidents.at(incident).code.value);
    BOOST_TEST(choices.kind.value == "elder-missing");
    BOOST_TEST(!choices.cut);
    const auto& wave = only(choices, ChoiceKind::wave_opened);
    BOOST_TEST(wave.radius_m == 500U);
    BOOST_TEST(wave.funnel->in_reach == 5U);
    const auto& asked = only(choices, ChoiceKind::asked);
    BOOST_TEST(asked.wave == 1U);
    BOOST_TEST(asked.radius_m == 500U);
    BOOST_TEST(asked.not_asked->behind == 2U);
    BOOST_TEST((asked.figures == Unsealed::open));
    BOOST_REQUIRE_EQUAL(asked.asked.items.size(), 3U);
    for (std::uint32_t i = 0; i < 3; ++i) {
        const auto& one = asked.asked.items[i];
        BOOST_REQUIRE(one.figures.has_value());
        BOOST_TEST(one.figures->rank == i + 1);
        BOOST_TEST((one.figures->person == one.person));
        BOOST_TEST(opener(one.name.sealed()).value().starts_with("walker-"));
    }
    BOOST_TEST((asked.next_in_line == Unsealed::open));
    BOOST_REQUIRE_EQUAL(asked.next.items.size(), 2U);
    BOOST_TEST(asked.next.items[0].rank == 4U);
    BOOST_TEST(asked.next.items[0].distance_m == 300U);
}

BOOST_AUTO_TEST_CASE(nothing_of_it_stands_in_the_journal_in_clear) {
    const std::string all = records();
    const auto at = all.find("choice-explained");
    BOOST_REQUIRE(at != std::string::npos);
    const std::string line = all.substr(at, all.find('\n', at) - at);
    BOOST_TEST(line.find("\"figures\":{\"key\":") != std::string::npos);
    BOOST_TEST(line.find("\"next\":{\"key\":") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(who_is_next_in_line_has_a_number_of_this_incident_only) {
    const auto& engine = leader->engine();
    const auto secret = vault.key(engine.state().incidents.at(incident).key);
    std::set<std::uint32_t> numbers;
    const auto choices = read();
    for (const auto& one : only(choices, ChoiceKind::asked).next.items) {
        numbers.insert(one.number);
    }
    std::size_t found = 0;
    for (const auto& person : engine.state().people) {
        found += numbers.contains(district::number_in(*secret, person.id)) ? 1U : 0U;
        BOOST_TEST(!numbers.contains(static_cast<std::uint32_t>(person.id.value)));
        const auto other = vault.key(district::district_key);
        BOOST_TEST(
            (district::number_in(*other, person.id) != district::number_in(*secret, person.id))
        );
    }
    BOOST_TEST(found == 2U);
}

BOOST_AUTO_TEST_CASE(after_thirty_days_those_next_in_line_are_not_shown_and_the_rest_is) {
    auto later = ticket();
    later.now = later.now + 30 * day_ms;
    BOOST_TEST((only(read(later), ChoiceKind::asked).next_in_line == Unsealed::open));
    later.now = later.now + 60'000;
    const auto choices = read(later);
    const auto& asked = only(choices, ChoiceKind::asked);
    BOOST_TEST((asked.next_in_line == Unsealed::expired));
    BOOST_TEST(asked.next.items.empty());
    BOOST_TEST((asked.figures == Unsealed::open));
    BOOST_TEST(asked.not_asked->behind == 2U);
}

BOOST_AUTO_TEST_CASE(what_has_lost_its_key_is_said_to_be_gone_and_the_counts_stay) {
    const auto& state = leader->engine().state();
    vault.destroy_keys({state.incidents.at(incident).next_key});
    const auto without_next = read();
    BOOST_TEST((only(without_next, ChoiceKind::asked).next_in_line == Unsealed::erased));
    BOOST_TEST((only(without_next, ChoiceKind::asked).figures == Unsealed::open));
    vault.destroy_keys({state.incidents.at(incident).key});
    const auto without_both = read();
    const auto& asked = only(without_both, ChoiceKind::asked);
    BOOST_TEST((asked.figures == Unsealed::erased));
    BOOST_TEST(!asked.asked.items.at(0).figures.has_value());
    BOOST_TEST(asked.not_asked->behind == 2U);
    const auto digest = engine::digest(state);
    restart();
    BOOST_TEST(engine::digest(leader->engine().state()) == digest);
}

BOOST_AUTO_TEST_CASE(who_is_asked_by_hand_and_a_shortfall_are_decisions_too) {
    const auto far = leader->engine().state().people.size() + 1;
    on_duty("far-away", metres(4000));
    ask(desk, protocol::AssignResponder{incident, {far}});
    const auto by_hand = only(read(), ChoiceKind::by_hand);
    BOOST_REQUIRE_EQUAL(by_hand.asked.items.size(), 1U);
    BOOST_TEST((by_hand.asked.items[0].person == protocol::PersonId{far}));
    BOOST_TEST((by_hand.by == leader->engine().state().watchers.front()));
    BOOST_TEST(!by_hand.not_asked.has_value());
    pass(400'000);
    const auto choices = read();
    BOOST_TEST(only(choices, ChoiceKind::shortfall).missing == 2U);
    const auto& all = choices.decisions.items;
    BOOST_TEST(std::any_of(all.begin(), all.end(), [](const auto& one) {
        return one.kind == ChoiceKind::nobody_found && one.not_asked.has_value();
    }));
    BOOST_TEST(std::is_sorted(all.begin(), all.end(), [](const auto& a, const auto& b) {
        return a.n < b.n;
    }));
}

BOOST_AUTO_TEST_CASE(another_incident_is_no_part_of_it) {
    tip(connect("reporter"));
    const auto choices = read();
    for (const auto& one : choices.decisions.items) {
        BOOST_TEST(one.n < ticket().last);
    }
    BOOST_TEST((only(choices, ChoiceKind::asked).asked.items.size() == 3U));
}

BOOST_AUTO_TEST_CASE(an_incident_is_found_by_its_number_and_by_its_code) {
    const auto& code = leader->engine().state().incidents.at(incident).code.value;
    for (const std::string& name : {std::to_string(incident.value), code}) {
        const auto found = district::find_choices(journal, name);
        BOOST_TEST_REQUIRE(static_cast<bool>(found), name);
        BOOST_TEST(protocol::to_json(read(*found)) == protocol::to_json(read()));
    }
    const auto none = district::find_choices(journal, "999");
    BOOST_TEST_REQUIRE(!static_cast<bool>(none));
    BOOST_TEST((none.refusal().code == protocol::ErrorCode::not_found));
}

BOOST_AUTO_TEST_CASE(only_a_dispatcher_gets_a_ticket) {
    for (const auto* name : {"map", "reporter", "walker-100"}) {
        send(bus::RecordAsked{91, token_of(name), {incident}});
        durable();
        const auto& ticket = gateway.record_replies().back().ticket;
        BOOST_TEST_REQUIRE(!static_cast<bool>(ticket), name);
        BOOST_TEST((ticket.refusal().code == protocol::ErrorCode::not_allowed));
    }
    send(bus::RecordAsked{92, "no-such-token", {incident}});
    durable();
    const auto& stranger = gateway.record_replies().back().ticket;
    BOOST_TEST((stranger.refusal().code == protocol::ErrorCode::not_signed_in));
    send(bus::RecordAsked{93, token_of("desk"), {{99}}});
    durable();
    const auto& unknown = gateway.record_replies().back().ticket;
    BOOST_TEST((unknown.refusal().code == protocol::ErrorCode::not_found));
}

BOOST_AUTO_TEST_SUITE_END()

#include "server/engine/apply.hpp"
#include "server/engine/assignment_states.hpp"
#include "server/engine/decision_text.hpp"
#include "server/engine/incident_states.hpp"
#include "server/engine/needs.hpp"
#include "tests/engine/random_town.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>

// Server/engine/engine.cpp, *_apply.cpp and digest.cpp: the state is the fold of its events; and
// what holds of it whatever happens.
using namespace dageng::test;
namespace engine = dageng::engine;

namespace {

constexpr std::uint64_t seeds[] = {1, 2, 3, 4};
constexpr int steps_each = 1200;

bool asked_before(const engine::State& state, const engine::Incident& incident, PersonId person) {
    return std::any_of(
        incident.assignments.begin(),
        incident.assignments.end(),
        [&](AssignmentId id) { return state.assignments.at(id).person == person; }
    );
}

/// What must be true of an offer in the state before the decision that makes it.
void check(const engine::State& state, const engine::OfferMade& offer) {
    const auto& incident = state.incidents.at(offer.incident);
    const auto& person = *state.person(offer.person);
    const auto& group = state.groups.at(person.group);
    const auto needs = engine::needs_of(incident);
    BOOST_TEST(incident.open());
    BOOST_TEST(person.on_duty);
    BOOST_TEST(!person.current);
    BOOST_TEST(engine::fits(group, *needs.at(offer.need.value_or(0))));
    if (offer.wave > 0) {
        BOOST_TEST(!incident.dispatcher_only);
        BOOST_TEST(!asked_before(state, incident, offer.person));
        BOOST_TEST(engine::missing_of(state, incident).at(offer.need.value_or(0)) > 0U);
        for (const TipId tip : incident.tips) {
            BOOST_TEST((state.tips.at(tip).reporter != offer.person));
        }
    }
}

void check(const engine::State& state, const engine::AssignmentChanged& change) {
    const auto& assignment = state.assignments.at(change.assignment);
    const auto& incident = state.incidents.at(change.incident);
    if (change.state == AssignmentState::accepted) {
        BOOST_TEST(state.person(change.person)->on_duty);
        if (assignment.wave > 0) {
            BOOST_TEST(engine::missing_of(state, incident).at(assignment.need) > 0U);
        }
    }
}

template <class E>
void check(const engine::State&, const E&) {}

/// Everybody has at most one assignment that is theirs now, and the sums agree with the people.
void check_people(const engine::State& state) {
    std::vector<std::uint32_t> on_duty(state.on_duty_of.size());
    std::vector<std::uint32_t> engaged(state.engaged_of.size());
    for (const auto& person : state.people) {
        if (person.current) {
            const auto& current = state.assignments.at(person.current);
            BOOST_TEST((current.person == person.id));
            BOOST_TEST((engine::is_open_offer(current.state) || engine::is_running(current.state)));
        }
        if (person.on_duty) {
            ++on_duty.at(person.category);
            engaged.at(person.category) += person.current ? 1 : 0;
        }
    }
    BOOST_TEST((on_duty == state.on_duty_of));
    BOOST_TEST((engaged == state.engaged_of));
    for (const auto& [id, assignment] : state.assignments) {
        const bool held =
            engine::is_open_offer(assignment.state) || engine::is_running(assignment.state);
        BOOST_TEST((state.person(assignment.person)->current == id) == held);
        BOOST_TEST(
            assignment.ended_at.has_value() ==
            (!held && assignment.state != AssignmentState::unreached)
        );
    }
}

/// What holds between two commands, when everything due has been done.
void check_rest(const Town& town) {
    const auto& state = town.state();
    bool somebody_lacking = false;
    for (const auto& [id, incident] : state.incidents) {
        BOOST_TEST((incident.state == engine::state_by_assignments(state, incident)));
        BOOST_TEST(incident.open() != engine::is_end(incident.state));
        const bool enough = engine::missing_people(state, incident) == 0;
        const bool human = !incident.open() || incident.dispatcher_only || enough ||
                           incident.shortfall.has_value() || incident.by_hand.hold.has_value();
        somebody_lacking = somebody_lacking || !human;
        for (const AssignmentId assignment : incident.assignments) {
            const auto& one = state.assignments.at(assignment);
            if (engine::is_answerable(one.state)) {
                BOOST_TEST(incident.open());
                BOOST_TEST((one.expires_at > town.now));
                BOOST_TEST((!enough || one.wave == 0));
            }
        }
    }
    const auto due = town.engine.due();
    BOOST_TEST((!due || *due > town.now));
    // The hold after a start is the longest that anybody waits to be asked.
    BOOST_TEST((!somebody_lacking || (due && *due <= town.now + 15'000)));
}

} // namespace

BOOST_AUTO_TEST_SUITE(fold)

BOOST_AUTO_TEST_CASE(folding_what_was_recorded_gives_the_same_state) {
    for (const std::uint64_t seed : seeds) {
        RandomTown random{seed};
        random.steps(steps_each);
        const engine::Engine folded = random.town.folded();
        BOOST_TEST(engine::digest(folded.state()) == random.town.digest());
        BOOST_TEST(!folded.places().of(random.helpers[0]).has_value());
        for (const auto& person : random.town.state().people) {
            BOOST_TEST(person.notices.last() == folded.state().person(person.id)->notices.last());
        }
    }
}

BOOST_AUTO_TEST_CASE(folding_what_was_written_as_text_gives_the_same_state) {
    RandomTown random{5};
    random.steps(steps_each);
    engine::Engine folded;
    for (std::size_t i = 0; i < random.town.records.size(); ++i) {
        const auto read = engine::decision_from_text(engine::to_text(random.town.records[i]));
        BOOST_REQUIRE(static_cast<bool>(read));
        folded.apply(*read, folded.state().last + 1, random.town.times[i]);
    }
    BOOST_TEST(engine::digest(folded.state()) == random.town.digest());
}

BOOST_AUTO_TEST_CASE(the_same_happenings_give_the_same_records) {
    RandomTown one{6};
    RandomTown two{6};
    one.steps(steps_each);
    two.steps(steps_each);
    BOOST_TEST(one.town.digest() == two.town.digest());
    BOOST_REQUIRE_EQUAL(one.town.records.size(), two.town.records.size());
    for (std::size_t i = 0; i < one.town.records.size(); ++i) {
        BOOST_REQUIRE_EQUAL(
            engine::to_text(one.town.records[i]), engine::to_text(two.town.records[i])
        );
    }
}

BOOST_AUTO_TEST_CASE(other_happenings_give_another_digest) {
    RandomTown one{7};
    RandomTown two{8};
    one.steps(50);
    two.steps(50);
    BOOST_TEST(one.town.digest() != two.town.digest());
}

BOOST_AUTO_TEST_CASE(whoever_is_asked_may_be_and_nobody_accepts_beyond_the_number_wanted) {
    for (const std::uint64_t seed : seeds) {
        RandomTown random{seed};
        random.steps(steps_each);
        engine::Engine folded;
        for (std::size_t i = 0; i < random.town.records.size(); ++i) {
            const auto& record = random.town.records[i];
            std::set<PersonId> asked;
            for (const auto& event : record.events) {
                std::visit([&](const auto& fact) { check(folded.state(), fact); }, event);
                if (const auto* offer = std::get_if<engine::OfferMade>(&event)) {
                    BOOST_TEST(asked.insert(offer->person).second);
                }
            }
            folded.apply(record, folded.state().last + 1, random.town.times[i]);
        }
    }
}

BOOST_AUTO_TEST_CASE(people_and_assignments_agree_and_nothing_overdue_is_left_at_every_step) {
    for (const std::uint64_t seed : seeds) {
        RandomTown random{seed};
        for (int i = 0; i < steps_each; ++i) {
            random.step();
            check_rest(random.town);
            if (i % 20 == 0) {
                check_people(random.town.state());
            }
        }
        check_people(random.town.state());
    }
}

BOOST_AUTO_TEST_CASE(left_alone_each_open_incident_ends_with_enough_people_or_with_a_human) {
    for (const std::uint64_t seed : seeds) {
        RandomTown random{seed};
        random.steps(steps_each);
        Town& town = random.town;
        town.pass(7'200'000);
        for (const auto& [id, incident] : town.state().incidents) {
            const bool enough = engine::missing_people(town.state(), incident) == 0;
            BOOST_TEST(
                (!incident.open() || incident.dispatcher_only || enough || incident.shortfall)
            );
        }
        for (const auto& [id, assignment] : town.state().assignments) {
            BOOST_TEST(!engine::is_answerable(assignment.state));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()

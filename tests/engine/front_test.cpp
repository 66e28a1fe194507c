#include "server/engine/front_rules.hpp"
#include "server/engine/retention_rules.hpp"
#include "server/engine/state_text.hpp"
#include "tests/engine/random_town.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

// Server/engine/front_rules.cpp and front_apply.cpp: what leaves with the journal's front.
using namespace dageng::test;
namespace engine = dageng::engine;

namespace {

constexpr std::int64_t day_ms = 24LL * 3'600'000;

Catalogue forgetful(Catalogue catalogue) {
    catalogue.retention = Retention{{0}, {0}};
    catalogue.journal_days.emplace().value = 1;
    return catalogue;
}

engine::DecisionRecord alone(engine::Event event) {
    return {{}, {}, {}, {}, {std::move(event)}};
}

/// All words and photos whose time is over.
void expire_all(Town& town) {
    for (const engine::Due& due : engine::due_records(town.state(), {}, 9999, town.now).due) {
        if (!due.told) {
            town.commit(alone(*engine::expire(town.state(), due.incident, due.part, town.now)));
        }
    }
    for (const engine::DueBroadcast& due : engine::due_broadcasts(town.state(), town.now)) {
        if (!due.told) {
            town.commit(alone(*engine::expire_broadcast(town.state(), due.broadcast, town.now)));
        }
    }
}

/// As much as may leave.
engine::FrontCut wish_of(const Town& town) {
    const TimeMs limit = engine::front_limit(town.state(), town.now).value();
    const auto look = engine::look_at_front(town.state(), {}, 9999, limit + -1);
    const TimeMs until = look.stays == 0 ? limit : std::min(limit, look.stays_at);
    engine::FrontCut wish;
    Offset first = 1;
    for (std::size_t i = 0; i < town.records.size(); ++i) {
        const Offset last = first + town.records[i].events.size() - 1;
        if (town.times[i] < until) {
            wish.last = last;
            wish.at = town.times[i];
        }
        first = last + 1;
    }
    wish.hash.value = std::string(64, 'a');
    wish.incidents = engine::look_at_front(town.state(), {}, 9999, wish.at).leaving;
    wish.broadcasts = engine::broadcasts_leaving(town.state(), wish.at);
    return wish;
}

engine::FrontCut cut(Town& town) {
    auto event = engine::cut_front(town.state(), wish_of(town), town.now);
    BOOST_REQUIRE(static_cast<bool>(event));
    town.commit(alone(*event));
    return std::get<engine::FrontCut>(*event);
}

std::vector<std::string> lines_of(const engine::State& state) {
    std::vector<std::string> lines;
    engine::write_state(state, [&](std::string_view line) { lines.emplace_back(line); });
    return lines;
}

/// What a start folds: a state without what left, by its text, and the records that stayed.
engine::Engine folded_from_front(const Town& town, const engine::FrontCut& front) {
    engine::Engine before;
    std::size_t i = 0;
    Offset first = 1;
    for (; first <= front.last; ++i) {
        before.apply(town.records[i], first, town.times[i]);
        first += town.records[i].events.size();
    }
    engine::State state = before.state();
    engine::apply(state, {}, front);
    state.front = before.state().front;
    const auto lines = lines_of(state);
    auto next = lines.begin();
    auto read = engine::read_state([&]() -> std::optional<std::string_view> {
        return next == lines.end() ? std::nullopt : std::optional<std::string_view>{*next++};
    });
    BOOST_REQUIRE_MESSAGE(static_cast<bool>(read), (read ? std::string{} : read.refusal().detail));
    engine::Engine after{std::move(*read)};
    for (; i < town.records.size(); ++i) {
        after.apply(town.records[i], first, town.times[i]);
        first += town.records[i].events.size();
    }
    return after;
}

bool holds(const engine::State& state, const std::string& text) {
    for (const std::string& line : lines_of(state)) {
        if (line.find(text) != std::string::npos) {
            return true;
        }
    }
    return false;
}

struct Old {
    IncidentId ended() {
        town.pass(1'000);
        const auto incident = town.incident_of(town.tip(reporter));
        BOOST_REQUIRE(
            town.say(desk, CloseIncident{incident, {"resolved"}, {}, {}}).answer.has_value()
        );
        return incident;
    }
    void days_later(int days) {
        town.pass(days * day_ms);
        expire_all(town);
    }
    Offset opened(IncidentId incident) const { return town.incident(incident).opened_n; }

    Town town{forgetful(small_catalogue())};
    PersonId desk = town.person(Role::dispatcher);
    PersonId reporter = town.person(Role::resident);
};

} // namespace

BOOST_AUTO_TEST_SUITE(front)

BOOST_FIXTURE_TEST_CASE(nothing_of_an_old_incident_but_its_number_is_left, Old) {
    const auto incident = ended();
    const std::string code = town.incident(incident).code.value;
    const TipId tip = town.incident(incident).tips.front();
    days_later(2);
    BOOST_TEST(holds(town.state(), code));
    const auto front = cut(town);
    BOOST_TEST((front.incidents == std::vector{incident}));
    BOOST_TEST(front.last >= 2U);
    BOOST_TEST(!holds(town.state(), code));
    BOOST_TEST(!town.state().incidents.contains(incident));
    BOOST_TEST(!town.state().tips.contains(tip));
    BOOST_TEST(!town.state().tips_of.contains(reporter));
    BOOST_TEST(town.state().front.last == front.last);
    BOOST_TEST(
        (town.say(desk, AddNote{incident, sealed<Words>("late")}).refused == ErrorCode::not_found)
    );
    BOOST_TEST((town.say(reporter, WithdrawTip{tip}).refused == ErrorCode::not_found));
    // The next has the next number.
    BOOST_TEST((ended() == IncidentId{incident.value + 1}));
}

BOOST_FIXTURE_TEST_CASE(a_fold_from_the_front_is_the_fold_from_the_beginning, Old) {
    ended();
    days_later(2);
    const auto front = cut(town);
    ended();
    BOOST_TEST(engine::digest(folded_from_front(town, front).state()) == town.digest());
    BOOST_TEST(engine::digest(town.folded().state()) == town.digest());
}

BOOST_FIXTURE_TEST_CASE(what_is_open_is_the_first_to_stay_however_old_it_is, Old) {
    const auto before = ended();
    town.pass(1'000);
    const auto open = town.incident_of(town.tip(reporter));
    const auto after = ended();
    days_later(9);
    const auto look = engine::look_at_front(town.state(), {}, 9, town.now + -day_ms);
    BOOST_TEST(look.stays == opened(open));
    BOOST_TEST((look.leaving == std::vector{before, after}));
    // What ended after it was opened stays for now: the front ends before both.
    const auto front = cut(town);
    BOOST_TEST((front.incidents == std::vector{before}));
    BOOST_TEST(front.last < opened(open));
}

BOOST_FIXTURE_TEST_CASE(under_a_legal_hold_an_incident_stays_and_all_after_it, Old) {
    const auto incident = ended();
    town.commit(alone(*engine::set_legal_hold(town.state(), incident, true, {"court file 12/26"})));
    days_later(9);
    auto wish = wish_of(town);
    BOOST_TEST(wish.incidents.empty());
    BOOST_TEST(wish.last < opened(incident));
    wish.incidents = {incident};
    BOOST_TEST(!engine::cut_front(town.state(), wish, town.now));
}

BOOST_FIXTURE_TEST_CASE(what_is_not_old_or_whose_words_are_still_kept_stays, Old) {
    const auto incident = ended();
    town.pass(2 * day_ms);
    BOOST_TEST(wish_of(town).incidents.empty()); // The words' keys are still there.
    expire_all(town);
    auto wish = wish_of(town);
    BOOST_TEST((wish.incidents == std::vector{incident}));
    wish.at = town.now;
    BOOST_TEST(!engine::cut_front(town.state(), wish, town.now));
    town.commit({{}, {}, {}, {}, *town.engine.take_catalogue(small_catalogue())});
    wish.at = {1};
    BOOST_TEST(!engine::front_limit(town.state(), town.now).has_value());
    BOOST_TEST(!engine::cut_front(town.state(), wish, town.now));
}

BOOST_AUTO_TEST_CASE(a_busy_town_goes_on_without_what_left) {
    std::size_t left = 0;
    for (const std::uint64_t seed : {1U, 2U, 3U, 4U}) {
        RandomTown random{seed, forgetful(busy_catalogue())};
        Town& town = random.town;
        engine::FrontCut front;
        for (int round = 0; round < 3; ++round) {
            random.steps(250);
            for (const auto& [id, incident] : town.state().incidents) {
                if (incident.open()) {
                    town.say(random.dispatchers.front(), CloseIncident{id, {"resolved"}, {}, {}});
                }
            }
            town.now = town.now + 3 * day_ms;
            random.steps(20);
            expire_all(town);
            const auto wish = wish_of(town);
            if (wish.last > town.state().front.last) {
                front = cut(town);
                left += front.incidents.size();
            }
        }
        random.steps(100);
        for (const engine::Person& person : town.state().people) {
            engine::snapshot(town.state(), person.id, opener());
        }
        BOOST_TEST(engine::digest(town.folded().state()) == town.digest());
        BOOST_TEST(engine::digest(folded_from_front(town, front).state()) == town.digest());
    }
    BOOST_TEST(left > 20U);
}

BOOST_AUTO_TEST_SUITE_END()

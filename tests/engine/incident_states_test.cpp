#include "protocol/names.hpp"
#include "server/engine/incident_states.hpp"
#include "server/engine/states_text.hpp"
#include "tests/engine/triage_desk.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <set>
#include <sstream>

// Server/engine/incident_states.hpp: the one table of an incident's steps, what is refused by it,
// and the text that is made of it.
using namespace dageng::test;
namespace engine = dageng::engine;

namespace {

/// An incident that stands in a given state, in a town of its own.
struct Placed : TriageDesk {
    IncidentId id;
    IncidentId other;

    explicit Placed(IncidentState wanted) {
        using enum IncidentState;
        other = town.incident_of(town.tip(second, "suggestion", metres(2000)));
        if (wanted == triaged) {
            id = town.incident_of(town.tip(reporter, "suggestion"));
            return;
        }
        const auto volunteer = town.on_duty(metres(400));
        id = town.incident_of(town.tip(reporter));
        const auto go = [&](Progress status) {
            town.say(volunteer, SetStatus{town.current(volunteer), status});
        };
        if (wanted == responding || wanted == on_scene || wanted == clearing) {
            town.say(volunteer, AcceptOffer{town.current(volunteer)});
        }
        if (wanted == on_scene || wanted == clearing) {
            go(Progress::on_scene);
        }
        if (wanted == clearing) {
            go(Progress::cleared);
        }
        if (wanted == closed) {
            say(CloseIncident{id, {"resolved"}, {}, {"done"}});
        }
        if (wanted == referred) {
            say(ReferIncident{id, {"neighbour"}, {}});
        }
        if (wanted == merged) {
            say(MergeIncidents{id, other});
        }
        BOOST_REQUIRE_MESSAGE(state(id) == wanted, enum_name(wanted));
    }
};

std::vector<IncidentState> states() {
    std::vector<IncidentState> all;
    for_each_enumerator<IncidentState>([&](IncidentState each, std::string_view) {
        // No incident is without a plan: it begins as triaged.
        if (each != IncidentState::received) {
            all.push_back(each);
        }
    });
    return all;
}

/// The command takes the listed steps to a state and is refused otherwise, naming both.
template <class Make>
void hold_to_the_table(IncidentState to, Make make) {
    for (const IncidentState from : states()) {
        Placed placed{from};
        const Command command = make(placed);
        const auto refused = placed.refusal(command);
        if (engine::may_step(from, to)) {
            BOOST_TEST(!refused.has_value(), enum_name(from));
            placed.say(command);
            BOOST_TEST((placed.state(placed.id) == to), enum_name(from));
        } else {
            BOOST_REQUIRE_MESSAGE(refused.has_value(), enum_name(from));
            BOOST_TEST((refused->code == ErrorCode::wrong_state), enum_name(from));
            BOOST_TEST(refused->detail.find(enum_name(from)) != std::string::npos);
            BOOST_TEST(refused->detail.find(enum_name(to)) != std::string::npos);
        }
    }
}

} // namespace

BOOST_AUTO_TEST_SUITE(incident_states)

BOOST_AUTO_TEST_CASE(each_state_but_the_first_is_reached_by_a_step_and_no_step_is_listed_twice) {
    std::set<IncidentState> reached{IncidentState::triaged};
    std::set<std::pair<IncidentState, IncidentState>> steps;
    for (const auto& step : engine::incident_steps) {
        reached.insert(step.to);
        BOOST_TEST((step.from != step.to));
        BOOST_TEST(steps.emplace(step.from, step.to).second);
        BOOST_TEST(!step.by.empty());
    }
    BOOST_TEST(reached.size() == states().size());
}

BOOST_AUTO_TEST_CASE(nothing_leaves_an_end_but_a_referral_taken_back_and_a_closing_undone) {
    for (const auto& step : engine::incident_steps) {
        BOOST_TEST((step.from != IncidentState::merged));
        BOOST_TEST((!engine::is_end(step.from) || !engine::is_end(step.to)));
    }
}

BOOST_AUTO_TEST_CASE(a_dispatcher_closes_by_listed_steps_and_no_others) {
    hold_to_the_table(IncidentState::closed, [](const Placed& placed) {
        return CloseIncident{placed.id, {"resolved"}, {}, {"done"}};
    });
}

BOOST_AUTO_TEST_CASE(a_dispatcher_refers_by_listed_steps_and_no_others) {
    hold_to_the_table(IncidentState::referred, [](const Placed& placed) {
        return ReferIncident{placed.id, {"neighbour"}, {}};
    });
}

BOOST_AUTO_TEST_CASE(a_dispatcher_merges_by_listed_steps_and_no_others) {
    hold_to_the_table(IncidentState::merged, [](const Placed& placed) {
        return MergeIncidents{placed.id, placed.other};
    });
}

BOOST_AUTO_TEST_CASE(the_published_tables_are_those_of_the_code) {
    std::ifstream file("docs/states.md", std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    BOOST_TEST(
        text.str() == engine::states_text(),
        "docs/states.md is stale. To mend it, build dageng-states and run it in the root of the "
        "sources: build/dev/server/engine/dageng-states > docs/states.md"
    );
}

BOOST_AUTO_TEST_SUITE_END()

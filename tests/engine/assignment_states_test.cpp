#include "protocol/names.hpp"
#include "server/engine/assignment_states.hpp"
#include "tests/engine/town.hpp"

#include <boost/test/unit_test.hpp>

// Server/engine/assignment_states.hpp: each pair of states is a listed step, or it is refused.
using namespace dageng::test;
namespace engine = dageng::engine;

namespace {

/// A town in which one volunteer's assignment for one incident stands in a given state.
struct Standing {
    Town town;
    PersonId dispatcher = town.person(Role::dispatcher);
    PersonId reporter = town.person(Role::resident);
    PersonId volunteer = town.on_duty(metres(300));
    AssignmentId assignment;

    explicit Standing(AssignmentState wanted) {
        town.tip(reporter);
        assignment = town.current(volunteer);
        bring_to(wanted);
        BOOST_REQUIRE((state() == wanted));
    }

    AssignmentState state() const { return town.state_of(assignment); }
    Town::Said progress(PersonId by, Progress status) {
        return town.say(by, SetStatus{assignment, status});
    }

  private:
    void bring_to(AssignmentState wanted) {
        using enum AssignmentState;
        switch (wanted) {
        case offered:
            return;
        case seen:
            return town.see(volunteer);
        case unreached:
            return town.pass(3'000);
        case declined:
            town.say(volunteer, DeclineOffer{assignment});
            return;
        case expired:
            return town.pass(45'000);
        case stood_down:
            town.say(dispatcher, StandDownResponder{assignment});
            return;
        case accepted:
            // No command stops here: accepting says that the person goes. A journal may.
            return town.commit(
                {{},
                 {},
                 {},
                 {},
                 {engine::AssignmentChanged{
                     assignment,
                     town.state().assignments.at(assignment).incident,
                     volunteer,
                     volunteer,
                     accepted,
                     Cause::person
                 }}}
            );
        case en_route:
        case on_scene:
        case cleared:
        case failed:
            break;
        }
        town.say(volunteer, AcceptOffer{assignment});
        if (wanted == on_scene || wanted == cleared) {
            progress(volunteer, Progress::on_scene);
        }
        if (wanted == cleared) {
            progress(volunteer, Progress::cleared);
        }
        if (wanted == failed) {
            progress(volunteer, Progress::failed);
        }
    }
};

std::vector<AssignmentState> all_states() {
    std::vector<AssignmentState> states;
    for_each_enumerator<AssignmentState>([&](AssignmentState state, std::string_view) {
        states.push_back(state);
    });
    return states;
}

std::string from_to(AssignmentState from, AssignmentState to) {
    return std::string(enum_name(from)) + " to " + std::string(enum_name(to));
}

/// Each state, tried with a command that leads to another: taken when the step is listed, refused
/// with this code when it isn't, and then nothing has changed.
template <class Try>
void hold_to_the_list(AssignmentState to, ErrorCode refusal, Try attempt) {
    for (const AssignmentState from : all_states()) {
        if (from == to) {
            continue;
        }
        Standing standing{from};
        const std::string before = standing.town.digest();
        const auto said = attempt(standing);
        const std::string step = from_to(from, to);
        if (engine::may_step(from, to)) {
            BOOST_TEST(!said.refused.has_value(), step << " is a step");
            BOOST_TEST((standing.state() == to), step << " was taken");
        } else {
            BOOST_TEST((said.refused == refusal), step << " is refused with its code");
            BOOST_TEST(standing.town.digest() == before, step << " changes nothing");
        }
    }
}

constexpr std::pair<Progress, AssignmentState> progresses[] = {
    {Progress::en_route, AssignmentState::en_route},
    {Progress::on_scene, AssignmentState::on_scene},
    {Progress::cleared, AssignmentState::cleared},
    {Progress::failed, AssignmentState::failed},
};

} // namespace

BOOST_AUTO_TEST_SUITE(assignment_states)

BOOST_AUTO_TEST_CASE(ends_have_no_way_out_and_all_else_has_one) {
    for (const AssignmentState from : all_states()) {
        const bool end = !engine::is_answerable(from) && !engine::is_running(from);
        std::size_t ways = 0;
        for (const AssignmentState to : all_states()) {
            ways += engine::may_step(from, to) ? 1 : 0;
        }
        BOOST_TEST((ways == 0) == end, enum_name(from));
        BOOST_TEST(!engine::may_step(from, from));
    }
}

BOOST_AUTO_TEST_CASE(whoever_is_asked_or_goes_can_be_stood_down) {
    for (const AssignmentState from : all_states()) {
        const bool held = engine::is_answerable(from) || engine::is_running(from);
        BOOST_TEST(engine::may_step(from, AssignmentState::stood_down) == held, enum_name(from));
    }
}

BOOST_AUTO_TEST_CASE(a_person_takes_listed_steps_by_telling_a_status_and_no_others) {
    for (const auto& [progress, to] : progresses) {
        hold_to_the_list(to, ErrorCode::wrong_state, [status = progress](Standing& standing) {
            return standing.progress(standing.volunteer, status);
        });
    }
}

BOOST_AUTO_TEST_CASE(a_dispatcher_takes_the_same_steps_for_a_person_and_no_others) {
    for (const auto& [progress, to] : progresses) {
        hold_to_the_list(to, ErrorCode::wrong_state, [status = progress](Standing& standing) {
            return standing.progress(standing.dispatcher, status);
        });
    }
}

BOOST_AUTO_TEST_CASE(a_dispatcher_stands_down_by_listed_steps_and_no_others) {
    hold_to_the_list(AssignmentState::stood_down, ErrorCode::wrong_state, [](Standing& standing) {
        return standing.town.say(standing.dispatcher, StandDownResponder{standing.assignment});
    });
}

BOOST_AUTO_TEST_CASE(an_offer_is_declined_by_listed_steps_and_no_others) {
    hold_to_the_list(AssignmentState::declined, ErrorCode::offer_over, [](Standing& standing) {
        return standing.town.say(standing.volunteer, DeclineOffer{standing.assignment});
    });
}

BOOST_AUTO_TEST_CASE(an_offer_is_accepted_from_each_state_that_may_be_answered_and_no_other) {
    for (const AssignmentState from : all_states()) {
        Standing standing{from};
        const std::string before = standing.town.digest();
        const auto said = standing.town.say(standing.volunteer, AcceptOffer{standing.assignment});
        if (engine::may_step(from, AssignmentState::accepted)) {
            BOOST_TEST((standing.state() == AssignmentState::en_route), enum_name(from));
        } else {
            BOOST_TEST((said.refused == ErrorCode::offer_over), enum_name(from));
            BOOST_TEST(standing.town.digest() == before, enum_name(from));
        }
    }
}

BOOST_AUTO_TEST_CASE(telling_the_status_that_already_is_changes_nothing_and_is_no_error) {
    for (const auto& [progress, state] : progresses) {
        Standing standing{state};
        const std::string before = standing.town.digest();
        const auto said = standing.progress(standing.volunteer, progress);
        BOOST_TEST((said.as<AssignmentAnswer>().state == state));
        BOOST_TEST(standing.town.digest() == before);
    }
}

BOOST_AUTO_TEST_CASE(an_offer_is_seen_only_while_it_is_new) {
    for (const AssignmentState from : all_states()) {
        Standing standing{from};
        const auto& assignment = standing.town.state().assignments.at(standing.assignment);
        const auto events = standing.town.engine.seen(standing.volunteer, assignment.offer_n);
        BOOST_TEST(events.empty() == (from != AssignmentState::offered), enum_name(from));
    }
}

BOOST_AUTO_TEST_CASE(another_notice_or_another_person_shows_no_offer) {
    Standing standing{AssignmentState::offered};
    const auto n = standing.town.state().assignments.at(standing.assignment).offer_n;
    BOOST_TEST(standing.town.engine.seen(standing.volunteer, n + 1).empty());
    BOOST_TEST(standing.town.engine.seen(standing.reporter, n).empty());
    BOOST_TEST(standing.town.engine.seen({999}, n).empty());
}

BOOST_AUTO_TEST_SUITE_END()

#include "tests/district/rig.hpp"
#include "tests/engine/town.hpp"

#include <boost/test/unit_test.hpp>

// Live sessions make who is at the desk; readiness and reporters hear when nobody is.
using namespace dageng::test;
using namespace dageng::protocol;
namespace bus = dageng::bus;

namespace {

struct DeskRig : Rig {
    DeskRig() {
        Catalogue catalogue = small_catalogue();
        EscalationStep step{{0}, {{"on call"}, {"on call"}}, {}, true};
        catalogue.escalation = Escalation{{{step}}, {300}};
        leader->take_configuration(std::move(catalogue), std::nullopt, clocks());
        durable();
        account("desk", Role::dispatcher);
        account("other-desk", Role::dispatcher);
        account("leader", Role::supervisor);
        account("reporter", Role::resident);
    }

    double unattended() const { return metric("dageng_unattended_incidents").value(); }
};

} // namespace

BOOST_AUTO_TEST_SUITE(desk)

BOOST_FIXTURE_TEST_CASE(
    a_tip_with_nobody_at_the_desk_is_unattended_until_somebody_answers, DeskRig
) {
    const auto on_call = connect("leader");
    const auto reporter = connect("reporter");
    tip(reporter);
    BOOST_TEST(unattended() == 1);
    BOOST_TEST(of(on_call).told("escalation-call").size() == 1U);
    BOOST_TEST(of(reporter).told("tip-attention").size() == 1U);
    ask(on_call, AnswerEscalation{{1}});
    BOOST_TEST(unattended() == 0);
    BOOST_TEST(of(reporter).told("tip-attention").size() == 2U);
}

BOOST_FIXTURE_TEST_CASE(a_dispatcher_is_told_to_the_others_while_any_session_lasts, DeskRig) {
    const auto other = connect("other-desk");
    const auto one = connect("desk");
    const auto two = connect("desk");
    const auto there = [&] { return of(other).told("desk-changed").back().at("there"); };
    const auto told = of(other).told("desk-changed").size();
    BOOST_TEST(there() == true);
    send(bus::Closed{one});
    pass(60'000);
    BOOST_TEST(of(other).told("desk-changed").size() == told);
    send(bus::Closed{two});
    pass(10'000);
    BOOST_TEST(of(other).told("desk-changed").size() == told + 1);
    BOOST_TEST(there() == false);
}

BOOST_FIXTURE_TEST_CASE(
    who_does_not_come_back_after_a_start_leaves_what_they_answered_for, DeskRig
) {
    const auto console = connect("desk");
    tip(connect("reporter"));
    ask(console, AcknowledgeIncident{{1}});
    BOOST_TEST(unattended() == 0);
    restart();
    BOOST_TEST(unattended() == 0);
    pass(dageng::district::Leader::hold_ms);
    BOOST_TEST(unattended() == 1);
    connect("desk");
    durable();
    BOOST_TEST(unattended() == 0);
}

BOOST_AUTO_TEST_SUITE_END()

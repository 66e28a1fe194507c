#include "tests/district/rig.hpp"
#include "tests/engine/safety_town.hpp"

#include <boost/test/unit_test.hpp>

// Check-ins and panic through the leader: sealed, told, and there again after a restart.
using namespace dageng;
using namespace dageng::test;

namespace {

struct Safety : Rig {
    Safety() {
        // Its own version of the town's catalogue, with check-ins and plans for distress.
        leader->take_configuration(
            safety_catalogue(check_in_ms / 1000, warning_ms / 1000), std::nullopt, clocks()
        );
        durable();
        account("desk", Role::dispatcher);
        account("wang-the-caller", Role::resident);
        desk = connect("desk");
        caller = connect("wang-the-caller");
    }

    Json raise(std::string id = {}) {
        return ask(
            caller, protocol::RaisePanic{protocol::Place{metres(300), {12}}, false}, std::move(id)
        );
    }
    static protocol::Personal<protocol::Text<2, 60>> word(std::string text) {
        return protocol::Personal<protocol::Text<2, 60>>{protocol::Text<2, 60>{std::move(text)}};
    }
    const engine::Distress& distress() const {
        return leader->engine().state().safety.distress.rbegin()->second;
    }

    bus::SessionId desk = 0;
    bus::SessionId caller = 0;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(safety, Safety)

BOOST_AUTO_TEST_CASE(the_console_hears_who_and_a_volunteer_hears_no_name_and_no_number) {
    while (leader->engine().state().people.size() < 776) {
        leader->add_account({}, clocks());
    }
    durable();
    const auto odd = account("zhao-the-odd", Role::resident);
    const auto helper = on_duty("li-the-walker", metres(100));
    caller = connect("zhao-the-odd");
    raise();
    const Json told = of(desk).told("distress-raised").at(0);
    BOOST_TEST(told.at("name") == "zhao-the-odd");
    BOOST_TEST(told.at("person") == odd.value);
    BOOST_REQUIRE(!of(helper).told("offer").empty());
    BOOST_TEST(!of(helper).holds("zhao"));
    BOOST_TEST(!of(helper).holds("\"person\":" + std::to_string(odd.value)));
}

BOOST_AUTO_TEST_CASE(a_panic_survives_a_restart_for_the_console_and_for_the_caller) {
    const Json first = raise("help-of-caller");
    restart();
    desk = connect("desk");
    caller = connect("wang-the-caller");
    BOOST_TEST(distress().open());
    BOOST_TEST(of(desk).told("distress-raised").size() == 1U);
    BOOST_TEST(of(caller).told("panic-changed").size() == 1U);
    BOOST_TEST(raise("help-of-caller") == first);
}

BOOST_AUTO_TEST_CASE(the_safe_word_is_known_after_a_restart_and_stands_in_no_record) {
    ask(caller, protocol::SetSafeWord{word("blue kettle")});
    restart();
    caller = connect("wang-the-caller");
    raise();
    BOOST_TEST(ask(caller, protocol::EndPanic{word("blue kettle")}).contains("incident"));
    BOOST_TEST((distress().end == protocol::DistressEnd::safe_word));
    BOOST_TEST(!distress().open());
    BOOST_TEST(records().find("kettle") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(two_people_with_one_word_have_different_fingerprints) {
    account("qian-the-other", Role::resident);
    ask(caller, protocol::SetSafeWord{word("blue kettle")});
    ask(connect("qian-the-other"), protocol::SetSafeWord{word("blue kettle")});
    const auto& words = leader->engine().state().safety.words;
    BOOST_REQUIRE_EQUAL(words.size(), 2U);
    BOOST_TEST(words.begin()->second.fingerprint != words.rbegin()->second.fingerprint);
}

BOOST_AUTO_TEST_CASE(a_check_in_clock_goes_on_over_a_restart_and_is_missed_at_its_time) {
    const auto walker = on_duty("li-the-walker", metres(100));
    tip(caller);
    const std::uint64_t assignment = of(walker).told("offer").at(0).at("assignment");
    ask(walker, protocol::AcceptOffer{{assignment}});
    ask(walker, protocol::SetStatus{{assignment}, protocol::Progress::on_scene});
    pass(check_in_ms / 2);
    restart();
    desk = connect("desk");
    BOOST_TEST(of(desk).told("check-in-changed").size() == 1U);
    pass(check_in_ms / 2 - 1'000);
    BOOST_TEST(leader->engine().state().safety.distress.empty());
    pass(1'000);
    BOOST_REQUIRE(!leader->engine().state().safety.distress.empty());
    BOOST_TEST((distress().kind == protocol::DistressKind::missed_check_in));
    BOOST_TEST(of(desk).told("distress-raised").at(0).at("name") == "li-the-walker");
}

BOOST_AUTO_TEST_SUITE_END()

#include "simulation/client.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

// Simulation/client.cpp: when a page shows what a fresh snapshot shows, and when it doesn't.
using dageng::simulation::Client;

namespace {

std::string change(int assignment, const std::string& state) {
    return R"({"assignment":)" + std::to_string(assignment) +
           R"(,"incident":1,"person":5,"state":")" + state +
           R"(","at":"2026-11-24T10:00:00.000Z","cause":"person"})";
}

std::string item(const std::string& type, const std::string& data) {
    return R"({"type":")" + type + R"(","data":)" + data + "}";
}

const std::string fresh_accepted = item("assignment-changed", change(7, "accepted"));

} // namespace

BOOST_AUTO_TEST_SUITE(client)

BOOST_AUTO_TEST_CASE(the_same_by_notice_and_by_snapshot_is_no_difference) {
    Client live;
    live.hear("assignment-changed", change(7, "seen"));
    live.hear("assignment-changed", change(7, "accepted"));
    Client fresh;
    fresh.start({fresh_accepted});
    BOOST_TEST(live.differs_from(fresh) == "");
}

BOOST_AUTO_TEST_CASE(a_notice_that_was_missed_is_a_difference) {
    Client live;
    live.hear("assignment-changed", change(7, "seen"));
    Client fresh;
    fresh.start({fresh_accepted});
    BOOST_TEST(live.differs_from(fresh) == "assignment 7 is accepted and shown as seen");
    BOOST_TEST(Client{}.differs_from(fresh) == "assignment 7 is accepted and shown as nothing");
}

BOOST_AUTO_TEST_CASE(what_the_snapshot_leaves_out_must_be_over) {
    Client live;
    live.hear("assignment-changed", change(7, "accepted"));
    BOOST_TEST(live.differs_from(Client{}) == "assignment 7 is over and shown as accepted");
    live.hear("assignment-changed", change(7, "cleared"));
    BOOST_TEST(live.differs_from(Client{}) == "");
}

BOOST_AUTO_TEST_CASE(a_snapshot_has_an_incident_whole) {
    const std::string shortfall =
        R"({"incident":3,"reason":"nobody-on-duty","missing":1,"at":"2026-11-24T10:00:00.000Z"})";
    const std::string open = R"({"incident":3,"state":"triaged","at":"2026-11-24T10:00:00.000Z"})";
    Client live;
    live.hear("shortfall", shortfall);
    live.hear("incident-changed", open);
    Client fresh;
    fresh.start({item("incident-changed", open)});
    BOOST_TEST(live.differs_from(fresh) == "shortfall 3 is over and shown as nobody-on-duty 1");
}

BOOST_AUTO_TEST_CASE(a_snapshot_replaces_all_that_was_known) {
    Client live;
    live.hear("assignment-changed", change(8, "accepted"));
    live.start({fresh_accepted});
    Client fresh;
    fresh.start({fresh_accepted});
    BOOST_TEST(live.differs_from(fresh) == "");
}

BOOST_AUTO_TEST_SUITE_END()

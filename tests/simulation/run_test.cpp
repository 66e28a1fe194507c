#include "simulation/run.hpp"

#include <boost/test/unit_test.hpp>

// Simulation/run.cpp: one seed is one run.
using namespace dageng::simulation;

namespace {

/// Begins at four in the morning, when there is neither dispatcher nor officer.
constexpr Options small{.seed = 4, .hours = 2, .people = 200};
/// Until dispatchers have done all that they do.
constexpr Options morning{.seed = 9, .hours = 4, .people = 200};

} // namespace

BOOST_AUTO_TEST_SUITE(run)

BOOST_AUTO_TEST_CASE(the_same_seed_gives_the_same_journal_to_the_last_byte) {
    const Report one = dageng::simulation::run(small);
    const Report two = dageng::simulation::run(small);
    BOOST_TEST(one.line() == two.line());
    BOOST_TEST(one.digest.size() == 64);
    BOOST_TEST(one.checks == two.checks);
}

BOOST_AUTO_TEST_CASE(another_seed_gives_another_journal) {
    Options other = small;
    ++other.seed;
    BOOST_TEST(dageng::simulation::run(small).digest != dageng::simulation::run(other).digest);
}

BOOST_AUTO_TEST_CASE(a_run_is_good_when_it_asked_and_missed_somebody_and_broke_nothing) {
    const Report report = dageng::simulation::run(morning);
    BOOST_TEST(report.good(), report.line());
    BOOST_TEST(report.counts.offers > 0);
    BOOST_TEST(report.counts.accepted > 0);
    BOOST_TEST(report.counts.shortfalls > 0);
    BOOST_TEST(report.counts.restarts > 0);
    for (const Invariant& one : all_invariants()) {
        BOOST_TEST(report.checks.contains(one.name), one.name);
    }
}

BOOST_AUTO_TEST_SUITE_END()

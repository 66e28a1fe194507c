#include "protocol/names.hpp"
#include "server/engine/planted.hpp"
#include "simulation/run.hpp"

#include <boost/test/unit_test.hpp>

#include <map>
#include <string>

// The simulation's checks themselves: each fault that is planted in the engine is found by some
// seed, under the name of a promise that it breaks; without it the same seeds are clean.
using dageng::engine::Bug;
using dageng::simulation::Options;
using dageng::simulation::Report;

namespace {

/// From two hours of the day, one with a full dispatch room.
constexpr std::uint64_t seeds[] = {7, 17, 40, 65};

Report run_with(Bug bug, std::uint64_t seed) {
    dageng::engine::plant(bug);
    Options options;
    options.seed = seed;
    options.hours = 2;
    options.people = 300;
    Report report = dageng::simulation::run(options);
    dageng::engine::plant(Bug::none);
    return report;
}

} // namespace

BOOST_AUTO_TEST_SUITE(planted)

BOOST_AUTO_TEST_CASE(without_a_planted_fault_the_seeds_are_clean) {
    for (const std::uint64_t seed : seeds) {
        const Report report = run_with(Bug::none, seed);
        BOOST_TEST(report.good(), report.line());
    }
}

BOOST_AUTO_TEST_CASE(each_planted_fault_is_found_by_some_seed_and_named_with_its_seed) {
    dageng::protocol::for_each_enumerator<Bug>([](Bug bug, std::string_view name) {
        if (bug == Bug::none) {
            return;
        }
        std::string found;
        for (const std::uint64_t seed : seeds) {
            const Report report = run_with(bug, seed);
            if (report.violation) {
                found = report.violation->invariant;
                BOOST_TEST(!report.last_events.empty());
                BOOST_TEST(report.line().ends_with(" violations 1"));
                BOOST_TEST_MESSAGE(name << ": seed " << seed << " finds " << found);
                break;
            }
        }
        BOOST_TEST(!found.empty(), "no seed finds " << name);
    });
}

BOOST_AUTO_TEST_SUITE_END()

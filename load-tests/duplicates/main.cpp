#include "load-tests/duplicates/trial.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <string>

namespace {

using namespace dageng::duplicates;

/// Attaching hides a report from the queue, so it must nearly always be right; a proposal costs a
/// look.
constexpr double least_precision = 0.95;
constexpr double least_proposals = 1.0 / 3;
constexpr std::uint64_t seed = 1;

void print(std::string_view name, const Tally& tally) {
    fmt::print(
        "{:<6} duplicates {:4}  incidents {:5}  attached {:4}, right {:5.1f} %  recall {:5.1f} %  "
        "proposed {:4}, right {:5.1f} %  found with proposals {:5.1f} %\n",
        name,
        tally.duplicates,
        tally.opened,
        tally.attached,
        100 * tally.precision(),
        100 * tally.recall(),
        tally.proposed,
        100 * tally.proposal_precision(),
        100 * tally.found()
    );
}

int run(const std::string& file) {
    const auto reports = reports_from(file, seed);
    std::vector<Report> tuning;
    std::vector<Report> testing;
    for (const Report& report : reports) {
        (report.day % 2 == 0 ? tuning : testing).push_back(report);
    }
    const auto rule = tune(tuning, least_precision, least_proposals);
    fmt::print(
        "rule   reach_m = {}  window_s = {}  compatible = {}  other = {}  propose = {}  attach = "
        "{}\n",
        rule.reach_m.value,
        rule.window_s.value,
        rule.compatible.value,
        rule.other.value,
        rule.propose.value,
        rule.attach.value
    );
    print("tuned", try_rule(rule, tuning));
    print("held", try_rule(rule, testing));
    return 0;
}

} // namespace

/// Tunes the rule of duplicates on every second day of the calls, and tries it on the others.
int main(int argc, char** argv) {
    if (argc != 2) {
        fmt::print(stderr, "usage: dageng-duplicates incidents_sf.csv.gz\n");
        return 2;
    }
    try {
        return run(argv[1]);
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        return 1;
    }
}

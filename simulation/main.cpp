#include "simulation/run.hpp"

#include <CLI/CLI.hpp>

#include <csignal>
#include <cstdio>
#include <exception>
#include <string>

// dageng-simulate: one run of a whole district from one seed.
namespace {

using dageng::simulation::Options;
using dageng::simulation::Report;

std::string repeat; // For the signal's handler, which may be given nothing.

extern "C" void say_how_to_repeat(int) {
    std::fputs(repeat.c_str(), stderr);
    std::_Exit(1);
}

void say_violation(const Report& report) {
    std::printf(
        "seed %llu, at %lld ms: %s is broken: %s (%llu)\nThe last decisions:\n",
        static_cast<unsigned long long>(report.options.seed),
        static_cast<long long>(report.at.value),
        report.violation->invariant.c_str(),
        report.violation->what.c_str(),
        static_cast<unsigned long long>(report.violation->whom)
    );
    for (const std::string& line : report.last_events) {
        std::printf("  %s\n", line.c_str());
    }
    std::fputs(repeat.c_str(), stdout);
}

void say_checks(const Report& report) {
    for (const auto& [name, count] : report.checks) {
        std::printf(
            "%-28s %12llu\n", std::string(name).c_str(), static_cast<unsigned long long>(count)
        );
    }
    std::printf("erased %llu\n", static_cast<unsigned long long>(report.counts.erased));
    std::printf("restarts %llu\n", static_cast<unsigned long long>(report.counts.restarts));
}

int simulate(const Options& options, bool checks) {
    const Report report = dageng::simulation::run(options);
    if (report.violation) {
        say_violation(report);
    } else if (!report.too_quiet.empty()) {
        std::printf("The run shows nothing: %s.\n%s", report.too_quiet.c_str(), repeat.c_str());
    }
    if (checks) {
        say_checks(report);
    }
    std::printf("%s\n", report.line().c_str());
    return report.good() ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
    Options options;
    bool checks = false;
    CLI::App app{"Drives a whole district from one seed and checks what must always hold."};
    app.add_option("--seed", options.seed, "The same seed, the same run to the last byte");
    app.add_option("--hours", options.hours, "Of virtual time; the seed says from which hour on")
        ->check(CLI::Range(1U, Options::most_hours));
    app.add_option("--people", options.people, "Accounts, of which a tenth is on duty by day")
        ->check(CLI::Range(Options::fewest_people, Options::most_people));
    app.add_flag("--checks", checks, "Say how often each invariant was checked");
    CLI11_PARSE(app, argc, argv);
    repeat = "Repeat with: " + options.command() + "\n";
    std::signal(SIGABRT, say_how_to_repeat);
    try {
        return simulate(options, checks);
    } catch (const std::exception& error) {
        std::printf("The run broke off: %s\n%s", error.what(), repeat.c_str());
        return 1;
    }
}

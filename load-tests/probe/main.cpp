#include "load-tests/measure/histogram.hpp"
#include "load-tests/probe/commit_probe.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/os.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <exception>
#include <optional>
#include <string>
#include <thread>

namespace {

std::atomic<bool> stopped{false};

struct ProbeOptions {
    std::string folder;
    double rate = 20;
    double seconds = 10;
    std::string samples_path;
};

std::optional<ProbeOptions> read_options(int argc, char** argv, int& exit_code) {
    ProbeOptions options;
    CLI::App app{
        "Commits single rows durably (SQLite, WAL, synchronous=FULL) at a steady rate and says how "
        "long each commit took. Ends after its time, or at SIGTERM or SIGINT.",
        "dageng-probe"
    };
    app.add_option("--dir", options.folder, "folder on the file system to be probed")->required();
    app.add_option("--rate", options.rate, "commits a second")->capture_default_str();
    app.add_option("--seconds", options.seconds, "how long")->capture_default_str();
    app.add_option(
        "--samples", options.samples_path, "write `unix_ms,took_us` of every commit to this file"
    );
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        exit_code = app.exit(error);
        return std::nullopt;
    }
    return options;
}

void probe(const ProbeOptions& options) {
    using Clock = std::chrono::steady_clock;
    dageng::load::CommitProbe probe(options.folder);
    dageng::load::Histogram times;
    std::optional<fmt::ostream> samples;
    if (!options.samples_path.empty()) {
        samples.emplace(fmt::output_file(options.samples_path));
        samples->print("unix_ms,took_us\n");
    }
    const auto gap =
        std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(1 / options.rate)
        );
    const auto end = Clock::now() + std::chrono::duration<double>(options.seconds);
    for (auto due = Clock::now(); due < end && !stopped; due += gap) {
        std::this_thread::sleep_until(due);
        const auto at = std::chrono::system_clock::now().time_since_epoch();
        const std::chrono::nanoseconds took = probe.commit();
        times.record(took.count());
        if (samples) {
            samples->print(
                "{},{:.1f}\n",
                std::chrono::duration_cast<std::chrono::milliseconds>(at).count(),
                static_cast<double>(took.count()) / 1e3
            );
        }
    }
    const auto ms = [&](double quantile) { return static_cast<double>(times.at(quantile)) / 1e6; };
    fmt::print(
        "durable one-row commit, ms: p50 {:.3f} p99 {:.3f} p99.9 {:.3f} max {:.3f} ({} commits)\n",
        ms(0.5),
        ms(0.99),
        ms(0.999),
        static_cast<double>(times.max()) / 1e6,
        times.count()
    );
}

} // namespace

int main(int argc, char** argv) {
    try {
        int exit_code = 0;
        const auto options = read_options(argc, argv, exit_code);
        if (!options) {
            return exit_code;
        }
        std::signal(SIGTERM, [](int) { stopped = true; });
        std::signal(SIGINT, [](int) { stopped = true; });
        probe(*options);
        return 0;
    } catch (const std::exception& error) {
        fmt::print(stderr, "dageng-probe: {}\n", error.what());
        return 1;
    }
}

#include "load-tests/generate/options.hpp"

#include <CLI/CLI.hpp>

namespace dageng::load {

namespace {

void add_people(CLI::App& app, LoadOptions& options) {
    app.add_option("--server", options.server, "HOST:PORT of a server on this machine")
        ->capture_default_str();
    app.add_option(
        "--server-pid",
        options.server_pids,
        "its process, for the CPU and memory figures; all of them, when there are several"
    );
    app.add_option("--tokens", options.tokens_path, "tokens of the volunteers, one a line")
        ->required();
    app.add_option("--reporters", options.reporters_path, "tokens of those who send tips");
    app.add_option(
        "--consoles",
        options.consoles_path,
        "tokens of dispatchers; the first also says --broadcasts"
    );
    app.add_option("--connections", options.connections, "volunteers; 0: one for each token");
    app.add_option("--watching", options.watching, "consoles that watch the map, of those tokens")
        ->capture_default_str();
    app.add_option(
           "--handling", options.handling, "consoles that acknowledge and close, of the others"
    )
        ->capture_default_str();
    app.add_option("--boundary", options.boundary_path, "GeoJSON outline that all stay in");
    app.add_option("--category", options.category, "the volunteers' category")
        ->capture_default_str();
    app.add_option("--kind", options.kind, "kind of all tips (else all that ask the category)");
}

void add_pace(CLI::App& app, LoadOptions& options) {
    app.add_option("--every", options.position_every_s, "seconds between a volunteer's positions")
        ->capture_default_str();
    app.add_option(
           "--measured-every",
           options.measured_every_s,
           "the same under full load; 0: as --every says"
    )
        ->capture_default_str();
    app.add_option("--tips", options.tips_per_s, "tips a second, at random moments")
        ->capture_default_str();
    app.add_option("--accept", options.accept_likelihood, "likelihood of accepting an offer")
        ->capture_default_str();
    app.add_option(
           "--answer-within",
           options.answer_within_s,
           "seconds within which an offer is answered, at any moment; 0: at once, all together"
    )
        ->capture_default_str();
    app.add_flag("--keep-open", options.keep_open, "no console closes incidents that are done");
    app.add_option("--settle", options.settle_s, "seconds of rest after connecting and after duty")
        ->capture_default_str();
    app.add_option("--idle", options.idle_s, "seconds of the window without traffic")
        ->capture_default_str();
    app.add_option("--positions", options.positions_s, "seconds of the window of positions only")
        ->capture_default_str();
    app.add_option("--warm-up", options.warm_up_s, "seconds of full load before the measuring")
        ->capture_default_str();
    app.add_option("--seconds", options.measure_s, "seconds of full load that are measured")
        ->capture_default_str();
    app.add_option("--seed", options.seed, "of everything that is random")->capture_default_str();
    app.add_option(
           "--source-addresses",
           options.source_addresses,
           "connect from 127.0.0.1 … 127.0.0.N in turn (28,000 ports each)"
    )
        ->check(CLI::Range(1, 250))
        ->capture_default_str();
    app.add_flag("--tls", options.tls, "the server speaks TLS; its certificate isn't looked at");
    app.add_flag(
        "--tickets", options.tickets, "by TLS: who comes back begins by a ticket, as browsers do"
    );
    app.add_option("--json", options.json_path, "also write the figures to this file");
}

void add_trials(CLI::App& app, LoadOptions& options) {
    app.add_option(
           "--broadcasts",
           options.broadcasts,
           "times that the first console says something to everybody"
    )
        ->capture_default_str();
    app.add_option("--storms", options.storms, "times that all volunteers go and come back at once")
        ->capture_default_str();
    app.add_option(
           "--ramp-from",
           options.ramp_from,
           "positions a second of the first step of a growing load; 0: none"
    )
        ->capture_default_str();
    app.add_option(
           "--flood", options.flood_s, "seconds in which reporters send tips as fast as answered"
    )
        ->capture_default_str();
}

} // namespace

std::optional<LoadOptions> read_load_options(int argc, char** argv, int& exit_code) {
    LoadOptions options;
    CLI::App app{
        "Open-loop load on a Dageng server of this machine: volunteers on duty who send places, "
        "tips, consoles that watch. Latencies count from the scheduled moment.",
        "dageng-load"
    };
    add_people(app, options);
    add_pace(app, options);
    add_trials(app, options);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        exit_code = app.exit(error);
        return std::nullopt;
    }
    return options;
}

} // namespace dageng::load

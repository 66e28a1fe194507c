#include "demo/city/options.hpp"

#include <CLI/CLI.hpp>

namespace dageng::demo {

std::optional<CityOptions> read_city_options(int argc, char** argv, int& exit_code) {
    CityOptions options;
    std::vector<double> box;
    CLI::App app{
        "A living district for a Dageng server on this machine: volunteers and officers who move "
        "and answer offers, residents who report. Movement and calls are replayed from recordings, "
        "or made by the measured figures of movement_figures.json.",
        "dageng-city"
    };
    app.add_option("--server", options.server, "HOST:PORT of a server on this machine")->required();
    app.add_option("--tokens", options.tokens_path, "lines `role,token`")->required();
    app.add_option("--boundary", options.boundary_path, "GeoJSON outline of the district")
        ->required();
    app.add_option("--people", options.people, "volunteers and officers; 0: one for each token");
    app.add_option("--speed", options.speed, "so many times faster than life")
        ->check(CLI::Range(0.1, 1000.0))
        ->capture_default_str();
    app.add_option(
        "--tracks", options.tracks_path, "CSV (track_id,time_unix,lat,lon) or GPX; gzip"
    );
    app.add_option("--calls", options.calls_path, "CSV (time_unix,type,lat,lon); gzip");
    app.add_option(
           "--calls-box",
           box,
           "lon0,lon1,lat0,lat1: the part of the calls' city that is mapped onto the district"
    )
        ->delimiter(',')
        ->expected(4);
    app.add_option(
        "--offsets", options.offsets_path, "write who replays what, moved how, to a CSV"
    );
    app.add_option("--seed", options.seed, "of everything that is random")->capture_default_str();
    app.add_option("--seconds", options.seconds, "stop after so long; 0: never");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        exit_code = app.exit(error);
        return std::nullopt;
    }
    if (box.size() == 4) {
        options.calls_box = load::GeoBox{box[2], box[0], box[3], box[1]};
    }
    return options;
}

} // namespace dageng::demo

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dageng::load {

/// What a run of the generator is made of.
struct LoadOptions {
    std::string server = "127.0.0.1:8080";
    std::vector<int> server_pids; ///< All its processes; none: no CPU and memory figures.
    std::string tokens_path;
    std::string reporters_path;
    std::string consoles_path;
    std::string boundary_path; ///< Empty: a box around Chaoyang's middle.
    std::string json_path;
    std::string kind; ///< Empty: all kinds of the catalogue that ask `category`.
    std::string category = "community-volunteer";
    std::size_t connections = 0; ///< Volunteers; 0: as many as there are tokens.
    std::size_t watching = 4;
    std::size_t handling = 8;
    double position_every_s = 5;
    double measured_every_s = 0; ///< The same under full load; 0: no other.
    double tips_per_s = 20;
    double accept_likelihood = 0.3;
    double answer_within_s = 5; ///< At any moment within it, as people do; 0: at once.
    double on_scene_after_s = 2;
    double cleared_after_s = 5;
    double settle_s = 3;
    double idle_s = 10;
    double positions_s = 20;
    double warm_up_s = 10;
    double measure_s = 60;
    double drain_s = 5;
    unsigned broadcasts = 0; ///< See trials.hpp.
    unsigned storms = 0;
    double ramp_from = 0; ///< Positions a second; 0: no ramp.
    double flood_s = 0;   ///< 0: no flood.
    std::uint64_t seed = 1;
    unsigned source_addresses = 1;
    bool tls = false;
    bool tickets = false;
    bool keep_open = false; ///< Consoles close nothing.
};

/// Reads the command line. Nothing when the program should end (help, or a wrong line): then
/// `exit_code` is set and everything has been said.
std::optional<LoadOptions> read_load_options(int argc, char** argv, int& exit_code);

} // namespace dageng::load

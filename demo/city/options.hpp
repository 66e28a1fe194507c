#pragma once

#include "load-tests/district/outline.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace dageng::demo {

struct CityOptions {
    std::string server;
    std::string tokens_path;
    std::string boundary_path;
    std::string tracks_path;  ///< Empty: the generator moves people.
    std::string calls_path;   ///< Empty: the generator makes calls.
    std::string offsets_path; ///< Empty: not written.
    std::optional<load::GeoBox> calls_box;
    std::size_t people = 0; ///< 0: as many as there are tokens.
    double speed = 1;
    std::uint64_t seed = 1;
    double seconds = 0; ///< 0: until stopped.
};

/// Reads the command line. Nothing when the program should end; then `exit_code` is set and
/// everything has been said.
std::optional<CityOptions> read_city_options(int argc, char** argv, int& exit_code);

} // namespace dageng::demo

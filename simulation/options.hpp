#pragma once

#include <cstdint>
#include <string>

namespace dageng::simulation {

/// What a run is made of: the same options, the same run to the last byte.
struct Options {
    static constexpr std::uint32_t fewest_people = 100;
    static constexpr std::uint32_t most_people = 200'000;
    static constexpr std::uint32_t most_hours = 168;

    std::uint64_t seed = 1;
    std::uint32_t hours = 2;
    std::uint32_t people = 500; ///< Accounts; about a tenth is on duty in the daytime.

    /// The command that repeats the run.
    std::string command() const {
        return "dageng-simulate --seed " + std::to_string(seed) + " --hours " +
               std::to_string(hours) + " --people " + std::to_string(people);
    }
};

} // namespace dageng::simulation

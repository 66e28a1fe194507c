#pragma once

#include <cstdint>
#include <string_view>

/// How people answer, drawn so that the same person answers the same call alike under every policy.
/// These likelihoods are assumptions, not measurements: nobody publishes how volunteers answer.
namespace dageng::load {

enum class Answer : std::uint8_t { accept, decline, silence, unreached };

struct Reaction {
    Answer answer = Answer::silence;
    double seen_s = 0;      ///< After the offer.
    double answered_s = 0;  ///< After the offer; of those who answer.
    double slower = 1;      ///< How much longer their way takes than estimated.
    double working_s = 600; ///< At the scene.
};

/// `hour`: of the local day.
Reaction react(
    std::uint64_t seed,
    std::uint64_t person,
    std::uint64_t call,
    std::string_view category,
    int hour
);

} // namespace dageng::load

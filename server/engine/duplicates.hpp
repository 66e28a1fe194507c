#pragma once

#include "server/engine/state.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

/// Which tips are about the same thing.
namespace dageng::engine {

/// What of a report, or of an incident, is compared.
struct Sighting {
    protocol::Slug kind;
    protocol::Place place;
    TimeMs at; ///< When it was reported; of an incident, when it last was.
};

/// How likely two are the same, of 1000: a share for the place, times one for the time, times one
/// for the kind, each per mille and rounded down.
///   place  1000 within both accuracies (each counts up to `most_accuracy_m`), falling evenly to 0
///          at `rule.reach_m` beyond them
///   time   1000 at the same moment, falling evenly to 0 at `rule.window_s`
///   kind   1000 when equal, `rule.compatible` when listed together, else `rule.other`
std::uint32_t
duplicate_score(const protocol::DuplicateRule& rule, const Sighting& one, const Sighting& other);

/// A place that is known worse than this says little; it must not be near everything.
inline constexpr std::uint32_t most_accuracy_m = 200;

/// An incident that a sighting is likely about.
struct Likeness {
    IncidentId incident;
    std::uint32_t score = 0;
};

/// So many open incidents at most, the newest, are compared with a tip.
inline constexpr std::uint32_t most_compared = 2'000;

/// An incident of so many tips takes no more by rule; one more opens an incident that is proposed.
inline constexpr std::size_t most_attached = 200;

/// The open incident with the highest score, from `rule.propose` on; of equals the oldest. Real
/// ones and exercises are never alike. Nothing without a rule in the catalogue.
std::optional<Likeness> likest(const State& state, const Sighting& tip, bool exercise);

} // namespace dageng::engine

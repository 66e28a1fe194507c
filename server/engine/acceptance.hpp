#pragma once

#include "protocol/catalogue.hpp"

#include <cstdint>
#include <vector>

/// How likely it is that somebody who is asked accepts: what was learnt, and how many to ask.
namespace dageng::engine {

/// What became of the offers to one category in one hour of local time. Of no single person. Older
/// experience counts less: half after 90 days.
struct Experience {
    std::uint32_t day = 0;      ///< Local day, since 1970, up to which the counts are aged.
    std::uint64_t asked = 0;    ///< × 2^16
    std::uint64_t accepted = 0; ///< × 2^16

    /// The same on a later day.
    Experience aged(std::uint32_t to_day) const;
    void learn(bool accepting, std::uint32_t on_day);
};

/// The likelihood of accepting, per mille, from 1 to 1000: the prior's counts and those learnt.
std::uint32_t
likelihood(const protocol::Prior& prior, const Experience& learnt, std::uint32_t on_day);

/// How sure it is that enough of those asked accept, each for himself by a likelihood of his own.
class Odds {
  public:
    explicit Odds(std::uint32_t wanted);

    /// One more is asked.
    void ask(std::uint32_t per_mille);

    /// Whether at least the wanted number accepts with a probability of at least so many per mille.
    bool sure(std::int64_t per_mille) const;

  private:
    static constexpr std::uint64_t one = std::uint64_t{1} << 40;

    std::vector<std::uint64_t> accepting_; ///< By number below the wanted: the probability × 2^40.
};

} // namespace dageng::engine

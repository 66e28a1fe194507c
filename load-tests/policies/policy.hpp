#pragma once

#include "protocol/catalogue.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace dageng::load {

/// Ways to ask the people around a scene.
enum class Policy : std::uint8_t {
    all_at_once,  ///< Everybody in the widest radius, as many as an offer may go to at once.
    nearest_only, ///< As many as are wanted, the soonest there; who declines is replaced.
    waves,        ///< The plan's waves, each with all it may ask.
    likelihood,   ///< The plan's waves, as many as it takes at the likelihood of accepting.
};
inline constexpr std::array policies{
    Policy::all_at_once, Policy::nearest_only, Policy::waves, Policy::likelihood
};

std::string_view name_of(Policy policy);

/// The same plans, asking by this policy. The daily budget and limits of service are left out of
/// all, so that none is held back by what another has used up.
protocol::Catalogue by_policy(protocol::Catalogue catalogue, Policy policy);

} // namespace dageng::load

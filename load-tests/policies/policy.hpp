#pragma once

#include "protocol/catalogue.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace dageng::load {

/// Ways to ask the people around a scene.
enum class Policy : std::uint8_t {
    all_at_once,  ///< Everybody in the widest radius, as many as an offer may go to at once.
    nearest_only, ///< Three waves, each as many as are wanted; who declines is replaced.
    waves,        ///< Three ever wider waves, each with all it may ask.
    likelihood,   ///< Three waves, as many as it takes at the likelihood of accepting.
    as_planned,   ///< The plan as it is.
};
inline constexpr std::array policies{
    Policy::all_at_once, Policy::nearest_only, Policy::waves, Policy::likelihood, Policy::as_planned
};

std::string_view name_of(Policy policy);

/// The same plans, asking by this policy. Three waves are the plan's own, or a lone one in the
/// parts (of 1,800 m: 500 m, 1 km, all) that systems which alert volunteers ask in. The daily
/// budget and limits of service are left out of all, so that none is held back by what another has
/// used up.
protocol::Catalogue by_policy(protocol::Catalogue catalogue, Policy policy);

} // namespace dageng::load

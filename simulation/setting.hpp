#pragma once

#include "protocol/catalogue.hpp"
#include "server/geo/plane.hpp"
#include "server/geo/polygon.hpp"

#include <cstdint>

/// Where a run takes place and by which plans.
namespace dageng::simulation {

inline constexpr protocol::LatLon middle{399'200'000, 1'164'400'000};

/// Half the side of a square district with 100 accounts in a square kilometre, so that plans find
/// as many people near a scene whatever the size of the run.
std::int32_t half_side_cm(std::uint32_t people);

geo::Boundary outline(std::uint32_t people);

/// Three categories; kinds for volunteers, for officers, for both, and one for nobody.
protocol::Catalogue catalogue();

} // namespace dageng::simulation

#pragma once

#include "server/geo/plane.hpp"

namespace dageng::load {

/// The district's plane lies here, for the peers that want degrees.
inline const geo::Plane globe{{399'500'000, 1'165'000'000}};

inline double degrees(std::int32_t e7) {
    return static_cast<double>(e7) / 1e7;
}

} // namespace dageng::load

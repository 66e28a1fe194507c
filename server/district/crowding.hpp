#pragma once

#include "server/bus/bus.hpp"

#include <cstddef>
#include <vector>

namespace dageng::district {

/// Takes from a batch the places that a newer one of the same connection follows; all else keeps
/// its order. How many it took. For a leader that is behind: the older are of no use to anybody by
/// then, and what they cost is kept from tips and offers.
std::size_t drop_older_places(std::vector<bus::ToLeader>& batch);

} // namespace dageng::district

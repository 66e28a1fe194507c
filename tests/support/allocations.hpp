#pragma once

#include <cstddef>

namespace dageng::support {

/// How often this program has allocated. Only in programs that name allocations.cpp among their
/// sources, as it takes the place of `new` for all of them. One thread.
std::size_t allocations();

} // namespace dageng::support

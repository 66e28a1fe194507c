#pragma once

namespace dageng::threads {

/// From now on the calling thread works behind all others of the process, whatever priority that
/// was started with: for what nobody waits for in danger (pictures of the map, clearing up, keys in
/// advance, photos). On a machine whose cores are busy it gets about a tenth of one.
void step_back();

} // namespace dageng::threads

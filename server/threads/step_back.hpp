#pragma once

namespace dageng::threads {

/// From now on the calling thread works behind all others of the process, whatever priority that
/// was started with: for what nobody waits for in danger (pictures of the map, clearing up, keys in
/// advance, photos). On a machine whose cores are busy it gets about a tenth of one.
void step_back();

/// The same, last of all and a tenth of a millisecond at a time: for pure computing that holds no
/// lock, of which the leader must not notice anything (argon2). On a machine whose cores are busy
/// it gets about a seventieth of one.
void step_far_back();

} // namespace dageng::threads

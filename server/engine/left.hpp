#pragma once

#include "server/engine/state.hpp"

#include <array>
#include <cstdint>

/// What stays in the state of things that left with the journal's front (FrontCut): their numbers,
/// so that those after them keep theirs.
namespace dageng::engine {

/// The numbers of a thing, for its text: its own, and of tips and assignments their incident's.
using LeftNumbers = std::array<std::uint64_t, 2>;

LeftNumbers left_numbers(const Incident& incident);
LeftNumbers left_numbers(const Tip& tip);
LeftNumbers left_numbers(const Assignment& assignment);

template <class T>
concept MayLeave = requires(const T& thing) { left_numbers(thing); };

/// Makes a thing one that left: ended, and empty but for these.
void leave(Incident& incident, const LeftNumbers& numbers);
void leave(Tip& tip, const LeftNumbers& numbers);
void leave(Assignment& assignment, const LeftNumbers& numbers);

} // namespace dageng::engine

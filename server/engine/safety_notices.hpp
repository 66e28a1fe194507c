#pragma once

#include "server/engine/telling.hpp"

/// What is told of events about people's own safety: as `tell`, one overload an event.
namespace dageng::engine {

Told told_of_safety(const Telling& telling, const CheckInBegun& event);
Told told_of_safety(const Telling& telling, const CheckedIn& event);
Told told_of_safety(const Telling& telling, const CheckInWarned& event);
Told told_of_safety(const Telling& telling, const DistressRaised& event);
Told told_of_safety(const Telling& telling, const DistressRepeated& event);
Told told_of_safety(const Telling& telling, const DuressMarked& event);
Told told_of_safety(const Telling& telling, const DistressAcknowledged& event);
Told told_of_safety(const Telling& telling, const DistressCleared& event);
Told told_of_safety(const Telling& telling, const SafeWordSet& event);

} // namespace dageng::engine

#pragma once

#include "server/engine/notices.hpp"

/// What is told of events about people's own safety: as `tell`, one overload an event.
namespace dageng::engine {

/// Everything that such a notice may be made of.
struct SafetyTelling {
    const State& state;
    Stamp stamp;
    Hearer hearer;
    const protocol::Opener& opener;
};

Told told_of_safety(const SafetyTelling& telling, const CheckInBegun& event);
Told told_of_safety(const SafetyTelling& telling, const CheckedIn& event);
Told told_of_safety(const SafetyTelling& telling, const CheckInWarned& event);
Told told_of_safety(const SafetyTelling& telling, const DistressRaised& event);
Told told_of_safety(const SafetyTelling& telling, const DistressRepeated& event);
Told told_of_safety(const SafetyTelling& telling, const DuressMarked& event);
Told told_of_safety(const SafetyTelling& telling, const DistressAcknowledged& event);
Told told_of_safety(const SafetyTelling& telling, const DistressCleared& event);
Told told_of_safety(const SafetyTelling& telling, const SafeWordSet& event);

} // namespace dageng::engine

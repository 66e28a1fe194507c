#pragma once

#include "server/engine/waves.hpp"

#include <vector>

/// The decisions in which volunteers are asked, each with its explanation.
namespace dageng::engine {

/// The open wave's next offers, and why these; or alone why nobody could be asked. Nothing while
/// there is no room in the wave, or the open offers are enough.
std::vector<Event> ask_more(const World& world, const Incident& incident, TimeMs now);

/// The wave opens and asks at once whom `ask_more` would: one look at who is there, one record.
/// Where nobody can be asked the wave only opens.
std::vector<Event>
open_and_ask(const World& world, const Incident& incident, const PlannedWave& planned, TimeMs now);

/// Whether a choice is of somebody.
bool asks_somebody(const std::vector<Event>& choice);

} // namespace dageng::engine

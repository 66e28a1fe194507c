#pragma once

#include "server/engine/rules.hpp"

#include <optional>

namespace dageng::engine {

/// Why a plan has run out of people to ask.
struct Lack {
    protocol::ShortfallReason reason = protocol::ShortfallReason::nobody_on_duty;
    std::optional<protocol::LeftOut> left_out; ///< Within what was searched.
};

/// The first of this ladder that holds; what is in reach is told by the widest waves opened:
///   1. no wave was opened: the tip is too old
///   2. somebody asked by rule hasn't accepted, or couldn't go on
///   3. nobody is on duty; 4. nobody on duty fits; 5. all who fit are engaged
///   6. of those in reach who fit and are free most have too old a place, rest, or have no budget
///   7. nobody is in reach
Lack lack(const World& world, const Incident& incident, TimeMs now);

} // namespace dageng::engine

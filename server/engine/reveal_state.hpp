#pragma once

#include "protocol/reveal_messages.hpp"

#include <map>
#include <vector>

namespace dageng::engine {

/// A dispatcher was told who made a tip.
struct Reveal {
    protocol::TimeMs at;
    protocol::PersonId by;
    protocol::RevealReason reason = protocol::RevealReason::call_back;
    protocol::RevealWords words;
};

/// The part of the durable state that says who looked.
struct Reveals {
    std::map<protocol::TipId, std::vector<Reveal>> of_tip; ///< In the order of time.
};

} // namespace dageng::engine

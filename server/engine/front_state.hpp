#pragma once

#include "protocol/ids.hpp"

/// The part of the durable state that says how much of the journal was let go.
namespace dageng::engine {

struct Front {
    protocol::Offset last = 0; ///< The last event that left; 0: none did.
    protocol::Offset n = 0;    ///< The event that says so.
};

} // namespace dageng::engine

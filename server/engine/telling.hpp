#pragma once

#include "protocol/json_seen.hpp"
#include "server/engine/notices.hpp"

namespace dageng::engine {

/// Everything that a notice may be made of.
struct Telling {
    const State& state;
    Stamp stamp;
    Hearer hearer;
    const protocol::Opener& opener;

    /// As the hearer may see it; when that is not at all, what stands for a notice that isn't told.
    template <class Message>
    Told as(const Message& message) const {
        Told told{Message::wire, {}};
        return protocol::write_seen(told.data, message, hearer.view, opener) ? told : withdrawn();
    }
};

} // namespace dageng::engine

#pragma once

#include "protocol/json_write.hpp"
#include "server/engine/notices.hpp"

namespace dageng::engine {

/// Everything that a notice may be made of.
struct Telling {
    const State& state;
    Stamp stamp;
    Hearer hearer;
    const protocol::Opener& opener;

    template <class Message>
    Told as(const Message& message) const {
        return {Message::wire, protocol::to_json(message, {protocol::JsonMode::wire, &opener})};
    }
};

} // namespace dageng::engine

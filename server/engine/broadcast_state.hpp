#pragma once

#include "protocol/broadcast_messages.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

/// The part of the durable state that is said to everybody in an area.
namespace dageng::engine {

struct Broadcast {
    protocol::BroadcastMade made; ///< As consoles are told it.
    protocol::KeyId key;
    protocol::ClientId device; ///< At which it was written.
    std::optional<protocol::BroadcastSent> sent;
    std::vector<protocol::PersonId> people; ///< Told, in order.
    std::optional<protocol::BroadcastEnded> ended;
    std::optional<protocol::BroadcastRetracted> retracted; ///< As consoles are told it.

    bool waits() const { return !sent && !ended; }
};

struct Broadcasts {
    std::vector<Broadcast> all;      ///< Number n stands at n - 1.
    std::set<std::uint64_t> waiting; ///< Numbers; the first lapses first.

    const Broadcast* of(std::uint64_t number) const {
        return number == 0 || number > all.size() ? nullptr : &all[number - 1];
    }
};

} // namespace dageng::engine

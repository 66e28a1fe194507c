#pragma once

#include "protocol/broadcast_messages.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <vector>

/// The part of the durable state that is said to everybody in an area.
namespace dageng::engine {

/// So many are told in one step.
inline constexpr std::size_t told_at_once = 2'000;

struct Broadcast {
    protocol::BroadcastMade made; ///< As consoles are told it.
    protocol::KeyId key;
    protocol::ClientId device; ///< At which it was written.
    std::optional<protocol::BroadcastSent> sent;
    std::vector<protocol::PersonId> people; ///< Whom it goes to, in order.
    /// How many of them, from the first, were told it; after its retraction, that it doesn't hold.
    std::size_t told = 0;
    protocol::TimeMs last_told; ///< When the last of those were.
    std::optional<protocol::BroadcastEnded> ended;
    std::optional<protocol::BroadcastRetracted> retracted; ///< As consoles are told it.
    bool expired = false; ///< The time of its words is over, and their key is gone or going.

    bool left() const { return made.at.value == 0; } ///< With the journal's front.
    /// When something last became of it.
    protocol::TimeMs last_at() const {
        return std::max({made.at, last_told, ended ? ended->at : protocol::TimeMs{}});
    }
    /// Whether some of its people are still to be told what the others were.
    bool spreads() const { return told < people.size(); }
    /// How many of its people, from the first, were told it: a retraction leaves none but those.
    std::size_t reached() const { return retracted ? people.size() : told; }
    /// Index of the first who isn't told in the same step as the one at `from`.
    std::size_t step_end(std::size_t from) const {
        return std::min(from + told_at_once, people.size());
    }
};

struct Broadcasts {
    std::vector<Broadcast> all;        ///< Number n stands at n - 1.
    std::set<std::uint64_t> waiting;   ///< Numbers; the first lapses first.
    std::set<std::uint64_t> spreading; ///< Numbers of those of which some are still to be told.

    const Broadcast* of(std::uint64_t number) const {
        return number == 0 || number > all.size() ? nullptr : &all[number - 1];
    }
};

} // namespace dageng::engine

#pragma once

#include "protocol/hands_messages.hpp"

#include <cstdint>
#include <optional>
#include <vector>

/// The part of the durable state that dispatchers set by hand.
namespace dageng::engine {

/// Nobody is asked by rule until then.
struct Hold {
    protocol::TimeMs since;
    protocol::TimeMs until;
    protocol::PersonId by;
    protocol::Words words;
};

/// The last time that an incident's scene was moved.
struct SceneMove {
    protocol::TimeMs at;
    protocol::PersonId by;
    protocol::PlaceWords place_words;
};

/// How the last hold ended.
struct HoldOver {
    protocol::TimeMs at;
    protocol::PersonId by; ///< Nobody: by time.
    protocol::HoldEnd cause = protocol::HoldEnd::dispatcher;
};

/// The last time that more people were wanted than the plan wants.
struct MoreAsked {
    protocol::TimeMs at;
    protocol::PersonId by;
    std::uint32_t need = 0;
    std::uint32_t count = 0;
};

/// The last thing that was undone.
struct Undone {
    protocol::TimeMs at;
    protocol::PersonId by;
    protocol::Undoable what = protocol::Undoable::closed;
};

/// What was set about one incident.
struct ByHand {
    std::optional<Hold> hold;     ///< Of no effect while the incident isn't open.
    std::optional<HoldOver> over; ///< While none stands.
    std::optional<SceneMove> scene;
    std::optional<MoreAsked> asked_more;
    std::optional<Undone> undone;
    std::vector<std::uint32_t> more; ///< Wanted beyond the plan, by need; may be shorter.
};

/// How long a command can be undone.
inline constexpr std::int64_t undo_ms = 10'000;

/// What somebody did that can be undone, and what was before.
struct Deed {
    protocol::Undoable what = protocol::Undoable::closed;
    protocol::IncidentId incident;
    protocol::AssignmentId assignment; ///< Of assigning.
    protocol::TimeMs at;
    std::optional<Hold> hold;
    std::uint32_t level = 1;
    std::optional<protocol::TimeMs> raised_at;
    std::uint32_t waves_at_raise = 0;
};

} // namespace dageng::engine

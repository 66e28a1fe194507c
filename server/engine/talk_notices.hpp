#pragma once

#include "server/engine/notices.hpp"

/// What is told of what is said within incidents: as `tell`, one overload an event.
namespace dageng::engine {

/// Everything that such a notice may be made of.
struct TalkTelling {
    const State& state;
    Stamp stamp;
    Hearer hearer;
    const protocol::Opener& opener;
};

Told told_of_talk(const TalkTelling& telling, const MessageSent& event);
Told told_of_talk(const TalkTelling& telling, const DetailsReleased& event);
Told told_of_talk(const TalkTelling& telling, const DetailsShown& event);
Told told_of_talk(const TalkTelling& telling, const DetailsWithdrawn& event);

} // namespace dageng::engine

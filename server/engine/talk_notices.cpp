#include "server/engine/talk_notices.hpp"

#include "server/engine/talk_making.hpp"

namespace dageng::engine {

Told told_of_talk(const Telling& telling, const MessageSent& event) {
    const Said said{
        telling.stamp.at,
        event.incident,
        event.from,
        event.to,
        event.by,
        event.assignments,
        event.tips,
        event.words
    };
    const auto& [state, stamp, hearer, opener] = telling;
    switch (hearer.view) {
    case View::responder:
        return telling.as(message_for_responder(state, event.message, said, hearer.person));
    case View::reporter:
        return telling.as(message_for_reporter(state, event.message, said, hearer.person));
    case View::console:
    case View::map:
        break;
    }
    return telling.as(message_for_console(event.message, said));
}

Told told_of_talk(const Telling& telling, const DetailsReleased& event) {
    if (telling.hearer.view == View::responder) {
        auto view = details_view(telling.state, event.incident);
        view.at = telling.stamp.at;
        return telling.as(view);
    }
    return telling.as(
        released_view({telling.stamp.at, event.by, event.tips, event.photos}, event.incident)
    );
}

Told told_of_talk(const Telling& telling, const DetailsShown& event) {
    return telling.as(details_view(telling.state, event.incident));
}

Told told_of_talk(const Telling& telling, const DetailsWithdrawn& event) {
    return telling.as(protocol::DetailsWithdrawn{event.incident, telling.stamp.at});
}

} // namespace dageng::engine

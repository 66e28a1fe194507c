#include "server/engine/talk_notices.hpp"

#include "protocol/json_write.hpp"
#include "server/engine/talk_making.hpp"

namespace dageng::engine {

namespace {

template <class Message>
Told as(const TalkTelling& telling, const Message& message) {
    return {Message::wire, protocol::to_json(message, {protocol::JsonMode::wire, &telling.opener})};
}

} // namespace

Told told_of_talk(const TalkTelling& telling, const MessageSent& event) {
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
        return as(telling, message_for_responder(state, event.message, said, hearer.person));
    case View::reporter:
        return as(telling, message_for_reporter(state, event.message, said, hearer.person));
    case View::console:
    case View::map:
        break;
    }
    return as(telling, message_for_console(event.message, said));
}

Told told_of_talk(const TalkTelling& telling, const DetailsReleased& event) {
    if (telling.hearer.view == View::responder) {
        auto view = details_view(telling.state, event.incident);
        view.at = telling.stamp.at;
        return as(telling, view);
    }
    return as(
        telling,
        released_view({telling.stamp.at, event.by, event.tips, event.photos}, event.incident)
    );
}

Told told_of_talk(const TalkTelling& telling, const DetailsShown& event) {
    return as(telling, details_view(telling.state, event.incident));
}

Told told_of_talk(const TalkTelling& telling, const DetailsWithdrawn& event) {
    return as(telling, protocol::DetailsWithdrawn{event.incident, telling.stamp.at});
}

} // namespace dageng::engine

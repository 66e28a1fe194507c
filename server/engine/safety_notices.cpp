#include "server/engine/safety_notices.hpp"

#include "server/engine/views.hpp"

namespace dageng::engine {

using protocol::CheckInState;
using protocol::PanicState;

namespace {

template <class Event>
Told clock(const Telling& telling, const Event& event, CheckInState state) {
    return telling.as(protocol::CheckInChanged{
        event.assignment,
        event.incident,
        event.person,
        state,
        event.warn_at,
        event.due_at,
        telling.stamp.at,
        std::nullopt
    });
}

/// To the person: what doesn't change of their panic, and the state that an event brought.
Told panic(
    const Telling& telling,
    IncidentId incident,
    PanicState state,
    std::optional<protocol::DistressEnd> end = std::nullopt
) {
    auto message = panic_view(*telling.state.safety.of(incident));
    message.state = state;
    message.at = telling.stamp.at;
    message.end = end;
    return telling.as(message);
}

Told changed(const Telling& telling, IncidentId incident, protocol::DistressChange change) {
    return telling.as(
        protocol::DistressChanged{incident, change, telling.stamp.at, std::nullopt, std::nullopt}
    );
}

bool to_console(const Telling& telling) {
    return telling.hearer.view == View::console;
}

} // namespace

Told told_of_safety(const Telling& telling, const CheckInBegun& event) {
    return clock(telling, event, CheckInState::running);
}

Told told_of_safety(const Telling& telling, const CheckedIn& event) {
    return clock(telling, event, CheckInState::running);
}

Told told_of_safety(const Telling& telling, const CheckInWarned& event) {
    return clock(telling, event, CheckInState::warned);
}

Told told_of_safety(const Telling& telling, const DistressRaised& event) {
    if (to_console(telling)) {
        // Of the distress only what the event said: the rest may have changed since.
        auto message = distress_view(telling.state, *telling.state.safety.of(event.incident));
        message.place = event.place;
        message.again_at.reset();
        message.duress = false;
        message.cleared_at.reset();
        message.end.reset();
        return telling.as(message);
    }
    if (event.kind == protocol::DistressKind::panic) {
        return panic(telling, event.incident, PanicState::raised);
    }
    protocol::CheckInChanged missed;
    missed.assignment = *event.assignment;
    missed.incident = *event.about;
    missed.person = event.person;
    missed.state = CheckInState::missed;
    missed.warn_at = event.made_at;
    missed.due_at = event.made_at;
    missed.at = telling.stamp.at;
    missed.distress = event.incident;
    return telling.as(missed);
}

Told told_of_safety(const Telling& telling, const DistressRepeated& event) {
    if (!to_console(telling)) {
        return panic(telling, event.incident, PanicState::raised);
    }
    return telling.as(protocol::DistressChanged{
        event.incident, protocol::DistressChange::again, telling.stamp.at, event.place, std::nullopt
    });
}

Told told_of_safety(const Telling& telling, const DuressMarked& event) {
    if (!to_console(telling)) {
        // As after the right word: whoever looks over the shoulder must see no difference.
        return panic(
            telling, event.incident, PanicState::cleared, protocol::DistressEnd::safe_word
        );
    }
    return changed(telling, event.incident, protocol::DistressChange::duress);
}

Told told_of_safety(const Telling& telling, const DistressAcknowledged& event) {
    return panic(telling, event.incident, PanicState::acknowledged);
}

Told told_of_safety(const Telling& telling, const DistressCleared& event) {
    if (!to_console(telling)) {
        return panic(telling, event.incident, PanicState::cleared, event.end);
    }
    return telling.as(protocol::DistressChanged{
        event.incident, protocol::DistressChange::cleared, telling.stamp.at, std::nullopt, event.end
    });
}

Told told_of_safety(const Telling& telling, const SafeWordSet&) {
    return telling.as(protocol::SafeWordSet{telling.stamp.at});
}

} // namespace dageng::engine

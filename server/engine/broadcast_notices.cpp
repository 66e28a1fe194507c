#include "server/engine/broadcast_notices.hpp"

#include "server/engine/broadcast_making.hpp"
#include "server/engine/views.hpp"

#include <algorithm>

namespace dageng::engine {

namespace {

/// Between telling some and telling the next, so that whoever reports something meanwhile doesn't
/// wait for all.
constexpr std::int64_t between_steps_ms = 1;

std::optional<TimeMs> spread_due(const Broadcasts& broadcasts) {
    if (broadcasts.spreading.empty()) {
        return std::nullopt;
    }
    return broadcasts.of(*broadcasts.spreading.begin())->last_told + between_steps_ms;
}

std::optional<TimeMs> lapse_due(const Broadcasts& broadcasts) {
    if (broadcasts.waiting.empty()) {
        return std::nullopt;
    }
    return broadcasts.of(*broadcasts.waiting.begin())->made.approve_by;
}

} // namespace

Told told_of_broadcast(const Telling& telling, const BroadcastMade& event) {
    return telling.as(made_view(event, telling.stamp.at));
}

Told told_of_broadcast(const Telling& telling, const BroadcastSent& event) {
    if (telling.hearer.view == View::responder) {
        return telling.as(told_view(*telling.state.broadcasts.of(event.broadcast)));
    }
    return telling.as(sent_view(event, telling.stamp.at));
}

Told told_of_broadcast(const Telling& telling, const BroadcastEnded& event) {
    return telling.as(ended_view(event, telling.stamp.at));
}

Told told_of_broadcast(const Telling& telling, const BroadcastRetracted& event) {
    return telling.as(retracted_view(event, telling.stamp.at));
}

Told told_of_broadcast(const Telling& telling, const BroadcastSpread& event) {
    const Broadcast& broadcast = *telling.state.broadcasts.of(event.broadcast);
    return event.retraction ? telling.as(*broadcast.retracted) : telling.as(told_view(broadcast));
}

protocol::BroadcastMade made_view(const BroadcastMade& event, TimeMs at) {
    protocol::BroadcastMade view;
    view.broadcast = event.broadcast;
    view.area = event.area;
    view.audience = event.audience;
    view.words = event.words;
    view.identifies_person = event.identifies_person;
    if (event.about) {
        view.about = event.about;
    }
    view.exercise = marked(event.exercise);
    view.by = event.by;
    view.at = at;
    if (event.approve_by.value > 0) {
        view.approve_by = event.approve_by;
    }
    return view;
}

protocol::BroadcastSent sent_view(const BroadcastSent& event, TimeMs at) {
    protocol::BroadcastSent view;
    view.broadcast = event.broadcast;
    if (event.approved_by) {
        view.approved_by = event.approved_by;
    }
    view.people = static_cast<std::uint32_t>(event.people.size());
    view.at = at;
    return view;
}

protocol::BroadcastEnded ended_view(const BroadcastEnded& event, TimeMs at) {
    protocol::BroadcastEnded view;
    view.broadcast = event.broadcast;
    view.end = event.end;
    if (event.by) {
        view.by = event.by;
    }
    view.at = at;
    return view;
}

protocol::BroadcastRetracted retracted_view(const BroadcastRetracted& event, TimeMs at) {
    protocol::BroadcastRetracted view;
    view.broadcast = event.broadcast;
    view.words = event.words;
    view.at = at;
    view.by = event.by;
    view.people = static_cast<std::uint32_t>(event.people.size());
    return view;
}

protocol::Broadcast told_view(const Broadcast& broadcast) {
    protocol::Broadcast view;
    view.broadcast = broadcast.made.broadcast;
    view.words = broadcast.made.words;
    view.at = broadcast.sent ? broadcast.sent->at : broadcast.made.at;
    view.exercise = broadcast.made.exercise;
    return view;
}

std::optional<TimeMs> broadcast_limit(const State& state) {
    const auto spread = spread_due(state.broadcasts);
    const auto lapse = lapse_due(state.broadcasts);
    return spread && lapse ? std::min(*spread, *lapse) : (spread ? spread : lapse);
}

std::vector<Event> broadcast_step(const State& state, TimeMs now) {
    if (const auto due = spread_due(state.broadcasts); due && now >= *due) {
        const Broadcast& next = *state.broadcasts.of(*state.broadcasts.spreading.begin());
        return {BroadcastSpread{
            next.made.broadcast,
            next.retracted.has_value(),
            static_cast<std::uint32_t>(next.told),
            static_cast<std::uint32_t>(next.step_end(next.told))
        }};
    }
    if (const auto due = lapse_due(state.broadcasts); due && now >= *due) {
        return {
            BroadcastEnded{*state.broadcasts.waiting.begin(), protocol::BroadcastEnd::lapsed, {}}
        };
    }
    return {};
}

} // namespace dageng::engine

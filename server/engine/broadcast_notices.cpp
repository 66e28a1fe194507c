#include "server/engine/broadcast_notices.hpp"

#include "server/engine/broadcast_making.hpp"
#include "server/engine/views.hpp"

namespace dageng::engine {

Told told_of_broadcast(const Telling& telling, const BroadcastMade& event) {
    return telling.as(made_view(event, telling.stamp.at));
}

Told told_of_broadcast(const Telling& telling, const BroadcastSent& event) {
    if (telling.hearer.view == View::responder) {
        auto told = told_view(*telling.state.broadcasts.of(event.broadcast));
        told.at = telling.stamp.at;
        return telling.as(told);
    }
    return telling.as(sent_view(event, telling.stamp.at));
}

Told told_of_broadcast(const Telling& telling, const BroadcastEnded& event) {
    return telling.as(ended_view(event, telling.stamp.at));
}

Told told_of_broadcast(const Telling& telling, const BroadcastRetracted& event) {
    return telling.as(retracted_view(event, telling.stamp.at, telling.hearer.view == View::console)
    );
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

protocol::BroadcastRetracted
retracted_view(const BroadcastRetracted& event, TimeMs at, bool for_console) {
    protocol::BroadcastRetracted view;
    view.broadcast = event.broadcast;
    view.words = event.words;
    view.at = at;
    if (for_console) {
        view.by = event.by;
        view.people = static_cast<std::uint32_t>(event.people.size());
    }
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
    if (state.broadcasts.waiting.empty()) {
        return std::nullopt;
    }
    return state.broadcasts.of(*state.broadcasts.waiting.begin())->made.approve_by;
}

std::vector<Event> broadcast_step(const State& state, TimeMs now) {
    const auto limit = broadcast_limit(state);
    if (!limit || now < *limit) {
        return {};
    }
    return {BroadcastEnded{*state.broadcasts.waiting.begin(), protocol::BroadcastEnd::lapsed, {}}};
}

} // namespace dageng::engine

#include "server/engine/apply.hpp"

#include <algorithm>

namespace dageng::engine {

namespace {

void name_photos(State& state, const protocol::Photos& photos, TipId tip) {
    for (const auto& photo : photos.items) {
        state.tip_of_photo.emplace(photo, tip);
    }
}

} // namespace

void apply(State& state, Stamp stamp, const TipReceived& event) {
    Tip tip;
    tip.id = event.tip;
    tip.incident = event.incident;
    tip.reporter = event.reporter;
    tip.client_id = event.client_id;
    tip.kind = event.kind;
    tip.place = event.place;
    tip.channel = event.channel;
    tip.made_at = event.made_at;
    tip.received_at = stamp.at;
    tip.key = event.key;
    tip.place_words = event.place_words;
    tip.words = event.words;
    tip.contact = event.contact;
    tip.photos = event.photos;
    tip.exercise = event.exercise;
    state.last_key = std::max(state.last_key, event.key);
    name_photos(state, event.photos, event.tip);
    const PersonId author = event.reporter ? event.reporter : event.taken_by;
    state.tip_of_command.emplace(CommandKey{author, event.client_id}, event.tip);
    if (event.reporter) {
        state.tips_of[event.reporter].push_back(event.tip);
    }
    // The incident is there already when the tip is attached to it.
    if (const auto known = state.incidents.find(event.incident); known != state.incidents.end()) {
        known->second.tips.push_back(event.tip);
        known->second.reported_at = std::max(known->second.reported_at, event.made_at);
        state.note_open(known->second);
    }
    state.tips.emplace(event.tip, std::move(tip));
}

void apply(State& state, Stamp stamp, const TipExtended& event) {
    state.tips.at(event.tip).additions.push_back({stamp.at, event.words, event.photos});
    name_photos(state, event.photos, event.tip);
}

void apply(State& state, Stamp stamp, const TipWithdrawn& event) {
    state.tips.at(event.tip).withdrawn_at = stamp.at;
}

void apply(State& state, Stamp, const PhotoBegun& event) {
    state.photos.emplace(event.photo, Photo{event.photo, event.owner, event.key, std::nullopt});
    state.last_key = std::max(state.last_key, event.key);
}

void apply(State& state, Stamp stamp, const PhotoStored& event) {
    state.photos.at(event.photo).stored_at = stamp.at;
}

} // namespace dageng::engine

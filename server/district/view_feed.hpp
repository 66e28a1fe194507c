#pragma once

#include "server/bus/bus.hpp"
#include "server/engine/apply.hpp"
#include "server/engine/places.hpp"

#include <functional>
#include <variant>
#include <vector>

/// What the leader tells the views (views.hpp), in order and only once it is durable.
namespace dageng::district {

/// A record of the journal.
struct Decided {
    engine::DecisionRecord decision;
    protocol::Offset first = 0;
    protocol::TimeMs at;
};

/// A place that the leader took.
struct PlaceKept {
    protocol::PersonId person;
    engine::Heard heard;
};

/// What part of the map a console or a map shows, and which incident.
struct Watching {
    bus::SessionId session = 0;
    protocol::PersonId person;
    protocol::Role role = protocol::Role::supervisor;
    protocol::WatchMap view;
};

/// The connection is gone.
struct WatcherLeft {
    bus::SessionId session = 0;
};

/// For whoever watches, now or later.
struct HeadSigned {
    protocol::SignedHead head;
};

/// A dispatcher looks for incidents, which is on record.
struct Searching {
    protocol::PersonId by;
    protocol::ClientId id;           ///< Of the command.
    protocol::SearchIncidents query; ///< In clear.
};

using ToViews = std::variant<Decided, PlaceKept, Watching, WatcherLeft, HeadSigned, Searching>;

/// Takes a batch; called on the leader's thread.
using ViewSink = std::function<void(std::vector<ToViews>)>;

} // namespace dageng::district

#pragma once

#include "protocol/errors.hpp"
#include "protocol/messages.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/// What gateways and the leader of a district say to each other. Gateways hold the connections; the
/// leader decides. Everything goes in batches; order is kept in each direction.
namespace dageng::bus {

using protocol::ClientId;
using protocol::Offset;
using protocol::PersonId;
using protocol::TimeMs;

/// A connection, or one HTTP request, numbered by its gateway and never used again.
using SessionId = std::uint64_t;

/// Text that many connections share.
using Shared = std::shared_ptr<const std::string>;

inline Shared shared(std::string text) {
    return std::make_shared<const std::string>(std::move(text));
}

// ---- to the leader ----

/// A connection said hello. Answered by Accepted or Rejected.
struct Opened {
    SessionId session = 0;
    ClientId id; ///< Of the hello.
    protocol::Hello hello;
};

/// The connection is gone.
struct Closed {
    SessionId session = 0;
};

/// A command of an accepted connection. Answered by one Reply.
struct CommandSent {
    SessionId session = 0;
    ClientId id;
    std::optional<TimeMs> made_at; ///< As the device said it.
    protocol::Command command;
};

/// The notice `n` was shown.
struct NoticeSeen {
    SessionId session = 0;
    std::uint64_t n = 0;
};

/// A place from an accepted connection. Overtaken by a later one, an earlier one may be dropped.
struct PlaceHeard {
    SessionId session = 0;
    protocol::Position position;
};

/// What part of the map a connection shows. Answered by one Reply.
struct MapWatched {
    SessionId session = 0;
    ClientId id;
    protocol::WatchMap view;
};

/// A request about a photo, over HTTP. Answered by one PhotoReply with the same `session`.
struct PhotoAsked {
    SessionId session = 0;
    std::string token;
    std::variant<protocol::BeginPhoto, protocol::FinishPhoto, protocol::ReadPhoto> request;
};

/// A request for what the record says of an incident, over HTTP. Answered by one RecordReply with
/// the same `session`.
struct RecordAsked {
    SessionId session = 0;
    std::string token;
    protocol::ReadRecord request;
};

using ToLeader = std::variant<
    Opened,
    Closed,
    CommandSent,
    NoticeSeen,
    PlaceHeard,
    MapWatched,
    PhotoAsked,
    RecordAsked>;

// ---- to the gateways ----

/// The connection is somebody's. `frames` are to be sent first, in order: the answer to hello, then
/// the parts of the snapshot or the notices missed. Later notices for this person have n above `n`.
struct Accepted {
    SessionId session = 0;
    PersonId person;
    protocol::Role role = protocol::Role::resident;
    ClientId device;
    Offset n = 0;
    std::vector<Shared> frames;
};

/// Send the frame, then close.
struct Rejected {
    SessionId session = 0;
    Shared frame;
    protocol::CloseCode code = protocol::CloseCode::not_signed_in;
};

/// One frame to one connection: the answer to a command.
struct Reply {
    SessionId session = 0;
    Shared frame;
};

struct PhotoReply {
    SessionId session = 0;
    protocol::Result<protocol::PhotoTicket> ticket{protocol::PhotoTicket{}};
};

/// What the ticket names is durable.
struct RecordReply {
    SessionId session = 0;
    protocol::Result<protocol::RecordTicket> ticket{protocol::RecordTicket{}};
};

struct Recipient {
    PersonId person;
    Offset prev = 0; ///< The number of the notice before, for this person; 0 for none.
};

/// A notice to every accepted connection of these people. The frame is
/// `{"type":"<type>","n":<n>,"prev":<prev><rest>` where rest is `,"data":{…}}`, shared.
struct Notice {
    Offset n = 0;
    std::string type;
    Shared rest;
    std::vector<Recipient> to;
};

/// A frame of the moment. A connection that hasn't yet been sent the one before with the same
/// `slot` gets this one instead of it.
struct Moment {
    std::uint64_t slot = 0;
    Shared frame;
    std::vector<SessionId> to;
};

/// End a connection.
struct Close {
    SessionId session = 0;
    protocol::CloseCode code = protocol::CloseCode::going_away;
};

using ToGateway =
    std::variant<Accepted, Rejected, Reply, PhotoReply, RecordReply, Notice, Moment, Close>;

/// Carries batches both ways. The handlers are set before the first batch is sent and are called on
/// the sender's thread: they put the batch away for their own thread and return.
class Bus {
  public:
    virtual ~Bus() = default;

    virtual void on_leader(std::function<void(std::vector<ToLeader>)> handler) = 0;
    virtual void on_gateway(std::function<void(std::vector<ToGateway>)> handler) = 0;

    /// From a gateway. Any thread.
    virtual void to_leader(std::vector<ToLeader> batch) = 0;
    /// To every gateway. From the leader's thread; moments from the views' too.
    virtual void to_gateways(std::vector<ToGateway> batch) = 0;
};

} // namespace dageng::bus

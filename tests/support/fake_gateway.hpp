#pragma once

#include "server/bus/bus.hpp"

#include <nlohmann/json.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dageng::support {

using Json = nlohmann::json;

/// The gateways' end of a bus, for tests of the leader: keeps what was released, as each connection
/// would be sent it. One thread.
class FakeGateway {
  public:
    struct Connection {
        std::optional<bus::Accepted> accepted;
        std::optional<protocol::CloseCode> rejected;
        std::vector<std::string> frames; ///< In the order of sending.

        std::vector<Json> parsed() const;
        /// Data of the notices and items of this type: those of the snapshot's parts, then those
        /// that were missed or are new.
        std::vector<Json> told(std::string_view type) const;
        /// Whole notices, which have a number, in order.
        std::vector<Json> notices() const;
        /// The answer to the command of this id, `ok` or `error`, the latest; null when there is
        /// none.
        Json answer(std::string_view id) const;
        /// Welcome; must have been accepted.
        Json welcome() const;
        bool holds(std::string_view text) const;
    };

    /// Listens on the bus, which must not be used after it has gone.
    explicit FakeGateway(bus::Bus& bus);
    FakeGateway(const FakeGateway&) = delete;
    FakeGateway& operator=(const FakeGateway&) = delete;

    const Connection& of(bus::SessionId session) { return connections_[session]; }
    const std::vector<bus::PhotoReply>& photo_replies() const { return photo_replies_; }
    const std::vector<bus::RecordReply>& record_replies() const { return record_replies_; }
    /// The frames of the moment that went to a connection, the newest of each slot.
    std::vector<Json> moments(bus::SessionId session, std::string_view type) const;
    /// How many items have been released in all.
    std::size_t released() const { return released_; }

  private:
    void take(bus::Accepted& accepted);
    void take(bus::Rejected& rejected);
    void take(bus::Reply& reply);
    void take(bus::PhotoReply& reply);
    void take(bus::RecordReply& reply);
    void take(bus::Notice& notice);
    void take(bus::Moment& moment);
    void take(bus::Close& close);

    std::map<bus::SessionId, Connection> connections_;
    std::map<bus::SessionId, std::map<std::uint64_t, std::string>> moments_;
    std::vector<bus::PhotoReply> photo_replies_;
    std::vector<bus::RecordReply> record_replies_;
    std::size_t released_ = 0;
};

} // namespace dageng::support

#include "server/gateway/hub.hpp"

#include "server/http/session_id.hpp"

#include <utility>

namespace dageng::gateway {

namespace {

struct Perform {
    Connection& connection;
    const Hub::ToLeader& to_leader;

    void operator()(Send& send) const { connection.send(std::move(send.frame), send.more); }
    void operator()(const Ping&) const { connection.ping(); }
    void operator()(const CloseWith& close) const { connection.close(close.code); }
    void operator()(const End&) const { connection.end(); }
    void operator()(Tell& tell) const { to_leader(std::move(tell.message)); }
};

} // namespace

Hub::Turn Hub::turn_of(std::optional<protocol::Role> role) {
    const bool watches =
        !role || role == protocol::Role::dispatcher || role == protocol::Role::supervisor;
    return watches ? Turn::watchers : Turn::phones;
}

Hub::Hub(
    unsigned gateway,
    unsigned lane,
    const Limits& limits,
    ToLeader to_leader,
    std::function<void()> forgotten
)
    : gateway_(gateway), lane_(lane), limits_(limits), to_leader_(std::move(to_leader)),
      forgotten_(std::move(forgotten)), random_(std::random_device{}()) {}

Session Hub::make_session(Instant now) {
    const auto id = http::make_session_id(gateway_, lane_, ++count_);
    return {id, limits_, tally_, static_cast<std::uint32_t>(random_()), now};
}

void Hub::opened(Connection& connection) {
    const auto id = connection.session().id();
    portion_of(id).emplace(id, &connection);
    ++size_;
}

void Hub::text(Connection& connection, std::string_view frame, Instant now) {
    connection.session().text(frame, now, actions_);
    perform(connection);
}

void Hub::refused(Connection& connection, protocol::CloseCode code, Instant now) {
    connection.session().refused(code, now, actions_);
    perform(connection);
}

void Hub::written(Connection& connection, Instant now) {
    connection.session().written(now, actions_);
    perform(connection);
}

void Hub::gone(Connection& connection, std::optional<protocol::CloseCode> closed_with) {
    auto& session = connection.session();
    if (closed_with) {
        ++tally_.closed[*closed_with];
    }
    session.lost(actions_);
    perform(connection);
    forget(connection);
    forgotten_();
}

void Hub::forget(const Connection& connection) {
    const auto& session = connection.session();
    size_ -= portion_of(session.id()).erase(session.id());
    const auto [first, last] = by_person_.equal_range(session.person());
    for (auto it = first; it != last; ++it) {
        if (it->second == &connection) {
            by_person_.erase(it);
            return;
        }
    }
}

void Hub::route(const std::vector<bus::ToGateway>& batch, Instant now) {
    for (const Turn turn : {Turn::phones, Turn::watchers}) {
        for (const auto& message : batch) {
            std::visit([&](const auto& one) { route_one(one, turn, now); }, message);
        }
    }
}

/// The same device may come back through another thread: each looks for the older connection among
/// its own.
void Hub::route_one(const bus::Accepted& answer, Turn turn, Instant now) {
    if (turn_of(answer.role) != turn) {
        return;
    }
    const auto device = Session::stand_in(answer.device);
    const auto [first, last] = by_person_.equal_range(answer.person);
    for (auto it = first; it != last; ++it) {
        auto& session = it->second->session();
        if (session.device() == device && session.id() != answer.session && session.is_live()) {
            session.close(protocol::CloseCode::replaced, now, actions_);
            perform(*it->second);
        }
    }
    if (auto* const connection = find(answer.session)) {
        connection->session().accepted(answer, now, actions_);
        if (connection->session().is_live()) {
            by_person_.emplace(answer.person, connection);
        }
        perform(*connection);
    }
}

void Hub::route_one(const bus::Rejected& answer, Turn turn, Instant now) {
    if (auto* const connection = find(answer.session, turn)) {
        connection->session().rejected(answer, now, actions_);
        perform(*connection);
    }
}

void Hub::route_one(const bus::Reply& reply, Turn turn, Instant now) {
    if (auto* const connection = find(reply.session, turn)) {
        connection->session().reply(reply.frame, now, actions_);
        perform(*connection);
    }
}

void Hub::route_one(const bus::Notice& notice, Turn turn, Instant now) {
    for (const auto& recipient : notice.to) {
        const auto [first, last] = by_person_.equal_range(recipient.person);
        for (auto it = first; it != last; ++it) {
            if (turn_of(it->second->session().role()) == turn) {
                it->second->session().notice(notice, recipient.prev, now, actions_);
                perform(*it->second);
            }
        }
    }
}

void Hub::route_one(const bus::Moment& moment, Turn turn, Instant now) {
    for (const auto id : moment.to) {
        if (auto* const connection = find(id, turn)) {
            connection->session().moment(moment.slot, moment.frame, now, actions_);
            perform(*connection);
        }
    }
}

void Hub::route_one(const bus::Close& close, Turn turn, Instant now) {
    if (auto* const connection = find(close.session, turn)) {
        connection->session().leave(close.code, now, actions_);
        perform(*connection);
    }
}

void Hub::tick(Instant now) {
    turn_ = (turn_ + 1) % turns;
    for (const auto& [id, connection] : portions_[turn_]) {
        connection->session().tick(now, actions_);
        perform(*connection);
    }
}

void Hub::leave_all(protocol::CloseCode code, Instant now) {
    for (const Portion& portion : portions_) {
        for (const auto& [id, connection] : portion) {
            connection->session().leave(code, now, actions_);
            perform(*connection);
        }
    }
}

Tally Hub::take_tally() {
    return std::exchange(tally_, {});
}

Connection* Hub::find(bus::SessionId id) {
    if (http::lane_of(id) != lane_ || http::gateway_of(id) != gateway_) {
        return nullptr;
    }
    const Portion& portion = portion_of(id);
    const auto found = portion.find(id);
    return found == portion.end() ? nullptr : found->second;
}

Connection* Hub::find(bus::SessionId id, Turn turn) {
    Connection* const connection = find(id);
    const bool now = connection != nullptr && turn_of(connection->session().role()) == turn;
    return now ? connection : nullptr;
}

void Hub::perform(Connection& connection) {
    for (auto& action : actions_) {
        std::visit(Perform{connection, to_leader_}, action);
    }
    actions_.clear();
}

} // namespace dageng::gateway

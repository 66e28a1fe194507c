#include "server/gateway/hub.hpp"

#include "server/http/session_id.hpp"

#include <utility>

namespace dageng::gateway {

namespace {

/// A batch that reaches thousands begins to leave before it is through.
constexpr std::size_t connections_a_flush = 64;

} // namespace

Hub::Turn Hub::turn_of(std::optional<protocol::Role> role) {
    const bool watches = !role || protocol::watching_as(*role);
    return watches ? Turn::watchers : Turn::phones;
}

Hub::Hub(
    unsigned gateway,
    unsigned lane,
    const Limits& limits,
    ToLeader to_leader,
    std::function<void(Instant)> flush
)
    : gateway_(gateway), lane_(lane), limits_(limits), to_leader_(std::move(to_leader)),
      flush_(std::move(flush)), random_(std::random_device{}()) {}

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
    perform(connection, now);
}

void Hub::refused(Connection& connection, protocol::CloseCode code, Instant now) {
    connection.session().refused(code, now, actions_);
    perform(connection, now);
}

void Hub::written(Connection& connection, Instant now) {
    connection.session().written(now, actions_);
    perform(connection, now);
}

void Hub::gone(Connection& connection) {
    connection.session().lost(actions_);
    perform(connection, {});
    forget(connection);
}

void Hub::forget(const Connection& connection) {
    const auto& session = connection.session();
    size_ -= portion_of(session.id()).erase(session.id());
    ByPerson& people = people_of(turn_of(session.role()));
    const auto [first, last] = people.equal_range(session.person());
    for (auto it = first; it != last; ++it) {
        if (it->second == &connection) {
            people.erase(it);
            return;
        }
    }
}

void Hub::route(const std::vector<bus::ToGateway>& batch, Instant now) {
    for (const Turn turn : {Turn::phones, Turn::watchers}) {
        for (const auto& message : batch) {
            std::visit([&](const auto& one) { route_one(one, turn, now); }, message);
        }
        unflushed_ = 0;
        flush_(now);
    }
}

/// The same device may come back through another thread: each looks for the older connection among
/// its own.
void Hub::route_one(const bus::Accepted& answer, Turn turn, Instant now) {
    if (turn_of(answer.role) != turn) {
        return;
    }
    replace_others(answer, now);
    if (auto* const connection = find(answer.session)) {
        connection->session().accepted(answer, now, actions_);
        if (connection->session().is_live()) {
            people_of(turn).emplace(answer.person, connection);
            connection->known();
        }
        perform_in_batch(*connection, now);
    }
}

void Hub::replace_others(const bus::Accepted& answer, Instant now) {
    const auto device = Session::stand_in(answer.device);
    for (const ByPerson& people : by_person_) {
        const auto [first, last] = people.equal_range(answer.person);
        for (auto it = first; it != last; ++it) {
            auto& session = it->second->session();
            if (session.device() == device && session.id() != answer.session && session.is_live()) {
                session.close(protocol::CloseCode::replaced, now, actions_);
                perform_in_batch(*it->second, now);
            }
        }
    }
}

void Hub::route_one(const bus::Rejected& answer, Turn turn, Instant now) {
    if (auto* const connection = find(answer.session, turn)) {
        connection->session().rejected(answer, now, actions_);
        perform_in_batch(*connection, now);
    }
}

void Hub::route_one(const bus::Reply& reply, Turn turn, Instant now) {
    if (auto* const connection = find(reply.session, turn)) {
        connection->session().reply(reply.frame, now, actions_);
        perform_in_batch(*connection, now);
    }
}

void Hub::route_one(const bus::Notice& notice, Turn turn, Instant now) {
    // It became durable with answers that others wait for, and they can wait behind it.
    const bool alerts = notice.type == protocol::Offer::wire;
    const ByPerson& people = people_of(turn);
    for (const auto& recipient : notice.to) {
        const auto [first, last] = people.equal_range(recipient.person);
        for (auto it = first; it != last; ++it) {
            if (alerts) {
                it->second->hurry();
            }
            it->second->session().notice(notice, recipient.prev, now, actions_);
            perform_in_batch(*it->second, now);
        }
    }
}

void Hub::route_one(const bus::Moment& moment, Turn turn, Instant now) {
    for (const auto id : moment.to) {
        if (auto* const connection = find(id, turn)) {
            connection->session().moment(moment.slot, moment.frame, now, actions_);
            perform_in_batch(*connection, now);
        }
    }
}

void Hub::route_one(const bus::Close& close, Turn turn, Instant now) {
    if (auto* const connection = find(close.session, turn)) {
        connection->session().leave(close.code, now, actions_);
        perform_in_batch(*connection, now);
    }
}

void Hub::tick(Instant now) {
    turn_ = (turn_ + 1) % turns;
    for (const auto& [id, connection] : portions_[turn_]) {
        connection->session().tick(now, actions_);
        perform(*connection, now);
    }
}

void Hub::leave_all(protocol::CloseCode code, Instant now) {
    for (const Portion& portion : portions_) {
        for (const auto& [id, connection] : portion) {
            connection->session().leave(code, now, actions_);
            perform(*connection, now);
        }
    }
}

Tally Hub::take_tally() {
    Tally taken = std::exchange(tally_, {});
    tally_.queued_bytes = taken.queued_bytes;
    return taken;
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

void Hub::perform(Connection& connection, Instant now) {
    // What is taken at once brings up the next: the list grows while it is walked.
    for (std::size_t i = 0; i < actions_.size(); ++i) {
        Action action = std::move(actions_[i]);
        if (auto* const send = std::get_if<Send>(&action)) {
            if (connection.send(std::move(send->frame))) {
                connection.session().written(now, actions_);
            }
        } else if (auto* const tell = std::get_if<Tell>(&action)) {
            to_leader_(std::move(tell->message));
        } else if (const auto* const close = std::get_if<CloseWith>(&action)) {
            connection.close(close->code);
        } else if (std::holds_alternative<Ping>(action)) {
            connection.ping();
        } else {
            connection.end();
        }
    }
    actions_.clear();
}

void Hub::perform_in_batch(Connection& connection, Instant now) {
    perform(connection, now);
    if (++unflushed_ % connections_a_flush == 0) {
        flush_(now);
    }
}

} // namespace dageng::gateway

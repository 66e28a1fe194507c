#pragma once

#include "server/bus/bus.hpp"
#include "server/gateway/connection.hpp"
#include "server/gateway/limits.hpp"
#include "server/gateway/session.hpp"
#include "server/gateway/tally.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <random>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dageng::gateway {

/// All live connections of one I/O thread: finds the one that a message is for, and carries out
/// what sessions decide. Without I/O of its own. One thread.
class Hub {
  public:
    using ToLeader = std::function<void(bus::ToLeader)>;

    /// `gateway` and `lane` become part of its sessions' numbers. `limits` outlives it. `flush`
    /// sends what connections have taken; called now and then within a long batch, and after what
    /// is for phones.
    Hub(unsigned gateway,
        unsigned lane,
        const Limits& limits,
        ToLeader to_leader,
        std::function<void(Instant)> flush);

    // ---- from drivers ----

    /// The session of a new connection, which then calls `opened`.
    Session make_session(Instant now);
    void opened(Connection& connection);
    void text(Connection& connection, std::string_view frame, Instant now);
    void refused(Connection& connection, protocol::CloseCode code, Instant now);
    void written(Connection& connection, Instant now);
    /// The last that is heard of it.
    void gone(Connection& connection);

    // ---- from the leader ----

    /// Of every batch each hub takes what is for its own connections. First what is for phones,
    /// then what is for consoles and maps, of which there are few that hear everything: an offer
    /// doesn't wait behind their rows, nor behind what other phones are sent. To each connection
    /// things go in the batch's order.
    void route(const std::vector<bus::ToGateway>& batch, Instant now);

    // ---- from the thread ----

    /// Each connection is looked after once a second: in `turns` portions, so that the pings of
    /// thousands never stand in an offer's way all at once.
    static constexpr std::size_t turns = 20;
    static constexpr std::chrono::milliseconds turn_time{1000 / turns};

    /// The next portion; to be called every `turn_time`.
    void tick(Instant now);
    /// Sends what waits and closes everything with this code.
    void leave_all(protocol::CloseCode code, Instant now);

    std::size_t size() const { return size_; }
    /// What was counted since the last call.
    Tally take_tally();

  private:
    enum class Turn : std::uint8_t { phones, watchers };

    using Portion = std::unordered_map<bus::SessionId, Connection*>;
    using ByPerson = std::unordered_multimap<protocol::PersonId, Connection*>;

    void route_one(const bus::Accepted& answer, Turn turn, Instant now);
    void route_one(const bus::Rejected& answer, Turn turn, Instant now);
    void route_one(const bus::Reply& reply, Turn turn, Instant now);
    void route_one(const bus::PhotoReply&, Turn, Instant) {}  // Not a connection's: see Gateway.
    void route_one(const bus::RecordReply&, Turn, Instant) {} // Nor this.
    void route_one(const bus::Notice& notice, Turn turn, Instant now);
    void route_one(const bus::Moment& moment, Turn turn, Instant now);
    void route_one(const bus::Close& close, Turn turn, Instant now);
    /// Closes those of its device that came before it.
    void replace_others(const bus::Accepted& answer, Instant now);

    Portion& portion_of(bus::SessionId id) { return portions_[id % turns]; }
    ByPerson& people_of(Turn turn) { return by_person_[static_cast<std::size_t>(turn)]; }
    /// Whoever isn't accepted yet comes last, since it may be a watcher who will have been by then.
    static Turn turn_of(std::optional<protocol::Role> role);
    Connection* find(bus::SessionId id);
    /// Nothing too when it isn't its turn.
    Connection* find(bus::SessionId id, Turn turn);
    void perform(Connection& connection, Instant now);
    void perform_in_batch(Connection& connection, Instant now);
    void forget(const Connection& connection);

    const unsigned gateway_;
    const unsigned lane_;
    const Limits& limits_;
    const ToLeader to_leader_;
    const std::function<void(Instant)> flush_;
    Tally tally_;
    std::uint64_t count_ = 0;
    std::minstd_rand random_;             ///< For jitter only.
    std::array<Portion, turns> portions_; ///< A session's stands at its number modulo `turns`.
    std::size_t size_ = 0;
    std::size_t turn_ = 0;
    /// By turn: what goes to thousands of phones isn't looked up once more for watchers.
    std::array<ByPerson, 2> by_person_;
    std::size_t unflushed_ = 0; ///< Connections that a batch has given something.
    Actions actions_;           ///< Kept for its memory.
};

} // namespace dageng::gateway

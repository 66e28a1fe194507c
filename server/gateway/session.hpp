#pragma once

#include "protocol/codec.hpp"
#include "server/bus/bus.hpp"
#include "server/gateway/limits.hpp"
#include "server/gateway/outbox.hpp"
#include "server/gateway/tally.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

/// Live connections: WebSockets from phones, consoles and maps.
namespace dageng::gateway {

/// Send this text frame, and say so by Session::written when another may follow. There is one at a
/// time.
struct Send {
    Frame frame;
};
/// Send a ping.
struct Ping {};
/// Begin the closing handshake; send and read no more.
struct CloseWith {
    protocol::CloseCode code = protocol::CloseCode::going_away;
};
/// Drop the connection, now.
struct End {};
/// Tell the leader.
struct Tell {
    bus::ToLeader message;
};

/// What the driver is to do, in order.
using Action = std::variant<Send, Ping, CloseWith, End, Tell>;
using Actions = std::vector<Action>;

/// One connection, from its opening handshake on, as a state machine without I/O: inputs come with
/// the time, what is to be done is appended to `out`. One thread.
///
///     waiting ─hello─► asking ─Accepted─► live ─► leaving ─► closing ─► over
///                        └──Rejected──────────────►┘
class Session {
  public:
    /// `jitter`: random per connection, so that pings don't come all at once. `limits` and `tally`
    /// outlive it.
    Session(
        bus::SessionId id, const Limits& limits, Tally& tally, std::uint32_t jitter, Instant now
    );

    // ---- from the peer ----

    /// A whole text frame, valid UTF-8.
    void text(std::string_view frame, Instant now, Actions& out);
    /// A frame that ends the connection: binary (1003), against the protocol (1002), not UTF-8
    /// (1007), too big (1009).
    void refused(protocol::CloseCode code, Instant now, Actions& out);
    /// Anything at all came from the peer.
    void heard() { unanswered_pings_ = 0; }
    /// The last Send was taken.
    void written(Instant now, Actions& out);
    /// The connection is gone.
    void lost(Actions& out);

    // ---- from the clock ----

    /// About once a second.
    void tick(Instant now, Actions& out);

    // ---- from the leader ----

    void accepted(const bus::Accepted& answer, Instant now, Actions& out);
    void rejected(const bus::Rejected& answer, Instant now, Actions& out);
    void reply(const bus::Shared& frame, Instant now, Actions& out);
    void notice(const bus::Notice& notice, protocol::Offset prev, Instant now, Actions& out);
    void moment(std::uint64_t slot, const bus::Shared& frame, Instant now, Actions& out);

    // ---- from us ----

    /// Closes at once: what waits is forgotten.
    void close(protocol::CloseCode code, Instant now, Actions& out);
    /// Closes when what waits has been sent; takes nothing more.
    void leave(protocol::CloseCode code, Instant now, Actions& out);

    bus::SessionId id() const { return id_; }
    bool is_live() const { return state_ == State::live; }
    bool is_over() const { return state_ == State::over; }
    /// Whose it is, once accepted.
    protocol::PersonId person() const { return person_; }
    /// Their role, once accepted.
    std::optional<protocol::Role> role() const { return role_; }
    /// Stands for the person's device, once accepted.
    std::uint64_t device() const { return device_; }

    /// A device's stand-in: its id takes too much memory to keep one for each connection.
    static std::uint64_t stand_in(const protocol::ClientId& device);

  private:
    enum class State : std::uint8_t {
        waiting, ///< For hello.
        asking,  ///< The leader, whose this is.
        live,
        leaving, ///< Sends what waits, then closes.
        closing, ///< The closing handshake runs.
        over,
    };

    bool may_take(
        Bucket& bucket,
        Rate rate,
        const std::optional<protocol::ClientId>& id,
        Instant now,
        Actions& out
    );
    void message(protocol::ClientFrame& frame, Instant now, Actions& out);
    void before_live(protocol::ClientFrame& frame, Instant now, Actions& out);
    void count_refusal(Instant now, Actions& out);
    void answer_error(
        const std::optional<protocol::ClientId>& id,
        const protocol::Refusal& refusal,
        Instant now,
        Actions& out
    );
    /// Sends it when nothing waits: then it needs no queue, and no memory for one.
    void push(Frame frame, Instant now, Actions& out);
    void send(Frame frame, Instant now, Actions& out);
    void send_next(Instant now, Actions& out);
    void tell_gone(Actions& out);
    /// After each change of what waits.
    void note_queued();
    /// More waits in all than may.
    bool is_crowded() const;
    bool is_open() const { return state_ <= State::live; }

    const bus::SessionId id_;
    const Limits& limits_;
    Tally& tally_;
    protocol::PersonId person_;
    std::optional<protocol::Role> role_;
    std::uint64_t device_ = 0;
    protocol::Offset n_ = 0; ///< Of the last notice sent.
    Instant ping_time_;
    Instant next_ping_;
    Instant since_;         ///< Of waiting or closing.
    Instant writing_since_; ///< Of the Send under way.
    Instant minute_;        ///< In which refusals are counted.
    Bucket commands_;
    Bucket positions_;
    Bucket seen_;
    Outbox outbox_;
    std::size_t greeting_frames_ = 0; ///< Of those that wait: came with the answer to hello.
    std::size_t greeting_bytes_ = 0;
    std::size_t queued_bytes_ = 0; ///< Counted in the tally.
    std::uint32_t refusals_ = 0;
    std::uint32_t unanswered_pings_ = 0;
    protocol::CloseCode leave_code_ = protocol::CloseCode::going_away;
    State state_ = State::waiting;
    bool writing_ = false;
    bool told_ = false; ///< The leader knows of this connection.
};

} // namespace dageng::gateway

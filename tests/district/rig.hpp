#pragma once

#include "server/bus/local_bus.hpp"
#include "server/district/leader.hpp"
#include "server/district/views.hpp"
#include "server/journal/memory_journal.hpp"
#include "server/vault/memory_vault.hpp"
#include "tests/support/fake_gateway.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace dageng::test {

using protocol::Role;
using support::Json;

/// A leader in the test's own thread: nothing is durable before the test says so.
class Rig {
  public:
    /// With the town's catalogue, led for longer than waves wait after a start.
    Rig();
    ~Rig();

    /// Makes an account, durable, with the token `token_of(its name)`.
    protocol::PersonId
    account(const std::string& name, Role role, std::optional<std::string> category = {});
    static std::string token_of(const std::string& name);

    /// A leader anew over the same journal and vault, as after a restart; connections are gone.
    void restart();
    void make_leader();

    // To the leader. Nothing of it is made durable.
    void send(bus::ToLeader item);
    /// The connection's number. Without `device`, the usual one of the account.
    bus::SessionId hello(const std::string& name, std::optional<protocol::Hello> resuming = {});
    protocol::Hello hello_of(const std::string& name) const;
    /// Of somebody who comes back, having seen all up to a notice of this journal.
    protocol::Hello resuming(const std::string& name, std::uint64_t last_n) const;
    /// The command's id.
    std::string
    say(bus::SessionId session,
        protocol::Command command,
        std::string id = {},
        std::optional<std::int64_t> made_at = {});
    void place(bus::SessionId session, protocol::LatLon at);
    void seen(bus::SessionId session, std::uint64_t n);

    /// Makes all that waits durable; the leader hears of it and releases.
    void durable();
    /// Sends watchers what the views have for them now.
    void show();
    /// Time passes, a limit at a time, all of it durable.
    void pass(std::int64_t ms);

    // The same, made durable at once.
    bus::SessionId connect(const std::string& name);
    /// Data of the `ok`; the refusal's code when there is none.
    Json ask(bus::SessionId session, protocol::Command command, std::string id = {});
    /// A connected responder on duty at a place.
    bus::SessionId on_duty(
        const std::string& name, protocol::LatLon at, std::string category = "community-volunteer"
    );
    /// A tip about a missing elder in the middle of the town.
    Json tip(bus::SessionId session, std::string words = "seen near the gate");

    const support::FakeGateway::Connection& of(bus::SessionId session) {
        return gateway.of(session);
    }
    district::Clocks clocks() const { return {wall_ms, steady_ms}; }
    protocol::TimeMs now() const { return leader->now(clocks()); }
    /// A gauge or counter without labels, as /metrics has it; nothing when there is none.
    std::optional<double> metric(const std::string& name) const;
    /// All records that are durable, as they stand in the journal.
    std::string records() const;

    std::int64_t wall_ms = 1'795'600'000'000;
    std::int64_t steady_ms = 5'000;
    journal::MemoryJournal journal;
    vault::MemoryVault vault;
    bus::LocalBus bus;
    district::SocketAlerter alerter;
    district::StateFiles* states = nullptr; ///< What leaders made from now on look for a state in.
    bus::Rate commands = district::Parts::no_rate; ///< Of an account, for leaders made from now on.
    support::FakeGateway gateway{bus};
    std::optional<district::Leader> leader;
    std::optional<district::Views> views;

  private:
    struct Figures;
    std::unique_ptr<Figures> figures_;
    bus::SessionId sessions_ = 0;
    std::uint64_t ids_ = 0;
};

/// Words as a client sends them.
protocol::Words words(std::string text);

} // namespace dageng::test

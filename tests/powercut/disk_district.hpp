#pragma once

#include "server/bus/local_bus.hpp"
#include "server/district/leader.hpp"
#include "server/http/photo_store.hpp"
#include "server/journal/sqlite_journal.hpp"
#include "server/vault/sqlite_vault.hpp"
#include "tests/powercut/power_cut_files.hpp"
#include "tests/powercut/power_cut_vfs.hpp"
#include "tests/support/fake_gateway.hpp"

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <string>

namespace dageng::powercut {

using support::Json;

/// A journal's outcomes, from its thread to the one that waits for them.
class Outcomes {
  public:
    void put(journal::Outcome outcome);
    journal::Outcome wait();

  private:
    std::mutex mutex_;
    std::condition_variable news_;
    std::deque<journal::Outcome> waiting_;
};

/// A whole district in one thread over a disk: journal, vault, photos and leader as the server has
/// them, with a gateway that keeps what is released. Each function returns when what it asked for
/// is durable and released; all throw when the disk fails or the district refuses.
class DiskDistrict {
  public:
    /// Opens what the folder `/data` holds, which must be there. `clock_ms` is both clocks of the
    /// machine and goes on with each step.
    DiskDistrict(PowerCutDisk& disk, std::int64_t& clock_ms);

    /// Takes the configuration, as every start does.
    void configure(const protocol::Catalogue& catalogue);

    /// Makes an account and keeps its token, unless the token is somebody's already.
    void keep_account(
        protocol::Role role, std::optional<protocol::Slug> category, const std::string& token
    );
    bool has_account(const std::string& token) const;

    /// A new connection, with its snapshot.
    bus::SessionId connect(const std::string& token, const std::string& device);

    /// Sends a command and gives the data of its `ok`.
    Json say(bus::SessionId session, const std::string& id, protocol::Command command);
    void place(bus::SessionId session, protocol::LatLon at);
    void seen(bus::SessionId session, std::uint64_t n);

    /// What an upload does: ticket, both sealed files, their folder, ticket.
    void upload(const std::string& token, const std::string& photo, const std::string& bytes);

    /// What the two files hold, in clear; nothing when one is missing or doesn't open.
    std::optional<std::string> original(const std::string& photo);
    std::optional<std::string> preview(const std::string& photo);

    const support::FakeGateway::Connection& of(bus::SessionId session) {
        return gateway_.of(session);
    }

  private:
    district::Clocks clocks() const { return {clock_ms_, clock_ms_}; }
    void send(bus::ToLeader item);
    void settle();
    protocol::PhotoTicket ask(const std::string& token, decltype(bus::PhotoAsked::request) request);
    std::optional<std::string> photo_file(const std::string& photo, http::PhotoFile which);

    std::int64_t& clock_ms_;
    PowerCutVfs vfs_;
    std::shared_ptr<PowerCutFiles> files_;
    Outcomes outcomes_;
    journal::SqliteJournal journal_;
    vault::SqliteVault vault_;
    http::PhotoStore photos_;
    bus::LocalBus bus_;
    support::FakeGateway gateway_;
    district::SocketAlerter alerter_;
    struct Figures;
    std::shared_ptr<Figures> figures_;
    district::Leader leader_;
    bus::SessionId sessions_ = 0;
};

} // namespace dageng::powercut

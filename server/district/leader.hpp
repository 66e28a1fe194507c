#pragma once

#include "protocol/json_options.hpp"
#include "server/bus/bus.hpp"
#include "server/district/alerter.hpp"
#include "server/district/metrics.hpp"
#include "server/district/recent_events.hpp"
#include "server/district/release_queue.hpp"
#include "server/district/sessions.hpp"
#include "server/district/state_files.hpp"
#include "server/district/time.hpp"
#include "server/district/view_feed.hpp"
#include "server/engine/engine.hpp"
#include "server/engine/plan_trial.hpp"
#include "server/engine/registry_making.hpp"
#include "server/journal/journal.hpp"
#include "server/vault/vault.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dageng::district {

/// What a leader is made of; all outlive it.
struct Parts {
    journal::Journal& journal;
    vault::Vault& vault;
    bus::Bus& bus;
    Alerter& alerter;
    Metrics& metrics;
    StateFiles* states = nullptr; ///< Where states are kept, if they are.
    static constexpr bus::Rate no_rate{1'000'000, 1'000'000};
    /// Of one account, over all its connections: more is refused, but for a panic.
    bus::Rate commands = no_rate;
};

/// What an account is to be; name and telephone number in clear.
struct AccountWish {
    protocol::Role role = protocol::Role::resident;
    std::optional<protocol::Slug> category = {}; ///< Of responders.
    std::string name = {};
    std::string phone = {};
    protocol::List<protocol::Slug, 16> trainings = {};
    std::optional<protocol::Slug> unit = {}; ///< Of the catalogue or of the registry.
};

/// One row of a list of people that is taken in: which list it is, and how many rows are in with
/// it.
struct ImportRow {
    protocol::Text<32, 32> import;
    std::uint32_t rows = 0;
};

/// A new account, and the number of the event that made it.
struct NewAccount {
    protocol::PersonId person;
    protocol::Offset n = 0;
};

/// The leader of a district, without a thread of its own: given batches, outcomes and the clocks,
/// it decides, seals, applies, appends and releases. One thread (district.hpp drives it; tests do
/// by hand).
class Leader {
  public:
    /// Undurable events beyond this: commands are refused with `busy`, but for a panic, and who
    /// comes is sent away to come again, but for dispatchers.
    static constexpr std::uint64_t max_undurable = 4096;
    /// When to send again what was refused so: a disk that holds up so much takes its time.
    static constexpr std::uint32_t busy_for_ms = 2000;
    /// More at once means that it is behind: of each connection's places only the newest counts.
    static constexpr std::size_t crowded = 2048;
    /// An account's connections beyond this are sent away: no person has so many devices.
    static constexpr std::size_t most_connections = 32;
    /// How long waves wait after a start for people to be heard of again.
    static constexpr std::int64_t hold_ms = 15'000;

    /// Takes the newest kept state that fits, folds what of the journal followed, and begins to
    /// lead; what it does from then on is told to `views`, which start with a copy of `engine()`.
    /// Throws JournalError or VaultError.
    Leader(Parts parts, ViewSink views, Clocks clocks);
    ~Leader();

    const engine::Engine& engine() const { return engine_; }
    const DistrictTime& time() const { return time_; }
    protocol::TimeMs now(Clocks clocks) const { return time_.now(clocks); }

    /// What the gateways sent.
    void take(std::vector<bus::ToLeader> batch, Clocks clocks);

    /// What became of appended records. Throws JournalError when the journal failed or refused: the
    /// state can't be trusted any more and the process must stop.
    void take(const journal::Outcome& outcome);

    /// Everything that is due.
    void tick(Clocks clocks);

    /// When tick has something to do next, by the district's time.
    protocol::TimeMs next_tick() const;

    /// A key whose time is over, for the vault to destroy; the same until that is said.
    std::optional<protocol::KeyId> spent_key(Clocks clocks) {
        return engine_.spent_key(time_.now(clocks));
    }
    /// The vault has destroyed it.
    void key_destroyed(protocol::KeyId key, Clocks clocks);

    /// Makes an account. Its token must be kept only once `durable()` has reached `n`: before that
    /// the number could still become somebody else's.
    protocol::Result<NewAccount> add_account(const AccountWish& wish, Clocks clocks);

    /// Takes in one row of a list: engine::take_listed, with name and telephone number of a new
    /// person in clear. One decision a row: what was cut off goes on where it was.
    protocol::Result<protocol::Offset> import_person(
        engine::ListedPerson listed, const AccountWish& wish, const ImportRow& row, Clocks clocks
    );
    /// All rows of the list that is under way are in: whom it made are accounts from now on.
    void end_import(Clocks clocks);
    /// engine::take_unit.
    protocol::Result<protocol::Offset> take_unit(const engine::UnitSet& unit, Clocks clocks);

    /// Nothing of somebody who isn't known, or was erased.
    std::optional<protocol::Role> role_of(protocol::PersonId person) const;

    /// For the audit: a code for the account is being made. Refused (`not_found`) when there is no
    /// such account; so are those that follow.
    /// `by`: who asks for it, and may (engine::refuse_code); nobody: the operator.
    protocol::Result<protocol::Offset> issue_code(
        protocol::PersonId person, protocol::TimeMs until, Clocks clocks, protocol::PersonId by = {}
    );
    /// For the audit: the device is getting a token.
    protocol::Result<protocol::Offset> admit(
        protocol::PersonId person,
        const vault::DeviceMark& device,
        engine::Admission by,
        Clocks clocks
    );
    /// Ends the connections of an account, or of one of its devices (4401), whose tokens must have
    /// been forgotten before: else it comes back. Gives how many there were.
    protocol::Result<std::size_t> sign_out(
        protocol::PersonId person, const std::optional<vault::DeviceMark>& device, Clocks clocks
    );
    /// For the audit, before anything is opened: engine::open_record.
    protocol::Result<protocol::Offset> open_record(
        protocol::PersonId person,
        const std::vector<protocol::PersonId>& approved_by,
        const protocol::Text<10, 200>& reason,
        Clocks clocks
    );
    /// The same for the names of all: engine::open_registry.
    protocol::Result<protocol::Offset> open_registry(
        const std::vector<protocol::PersonId>& approved_by,
        const protocol::Text<10, 200>& reason,
        Clocks clocks
    );
    /// The same for why some were asked: engine::open_explanation.
    protocol::Result<protocol::Offset> open_explanation(
        protocol::IncidentId incident,
        const std::vector<protocol::PersonId>& approved_by,
        const protocol::Text<10, 200>& reason,
        Clocks clocks
    );
    /// engine::expire: that the time of a part of an incident is over.
    protocol::Result<protocol::Offset>
    expire(protocol::IncidentId incident, engine::RecordPart part, Clocks clocks);
    /// engine::expire_broadcast: that the time of a broadcast's words is over.
    protocol::Result<protocol::Offset> expire_broadcast(std::uint64_t broadcast, Clocks clocks);
    /// engine::cut_front: that the journal's front is let go. Gives the event's number.
    protocol::Result<protocol::Offset> cut_front(const engine::FrontCut& wish, Clocks clocks);
    /// engine::set_legal_hold.
    protocol::Result<protocol::Offset> set_legal_hold(
        protocol::IncidentId incident, bool on, const protocol::Text<10, 200>& reason, Clocks clocks
    );
    /// Forgets a person (account_rules.hpp), ends their connections, and gives the keys that are to
    /// be destroyed once that is durable; the same when it was done before.
    protocol::Result<std::vector<protocol::KeyId>> erase(protocol::PersonId person, Clocks clocks);

    /// Takes a configuration into use when it differs from the one in force. Refused (`bad_field`)
    /// when it drops or moves a category, or is too large for a frame.
    protocol::Result<protocol::Offset> take_configuration(
        protocol::Catalogue catalogue, const std::optional<geo::Boundary>& boundary, Clocks clocks
    );

    /// Takes roads and barriers into use when they differ from those in force. Without: what is in
    /// force stays, but the roads that the state names are estimated by only when they are given.
    void take_travel(
        std::shared_ptr<const geo::RoadGraph> roads,
        const std::optional<geo::Barriers>& barriers,
        Clocks clocks
    );

    /// Shows a signed head to all who watch, and to those who come.
    void show_head(protocol::SignedHead head) { show(HeadSigned{std::move(head)}); }

    /// Of the configuration in force; 0 before there is one.
    std::uint32_t catalogue_version() const;

    /// What a plan would do now. Changes nothing.
    protocol::Result<engine::PlanTrial>
    try_plan(const engine::TrialWish& wish, Clocks clocks) const;

    /// The last event of the kept state that it began with; 0: there was none.
    protocol::Offset kept_state() const { return kept_; }

    /// Everything up to here is durable and released.
    protocol::Offset durable() const { return durable_; }

  private:
    struct Answering;

    void handle(bus::Opened& opened, protocol::TimeMs now);
    void handle(bus::Closed& closed, protocol::TimeMs now);
    void handle(bus::CommandSent& sent, protocol::TimeMs now);
    void handle(bus::NoticeSeen& seen, protocol::TimeMs now);
    void handle(bus::PlaceHeard& heard, protocol::TimeMs now);
    void handle(bus::MapWatched& watched, protocol::TimeMs now);
    void handle(bus::PhotoAsked& asked, protocol::TimeMs now);
    void handle(bus::RecordAsked& asked, protocol::TimeMs now);

    void forget_session(bus::SessionId session, protocol::TimeMs now);
    void take_place(const Session& session, const engine::Heard& place, protocol::TimeMs now);
    void replay();
    void look_at_clocks(Clocks clocks);
    void run_due(protocol::TimeMs now);
    void commit(engine::DecisionRecord decision, protocol::TimeMs now);
    void commit(std::vector<engine::Event> events, protocol::TimeMs now);
    void notify(const engine::Event& event, const engine::Applied& applied);
    void append();
    void say(bus::ToGateway item);
    void show(ToViews item);
    void flush();
    void make_keys();
    std::string
    decide(protocol::Command& command, engine::Request request, const bus::CommandSent& sent);
    template <class Ticket>
    protocol::Result<Ticket>
    decide_http(const std::string& token, const protocol::Command& command, protocol::TimeMs now);
    /// Records an event that was decided outside of commands.
    protocol::Result<protocol::Offset>
    keep(protocol::Result<engine::Event> event, Clocks clocks, protocol::PersonId by = {});
    /// What the wish says of somebody, sealed as the next account's.
    engine::NewPerson sealed_as_next(const AccountWish& wish);
    std::size_t end_sessions(
        protocol::PersonId person, const std::optional<vault::DeviceMark>& device, Clocks clocks
    );
    /// Whose token it is, from the device that may use it; nobody's: null.
    const engine::Person* holder(const protocol::Hello& hello) const;
    /// Why somebody known is sent away; nothing when they are welcome.
    std::optional<protocol::Refusal> no_room_for(const engine::Person& person) const;
    void welcome(const bus::Opened& opened, protocol::PersonId person, protocol::TimeMs now);
    std::optional<std::vector<bus::Shared>>
    missed(const engine::Person& person, const protocol::Hello& hello) const;
    std::uint64_t undurable() const { return engine_.state().last - durable_; }
    bool is_behind() const { return undurable() > max_undurable; }
    /// Of whoever is refused for that.
    static protocol::Refusal busy(const char* do_what);

    Parts parts_;
    ViewSink show_;
    engine::Engine engine_;
    DistrictTime time_;
    protocol::Opener opener_;
    RecentEvents recent_;
    /// Of one thing that came in and all that followed from it at once: they share a sync.
    std::vector<journal::Record> unwritten_;
    journal::Haste haste_ = journal::Haste::soon; ///< Of these.
    ReleaseQueue<bus::ToGateway> releases_;
    ReleaseQueue<ToViews> views_;
    Sessions sessions_;
    std::string log_;
    protocol::Offset durable_ = 0;
    protocol::Offset kept_ = 0;  ///< The last event of the kept state that was taken.
    protocol::TimeMs next_look_; ///< At the clocks.
    bool clock_alarm_ = false;
    bool holding_ = true;
};

} // namespace dageng::district

#pragma once

#include "server/district/recent_events.hpp"
#include "simulation/byte_log.hpp"
#include "simulation/chance.hpp"
#include "simulation/invariants/invariant.hpp"
#include "simulation/options.hpp"

#include <deque>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace dageng::simulation {

/// What a command led to, said when it may be said.
struct Reply {
    std::uint64_t ticket = 0;
    std::string answer;    ///< JSON; empty of a refusal.
    bool recorded = false; ///< The journal has it: a repetition must get the same answer.
    bool repeated = false; ///< It was known already.
    bool refused = false;
};

/// A device is connected: what its person missed, or the snapshot.
struct Welcome {
    protocol::PersonId person;
    bool resumed = false;
    std::vector<Notice> missed;
    std::vector<std::string> items; ///< Of the snapshot, when somebody reads it.
    protocol::Offset n = 0;         ///< True up to here.
};

/// Hears what leaves the district.
class Listener {
  public:
    virtual ~Listener() = default;
    virtual void hear(const Notice& notice) = 0;
    virtual void hear(const Reply& reply) = 0;
    virtual void hear(const Welcome& welcome) = 0;
    /// Whether somebody reads this person's notices, so that their text is needed.
    virtual bool reads(protocol::PersonId person) const = 0;
};

/// A district that leads: decides, applies, writes, and lets out what is durable, in virtual time,
/// with a journal that can be slow, refuse, and be cut at any byte. Holds every invariant against
/// what happens. One thread.
class District {
  public:
    District(const Options& options, Verdict& verdict, Listener& listener);

    /// A new account, before the run begins.
    protocol::PersonId enlist(protocol::Role role, const char* category);
    /// Everybody is enlisted; leading begins.
    void begin();

    const engine::Engine& engine() const { return engine_; }
    const engine::State& state() const { return engine_.state(); }
    const Ledger& ledger() const { return ledger_; }
    protocol::TimeMs now() const { return now_; }
    bool down() const { return down_; }
    bool all_released() const { return unreleased_.empty(); }

    /// When something is to be done without anybody acting.
    protocol::TimeMs next() const;
    /// Lets time pass to a moment that isn't after `next()`, and does what is due then.
    void advance(protocol::TimeMs to);

    void take(const protocol::Command& command, engine::Request request, std::uint64_t ticket);
    void seen(protocol::PersonId person, protocol::Offset n);
    void place(protocol::PersonId person, const protocol::ClientId& device, engine::Heard heard);

    /// A device connects that has kept this person's notices up to `n`.
    void hello(protocol::PersonId person, protocol::Offset n);

    /// A device of this person has lost its connection.
    void goodbye(protocol::PersonId person);

    /// Forgets a person, unless somebody depends on them at the moment.
    void erase(protocol::PersonId person);

    /// Until then the journal takes seconds to be durable.
    void slow_down(protocol::TimeMs until) { slow_until_ = until; }
    /// The journal refuses what it hasn't written: all of that is lost, and the leader with it.
    void refuse_append();
    /// The plug is pulled: of what isn't durable some bytes are on disk, and end anywhere.
    void pull_plug();
    /// The journal is folded again, and leading begins anew; what is due then comes with `advance`.
    void start_again();

    /// Checks everything; `last`: the journal is folded from its first byte, too.
    void check_all(bool last);

    /// Lines that say what happened last.
    std::vector<std::string> last_events() const;
    std::string digest() const;

    struct Counts {
        std::uint64_t offers = 0;
        std::uint64_t accepted = 0;
        std::uint64_t shortfalls = 0;
        std::uint64_t events = 0;
        std::uint64_t erased = 0;
        std::uint64_t restarts = 0;
    };
    /// Of what the journal holds.
    Counts counts() const;

  private:
    /// After so many events everything is checked.
    static constexpr protocol::Offset check_each = 1'000;
    /// Of so many folds that are compared one is by its digest, the others field by field.
    static constexpr std::uint64_t checks_a_digest = 20;
    /// How long after a start waves wait for people's places.
    static constexpr std::int64_t hold_ms = 15'000;
    static constexpr std::string_view fold_equals = "fold-equals-state";

    struct Unwritten {
        std::size_t end = 0; ///< In the log's bytes.
        protocol::Offset last = 0;
        protocol::TimeMs durable_at;
    };
    struct Unreleased {
        protocol::Offset at = 0;
        std::variant<Notice, Reply, Welcome> what;
    };

    void commit(std::vector<engine::Event> events);
    void commit(engine::DecisionRecord record);
    void write(const std::string& text);
    bool check_before(const engine::DecisionRecord& record);
    void tell(const engine::DecisionRecord& record, const std::vector<engine::Applied>& applied);
    std::vector<Notice>
    notices_of(const engine::Applied& applied, const engine::Event& event) const;
    /// What a person missed since notice `n`; nothing when only a snapshot serves.
    std::optional<std::vector<Notice>> missed(protocol::PersonId person, protocol::Offset n) const;
    void note(const engine::Event& event);
    void run_due();
    void release();
    void check_rest();
    void check(const engine::Incident& incident);
    void check(const engine::Person& person);
    void check_fold(const engine::State& folded, bool whole);
    /// The fold's text is the state's, and the fold goes on from what is read of it.
    void check_kept_state();
    engine::Engine fold();
    void lose(std::size_t torn_bytes);

    Options options_;
    Verdict& verdict_;
    Listener& listener_;
    Chance chance_;
    engine::Engine engine_;
    engine::Engine follower_; ///< Folds the text of each record as it is written.
    Ledger ledger_;
    ByteLog log_;
    district::RecentEvents recent_;
    protocol::TimeMs now_;
    protocol::TimeMs slow_until_;
    bool down_ = false;
    bool led_ = false;
    std::size_t durable_bytes_ = 0;
    protocol::Offset durable_ = 0;
    protocol::Offset released_ = 0; ///< The last offset of anything that was said.
    std::deque<Unwritten> unwritten_;
    std::deque<Unreleased> unreleased_;
    std::set<protocol::IncidentId> touched_incidents_;
    std::set<protocol::PersonId> touched_people_;
    protocol::Offset next_check_ = 0;
    std::uint64_t checked_ = 0;
    std::deque<std::string> last_; ///< Texts of the last decisions.
    Counts counts_;
};

} // namespace dageng::simulation

#pragma once

#include "protocol/ids.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>

/// The record of a district: what was decided, in order, for good.
namespace dageng::journal {

using protocol::Offset;
using protocol::TimeMs;

using Hash = std::array<std::uint8_t, 32>;

/// One whole decision: its command, account, time and all its events, as text that the engine
/// wrote.
struct Record {
    Offset first = 0; ///< Offset of its first event; follows the last event of the record before.
    std::uint32_t events = 0; ///< How many events it holds, at least 1.
    TimeMs at;                ///< Never before the record before.
    std::string body;         ///< JSON; at most `max_body_bytes`.

    Offset last() const { return first + events - 1; }
};

/// A body larger than this is a defect of the caller: imports are cut into decisions far smaller.
inline constexpr std::size_t max_body_bytes = 4 * 1024 * 1024;

/// More than this appended and not yet durable is a defect of the caller, who answers `busy` long
/// before: at 1 KB a record it is more than a second of what the disk takes in large groups.
inline constexpr std::size_t max_waiting_bytes = 256 * 1024 * 1024;

/// The hash of a record: BLAKE2b-256 over the hash before, first, events and at (each as 8 bytes,
/// little endian) and the body. The first record of all follows the journal's genesis; the first
/// after a restore follows a branch.
Hash chain(const Hash& before, const Record& record);

/// The hash that the first record of a new journal follows: BLAKE2b-256 of the text `log`.
Hash genesis(const std::string& log);

/// The hash that the next record follows once a journal that ended with `before` has been restored
/// as `log`: BLAKE2b-256 over `before` and the text `log`. So the old records still verify, and
/// what the journal it was copied from goes on to write fits nowhere in this one.
Hash branch(const Hash& before, const std::string& log);

/// A new name for a journal: 128 random bits as 32 hex digits.
std::string make_log();

/// A point between two records.
struct Position {
    Offset last = 0; ///< Offset of the last event before it; 0 at the beginning.
    Hash hash{};     ///< Of the record before it; without meaning at the beginning.
    TimeMs at;       ///< Of the record before it.
};

/// Where a journal ends.
struct Head {
    std::string log; ///< Made when the journal was created or restored; 32 hex digits.
    Offset last = 0; ///< Offset of the last durable event; 0 when there is none.
    Hash hash{}; ///< What the next record follows: of the last durable record, genesis or a branch.
    TimeMs at;   ///< Of the last durable record; 0 when there is none.
};

/// A journal can't be opened, read or written, or its chain is broken. The text says which and
/// where.
struct JournalError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// What became of appended records.
struct Outcome {
    enum class Kind {
        durable, ///< Everything up to `last` is on disk, and stays through a power cut.
        refused, ///< A record was refused (another leader wrote); it and all after it are dropped.
        failed,  ///< The disk failed; nothing after `last` can be relied on. The process must stop.
    };
    Kind kind = Kind::durable;
    Offset last = 0;
    std::string reason; ///< For refused and failed.
};

/// How soon somebody waits for records to be durable.
enum class Haste {
    at_once,
    soon, ///< They may wait some milliseconds for others to share a sync with.
};

/// Appends decisions durably and reads them in order. One writer: `append` is called by one thread.
class Journal {
  public:
    using Listener = std::function<void(Outcome)>;
    using Visitor = std::function<bool(const Record&)>;

    virtual ~Journal() = default;

    /// Where the durable part ends. Any thread.
    virtual Head head() const = 0;

    /// Takes records, at least one, and returns at once; they become durable in order, those of one
    /// call and what else waits with one sync. The listener hears of it. The first must follow the
    /// last record appended; after a refusal, the last durable one. After a failure, records are
    /// dropped unheard.
    virtual void append(std::vector<Record> records, Haste haste) = 0;

    void append(std::vector<Record> records) { append(std::move(records), Haste::at_once); }

    /// Who hears outcomes, in order, on the journal's own thread. Set once, before the first
    /// append.
    virtual void listen(Listener listener) = 0;

    /// Shows the durable records in order, beginning with the one that holds event `from`, or with
    /// the first that there is (1 is the whole journal), until `visit` returns false. Checks the
    /// chain of what it reads. Any thread. Throws JournalError when the chain is broken.
    virtual void read(Offset from, const Visitor& visit) const = 0;

    /// The hash of the durable record that ends with event `last`; nothing when none does. Any
    /// thread. Throws JournalError when it can't be read.
    virtual std::optional<Hash> hash_at(Offset last) const = 0;

    /// What the first record follows, once the records before it were let go; nothing while all are
    /// there. Any thread. Throws JournalError.
    virtual std::optional<Position> front() const { return std::nullopt; }

    /// Shows what stands in the place of the records that were let go, piece by piece, as it was
    /// given. Nothing while all are there. Any thread. Throws JournalError.
    virtual void read_front(const std::function<void(const std::string&)>& /*visit*/) const {}
};

} // namespace dageng::journal

#pragma once

#include "protocol/errors.hpp"
#include "protocol/values.hpp"

#include <boost/describe/class.hpp>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

/// What shows that a journal is the one that was written: `dageng audit`. Of a copy is read: a
/// server may be writing to the data folder.
namespace dageng::app {

/// Where a journal ended at some moment, signed. Kept elsewhere, it shows that nothing up to there
/// was changed, dropped or swapped since, not even by somebody who may write to the journal's disk.
struct SignedHead {
    protocol::Text<32, 32> log;         ///< The journal's name then.
    protocol::Offset last = 0;          ///< The last event.
    protocol::TimeMs at;                ///< Of its record.
    protocol::Text<64, 64> hash;        ///< Of that record, in hex: covers all before.
    protocol::Text<64, 64> key;         ///< Whoever signed: the public key (Ed25519), in hex.
    protocol::Text<128, 128> signature; ///< In hex.
};
BOOST_DESCRIBE_STRUCT(SignedHead, (), (log, last, at, hash, key, signature))

/// What a walk over the whole journal found.
struct Audited {
    protocol::Offset last = 0;
    std::uint64_t records = 0;
    protocol::TimeMs first_at;
    protocol::TimeMs last_at;
    std::string hash;            ///< Of the last record, in hex.
    std::size_t heads = 0;       ///< That were held against it.
    protocol::Offset proven = 0; ///< The newest event that a head covers.
    protocol::TimeMs proven_at;
};

/// Signs where the journal ends now, and adds that as a line to `file`. The key is `audit.key` in
/// the data folder, for its owner alone; made with the first. Refused (`not_found`) when there is
/// no event yet. Throws JournalError and FilesError.
protocol::Result<SignedHead>
export_head(const std::filesystem::path& data, const std::filesystem::path& file);

/// Walks the whole journal, and holds the heads of a file against it. `heads` may be empty; `key`
/// too: else only heads of this public key count as signed. Refused: `bad_field` naming the line of
/// a head that can't be read or isn't signed rightly, `wrong_state` naming a head that the journal
/// contradicts. Throws JournalError naming the event after which a record was changed, dropped or
/// swapped.
protocol::Result<Audited> verify_journal(
    const std::filesystem::path& data, const std::filesystem::path& heads, const std::string& key
);

/// For a reader.
std::string to_lines(const Audited& audited);

} // namespace dageng::app

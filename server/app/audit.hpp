#pragma once

#include "protocol/audit_messages.hpp"
#include "protocol/errors.hpp"
#include "server/journal/journal.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

/// What shows that a journal is the one that was written: `dageng audit`. Of a copy is read: a
/// server may be writing to the data folder.
namespace dageng::app {

using protocol::SignedHead;

/// What a walk over the whole journal found.
struct Audited {
    protocol::Offset front = 0; ///< The last event that was let go, as a later one says; 0: none.
    protocol::Offset last = 0;
    std::uint64_t records = 0;
    protocol::TimeMs first_at;
    protocol::TimeMs last_at;
    std::string hash;            ///< Of the last record, in hex.
    std::size_t heads = 0;       ///< That were held against it.
    std::size_t before = 0;      ///< Of what was let go: nothing can be held against these.
    protocol::Offset proven = 0; ///< The newest event that a head covers.
    protocol::TimeMs proven_at;
};

/// Signs where this journal ends now, and adds that as a line to `file`. The key is `audit.key` in
/// the data folder, for its owner alone; made with the first. Refused (`not_found`) when there is
/// no event yet. Throws JournalError and FilesError. Any thread.
protocol::Result<SignedHead> sign_head(
    const journal::Journal& journal,
    const std::filesystem::path& data,
    const std::filesystem::path& file
);

/// The same of the journal in a data folder, which may be in use.
protocol::Result<SignedHead>
export_head(const std::filesystem::path& data, const std::filesystem::path& file);

/// Walks the whole journal, and holds the heads of a file against it. `heads` may be empty; `key`
/// too: else only heads of this public key count as signed. Refused: `bad_field` naming the line of
/// a head that can't be read or isn't signed rightly, `wrong_state` naming a head that the journal
/// contradicts, or a front that no event of the journal says it has. Throws JournalError naming the
/// event after which a record was changed, dropped or swapped.
protocol::Result<Audited> verify_journal(
    const std::filesystem::path& data, const std::filesystem::path& heads, const std::string& key
);

/// For a reader.
std::string to_lines(const Audited& audited);

} // namespace dageng::app

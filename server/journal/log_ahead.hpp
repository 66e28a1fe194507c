#pragma once

struct sqlite3;

namespace dageng::journal {

/// Writes zeros behind the end of a database's write-ahead log until it is as long as `pages` of it
/// will be, and makes that durable. A commit then overwrites: a sync of a file that grows also
/// writes the file's own entry, which is a second turn of the disk for somebody who waits.
///
/// SQLite reads a log up to the first frame whose checksum doesn't fit, as what stands behind it
/// may be old ("WAL file format" in its documentation), and keeps the file's length. Does nothing
/// to a log that is long enough. With the log open and nobody writing. Throws SQLite::Exception.
void write_log_ahead(sqlite3* database, int pages);

} // namespace dageng::journal
